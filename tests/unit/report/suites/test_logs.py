"""Excerpts of what tests printed."""

from pathlib import Path

import pytest

from gonogo.acceptance import LogPart
from gonogo.report.suites.logs import OUTPUT_FILE, Logs, readable

PARTS = (LogPart(0, 4), LogPart(10, 6), LogPart(20, 2))


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / OUTPUT_FILE).write_bytes(b"abcd......efghij....kl....")
    return tmp_path


@pytest.mark.parametrize(
    ("head", "tail", "text"),
    [
        (100, 100, "abcdefghijkl"),
        (6, 6, "abcdefghijkl"),
        (5, 3, "abcde\n[… 4 bytes …]\njkl"),
        (0, 1, "\n[… 11 bytes …]\nl"),
        (1, 0, "a\n[… 11 bytes …]\n"),
    ],
)
def test_an_excerpt_is_its_beginning_and_its_end(
    directory: Path, head: int, tail: int, text: str
) -> None:
    """Of parts that stand apart in the file, as if they stood together."""
    with Logs(directory, bytes) as logs:
        assert logs.excerpt(PARTS, head, tail).text == text


def test_what_is_not_there_is_empty(tmp_path: Path) -> None:
    """No file, a part beyond its end, or no part at all are no reason to fail."""
    with Logs(tmp_path, bytes) as logs:
        assert logs.excerpt(PARTS, 5, 5).head == ""
    (tmp_path / OUTPUT_FILE).write_bytes(b"ab")
    with Logs(tmp_path, bytes) as logs:
        assert logs.excerpt((LogPart(1, 1), LogPart(1 << 40, 9)), 99, 99).text == "b"
        assert logs.excerpt((), 5, 5).text == ""


def test_an_excerpt_is_cleaned(directory: Path) -> None:
    """What is read goes through what takes secrets out."""
    with Logs(directory, lambda data: data.replace(b"efg", b"[secret]")) as logs:
        assert "[secret]" in logs.excerpt(PARTS, 99, 99).text


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("\x1b[31mred\x1b[0m\r\n\ttab", "red\n\ttab"),
        ("\x1b]8;;http://x\x07link", "link"),
        ("a\x00b\x08c\x7f", "a␀b␈c␡"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
    ],
)
def test_nothing_moves_or_turns_what_is_read(printed: str, read: str) -> None:
    """Colours go, control characters become pictures of themselves."""
    assert readable(printed) == read
