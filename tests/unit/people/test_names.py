"""Names that are shown and compared, and those that would be taken for another."""

import pytest

from gonogo.people.names import (
    is_workspace_id,
    name_fault,
    same_name_faults,
    title_fault,
    unknown,
)

ID = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    ("text", "is_id"),
    [
        (ID, True),
        (ID[:-1], False),
        (ID + "0", False),
        (ID.upper(), False),
        (ID + "\n", False),
        ("g" + ID[1:], False),
        ("", False),
    ],
)
def test_a_workspace_has_one_form_of_id(text: str, *, is_id: bool) -> None:
    """Two spellings of one id would be two workspaces, or one that is taken for another."""
    assert is_workspace_id(text) is is_id


@pytest.mark.parametrize("name", ["ada", "Ada Lovelace", "Žofia", "李", "a" * 100, "o'neill-2"])
def test_any_letters_are_a_name(name: str) -> None:
    """People are called what they are called."""
    assert name_fault(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        " ada",
        "ada ",
        "ada  lovelace",
        "ada\nbob",
        "ada\t",
        "a\u200bda",
        "ada\u202e",
        "a\u00a0b",
        "a" * 101,
        "\uff41da",
        "Z\u030cofia",
        "ﬁ",
        "\u212aelvin",
    ],
)
def test_what_looks_like_another_name_is_none(name: str) -> None:
    """Nothing invisible, no second spelling, and one line."""
    told = name_fault(name)

    assert told is not None
    assert told.startswith("is no name")


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("Platforms", True),
        ("a" * 200, True),
        ("a" * 201, False),
        ("", False),
        ("  ", False),
        ("a\nb", False),
        ("a\x1b[2J", False),
    ],
)
def test_a_title_is_one_line_that_says_something(title: str, *, is_one: bool) -> None:
    """It stands in reports and on terminals."""
    assert (title_fault(title) is None) is is_one


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["ada", "bob"], []),
        (["ada", "Ada"], ["Ada"]),
        (["Ada", "ada", "ADA"], ["ada", "ADA"]),
        (["straße", "STRASSE"], ["STRASSE"]),
        ([], []),
    ],
)
def test_names_that_differ_by_case_alone_are_one(names: list[str], told: list[str]) -> None:
    """The later ones are told, with the first."""
    found = list(same_name_faults("person", names, "people"))

    assert [path for path, _ in found] == [("people", name) for name in told]
    assert all(f"is the same name as the person {names[0]!r}" in why for _, why in found)


def test_what_is_unknown_names_the_nearest_or_all() -> None:
    """A typing mistake is mended at once, and anything else is chosen from what there is."""
    assert unknown("team", "platfrms", ["platforms"]).endswith("(did you mean 'platforms'?)")
    assert unknown("team", "x", ["b", "a"]).endswith("(known: a, b)")
    assert unknown("team", "x", []).endswith("(known: none)")
