"""Pieces of text that know what they are, before they are of any format."""

import pytest

from gonogo.report.sheet import (
    Mark,
    Paragraph,
    Piece,
    code,
    lines,
    link,
    named,
    plain,
    prose,
    quiet,
    section,
    strong,
    together,
    written,
)

DIGEST = "sha256:" + "a" * 64


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        (DIGEST, Mark.DIGEST),
        (DIGEST[:-1], Mark.CODE),
        (DIGEST + "\n", Mark.CODE),
        (DIGEST.upper(), Mark.CODE),
        ("act-1", Mark.CODE),
    ],
)
def test_only_a_whole_digest_is_one(text: str, mark: Mark) -> None:
    """A digest may be shown in short, and anything else would be cut."""
    assert named(text) == (Piece(text, mark),)


@pytest.mark.parametrize(
    ("address", "mark"),
    [
        ("https://example.org/a?b=c", Mark.LINK),
        ("http://example.org", Mark.LINK),
        ("javascript:alert(1)", Mark.PLAIN),
        (" https://example.org", Mark.PLAIN),
        ("https://example.org\n", Mark.PLAIN),
        ("https://exämple.org", Mark.PLAIN),
        ("https://", Mark.PLAIN),
        ("HTTPS://example.org", Mark.PLAIN),
        ("", Mark.PLAIN),
    ],
)
def test_only_an_address_of_the_web_is_a_link(address: str, mark: Mark) -> None:
    """Every other one is shown, and leads nowhere."""
    assert link(address) == (Piece(address, mark),)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("type `a` then `b`.", ["type ", "`a`", " then ", "`b`", "."]),
        ("`a`", ["`a`"]),
        ("a ` alone", ["a ` alone"]),
        ("", []),
    ],
)
def test_what_stands_between_backticks_is_to_be_typed(text: str, pieces: list[str]) -> None:
    """A backtick without its partner marks nothing and is not lost."""
    told = [f"`{one.text}`" if one.mark is Mark.CODE else one.text for one in prose(text)]

    assert told == pieces


def test_what_is_empty_leaves_nothing_between() -> None:
    """No comma and no line stands beside nothing."""
    assert written(together(plain("a"), (), plain("b"))) == "a, b"
    assert written(lines((), plain("a"), (), plain("b"), ())) == "a\nb"
    assert together((), ()) == lines() == plain("") == ()


def test_a_section_that_has_nothing_to_tell_says_so() -> None:
    """What is left out reads as if it had been forgotten."""
    assert section("a", "A", "lead").blocks == (Paragraph(quiet("None.")),)
    assert section("a", "A", "lead", Paragraph(plain("b"))).blocks == (Paragraph(plain("b")),)


def test_a_mark_is_not_lost_when_texts_are_put_together() -> None:
    """How a piece looks goes with it."""
    whole = together(strong("a"), code("b"), by=" · ")

    assert [piece.mark for piece in whole] == [Mark.STRONG, Mark.PLAIN, Mark.CODE]
