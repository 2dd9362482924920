"""What others wrote must not move a cursor."""

import pytest

from gonogo.printable import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ada łoś 日本", "ada łoś 日本"),
        ("a\x1b[2Jb", "a [2Jb"),
        ("a\r\nb\x00", "a  b "),
        ("a\u202eb\u2066", "a b "),
        ("a\ud800b\u2028", "a b "),
        ("", ""),
    ],
)
def test_what_moves_a_cursor_or_turns_a_line_is_a_space(text: str, shown: str) -> None:
    """Letters of all scripts stay as they are."""
    assert printable(text) == shown


def test_a_mark_can_stand_where_something_was() -> None:
    """A reader of a refusal sees that there was more."""
    assert printable("a\x1bb\n", "?") == "a?b?"
