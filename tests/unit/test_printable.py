"""What others wrote must not move a cursor."""

import unicodedata

import pytest

from gonogo.printable import printable, spelt_out


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


UNSEEN = (
    *("\u061c", "\u200b", "\u200e", "\u200f", "\ufeff", "\u00ad", "\u2028", "\u2060"),
    *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    *("\x00", "\x1b", "\x7f", "\x85", "\x9b", "\U000e0041", "\ud800"),
)


@pytest.mark.parametrize("letter", UNSEEN, ids=ascii)
def test_what_cannot_be_seen_is_written_out(letter: str) -> None:
    """It is there to be read, and turns nothing around any more."""
    assert spelt_out(f"a{letter}b\n") == f"a\\u{ord(letter):04x}b\n"


def test_every_letter_that_turns_text_is_written_out() -> None:
    """What Unicode gives a direction of its own, embeds, overrides or isolates."""
    turning = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    every = [chr(code) for code in range(0x110000)]
    found = [letter for letter in every if unicodedata.bidirectional(letter) in turning]

    assert len(found) == 9
    assert not [letter for letter in found if letter in spelt_out(letter)]


@pytest.mark.parametrize(
    "text", ["ada łoś 日本 עברית", "\u0645\u06cc\u200c\u062e\u0648", "👩\u200d🔬", "a\tb\nc"]
)
def test_what_is_written_with_joiners_stays(text: str) -> None:
    """Letters of all scripts, pictures, and lines stay as they are."""
    assert spelt_out(text) is text or spelt_out(text) == text
