"""Bodies on their way."""

import gzip
import zlib

import pytest

from gonogo.acceptance.proxy.body import Glimpse, plain


@pytest.mark.parametrize(
    ("body", "encoding", "found"),
    [
        (b"abc", "", (b"abc", True)),
        (b"abc", "Identity", (b"abc", True)),
        (gzip.compress(b"abc", mtime=0), "gzip", (b"abc", True)),
        (zlib.compress(b"abc"), "deflate", (b"abc", True)),
        (gzip.compress(b"abc", mtime=0)[:-9], "gzip", (b"abc", False)),
        (b"abc", "gzip", (b"", False)),
        (b"abc", "br", (b"", False)),
        (b"abc", "gzip, gzip", (b"", False)),
    ],
)
def test_compression_is_taken_off_where_it_is_known(
    body: bytes, encoding: str, found: tuple[bytes, bool]
) -> None:
    """What cannot be looked into counts as nothing."""
    assert plain(body, encoding, 100) == found


def test_a_small_body_does_not_become_a_large_one() -> None:
    """A megabyte of gzip can hold a gigabyte."""
    opened, is_all = plain(gzip.compress(b"0" * 10_000_000), "gzip", 1000)

    assert (len(opened), is_all) == (1000, False)


@pytest.mark.parametrize(
    ("pieces", "kept", "is_whole"),
    [
        ([b"ab", b"cd"], b"abcd", True),
        ([b"ab", b"cde"], b"abcd", False),
        ([b"abcdef", b"g"], b"abcd", False),
        ([], b"", True),
    ],
)
def test_only_the_beginning_is_kept(pieces: list[bytes], kept: bytes, *, is_whole: bool) -> None:
    """And it is known whether that was all."""
    glimpse = Glimpse(4)

    for piece in pieces:
        glimpse.see(piece)

    assert (glimpse.kept, glimpse.is_whole) == (kept, is_whole)
