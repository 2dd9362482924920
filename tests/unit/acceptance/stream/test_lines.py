"""Whole lines out of pieces cut anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.acceptance.stream.lines import Lines, Overlong


def taken(lines: Lines, pieces: list[bytes]) -> list[bytes]:
    """Return the blocks of some pieces, what is too long between brackets."""
    blocks = [block for piece in pieces for block in lines.take(piece)]
    return [
        b"<" + block.piece + (b">" if block.is_last else b"")
        if isinstance(block, Overlong)
        else block
        for block in blocks
    ]


@pytest.mark.parametrize(
    ("pieces", "blocks", "rest"),
    [
        ([b"a\nb\n"], [b"a\nb\n"], b""),
        ([b"a\nb"], [b"a\n"], b"b"),
        ([b"a", b"b", b"c\nd\ne"], [b"abc\n", b"d\n"], b"e"),
        ([b"a\n", b"b\n"], [b"a\n", b"b\n"], b""),
        ([b"a", b"\n"], [b"a\n"], b""),
        ([b"\n\n"], [b"\n\n"], b""),
        ([b""], [], b""),
    ],
)
def test_blocks(pieces: list[bytes], blocks: list[bytes], rest: bytes) -> None:
    """What is complete comes at once; what is not, with the piece that completes it."""
    lines = Lines()

    assert taken(lines, pieces) == blocks
    assert lines.rest() == rest


def test_line_that_is_too_long() -> None:
    """A line that is too long to be kept comes in pieces, and the next line is one again."""
    lines = Lines(longest=4)

    assert taken(lines, [b"abc", b"def", b"gh", b"i\nnext\n"]) == [
        b"<abcdef",
        b"<gh",
        b"<i\n>",
        b"next\n",
    ]
    assert lines.rest() == b""


@given(st.lists(st.binary(max_size=30)), st.integers(1, 20))
def test_nothing_is_lost(pieces: list[bytes], longest: int) -> None:
    """However a stream is cut and however long its lines are, every byte comes out, in order."""
    lines = Lines(longest)

    blocks = [block for piece in pieces for block in lines.take(piece)]

    out = [block.piece if isinstance(block, Overlong) else block for block in blocks]
    assert b"".join(out) + lines.rest() == b"".join(pieces)
