"""Output in whatever encoding there is, and what happens where it cannot be written."""

import codecs
import os
from pathlib import Path

import pytest

from gonogo.cli.streams import OutputError, _Output, _Progress, _spell, _Text

codecs.register_error("gonogo.test-spelling", _spell)


@pytest.mark.parametrize(
    ("text", "ascii_text"),
    [
        ("✓ GO", "+ GO"),
        ("✗ NO-GO…", "x NO-GO..."),
        ("“a” ≥ 1 \u2013 2 \u00d7 3", '"a" >= 1 - 2 x 3'),
        ("é", "\\xe9"),
        ("日本", "\\u65e5\\u672c"),
        ("\U0001f600", "\\U0001f600"),
    ],
)
def test_what_an_encoding_lacks_is_spelt(text: str, ascii_text: str) -> None:
    """Our marks as people would, and the rest so that nothing is lost."""
    assert text.encode("ascii", "gonogo.test-spelling") == ascii_text.encode()
    assert text.encode("utf-8", "gonogo.test-spelling").decode() == text


def test_only_writing_is_spelt() -> None:
    """Bytes that are no text stay an error."""
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", "gonogo.test-spelling")


def test_output_that_cannot_be_written_is_an_error_that_says_so(tmp_path: Path) -> None:
    """A verdict that nobody can read must not end as a go."""
    path = tmp_path / "out"
    path.write_bytes(b"")
    with _Output(path, "rb+") as stream:
        os.close(os.dup(stream.fileno()))
        reader = os.open(path, os.O_RDONLY)
        os.dup2(reader, stream.fileno())
        os.close(reader)

        with pytest.raises(OutputError) as told:
            stream.write(b"GO")

    assert told.value.hint


def test_progress_that_cannot_be_written_is_let_go(tmp_path: Path) -> None:
    """No run is lost because it cannot be shown."""
    path = tmp_path / "out"
    path.write_bytes(b"")
    with _Progress(path, "rb+") as stream:
        reader = os.open(path, os.O_RDONLY)
        os.dup2(reader, stream.fileno())
        os.close(reader)

        assert stream.write(b"half") == 4


def test_somebody_who_asked_for_ascii_gets_ascii(tmp_path: Path) -> None:
    """The library for commands would take it for a mistake and write UTF-8."""
    for encoding, told in (("ascii", "ascii as told"), ("utf-8", "utf-8")):
        with _Text((tmp_path / "out").open("wb"), encoding=encoding) as text:
            assert text.encoding == told
