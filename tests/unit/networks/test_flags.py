"""Free mappings as pairs, with one spelling for what is clearly the same."""

import pytest

from gonogo.networks.flags import is_fork_offset, pairs, spelled


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": {"b": 1, "c": None}}, [("f.a.b", "1")]),
        ({"a": [1, "x"]}, [("f.a", '[1,"x"]')]),
        ({"a": []}, []),
        ({}, []),
        ("", []),
        (None, []),
        (True, [("f", "true")]),
        (0, [("f", "0")]),
    ],
)
def test_pairs(value: object, expected: list[tuple[str, str]]) -> None:
    """Mappings are walked, lists kept whole, and nothing says nothing."""
    assert pairs("f", value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0xAB", "0xab"), ("0XAB", "0xab"), ("AB", "AB"), (" 7 ", "7"), (7, "7"), (False, "false")],
)
def test_spelled(value: object, expected: str) -> None:
    """Only hexadecimal numbers lose their capitals."""
    assert spelled(value) == expected


@pytest.mark.parametrize(
    ("key", "is_fork"),
    [
        ("l2GenesisJovianTimeOffset", True),
        ("l2GenesisKarstTimeOffset", True),
        ("holocene_time_offset", True),
        ("l2GenesisBlockGasLimit", False),
        ("l2BlockTime", False),
        ("mipsVersion", False),
        ("seconds_per_slot", False),
    ],
)
def test_fork_offsets(key: str, *, is_fork: bool) -> None:
    """Overrides of all forks are known by their form, those to come included."""
    assert is_fork_offset(key) is is_fork
