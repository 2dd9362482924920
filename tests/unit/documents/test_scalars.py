"""What an unquoted word of YAML means."""

import pytest

from gonogo.documents import parse_yaml, parse_yaml_as_text
from gonogo.documents.scalars import of_tagged


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("on", "on"),
        ("10:30", "10:30"),
        ("2025-01-14", "2025-01-14"),
        ("01-14-2025", "01-14-2025"),
        (
            "0xe934Dc97E347C6aCef74364B50125bb8689c40ff",
            "0xe934Dc97E347C6aCef74364B50125bb8689c40ff",
        ),
        ("0x0", "0x0"),
        ("0o17", "0o17"),
        ("017", 17),
        ("1_000", "1_000"),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("1234e5678", "1234e5678"),
        ("9" * 200, "9" * 200),
        ("12", 12),
        ("-1", -1),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("!!int 12", 12),
        ("!!float 12", 12.0),
        ("! 12", "12"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_scalars(written: str, meant: object) -> None:
    """Only the core scalars are anything but text, and addresses and dates never are."""
    value = parse_yaml(f"key: {written}", "file").value["key"]

    assert value == meant
    assert type(value) is type(meant)


@pytest.mark.parametrize("written", ["0.10", "1234e5", "0123", "7", "-0", "1.0"])
def test_numbers_stay_text_when_asked(written: str) -> None:
    """A version that looks like a number keeps every character."""
    assert parse_yaml_as_text(f"version: {written}", "file").value == {"version": written}


def test_truth_values_stay_truth_values_when_numbers_stay_text() -> None:
    """Only numbers are kept as text, so a flag is still a flag."""
    assert parse_yaml_as_text("a: true\nb: ~", "file").value == {"a": True, "b": None}


@pytest.mark.parametrize(
    ("text", "tag"),
    [("x", "int"), ("1.5", "int"), ("yes", "bool"), ("1", "null"), ("x", "float"), ("x", "set")],
)
def test_a_tag_that_does_not_fit_is_refused(text: str, tag: str) -> None:
    """Nothing is bent until it fits: `!!int x` is a mistake and no text."""
    with pytest.raises(ValueError, match=tag):
        of_tagged(text, f"tag:yaml.org,2002:{tag}")
