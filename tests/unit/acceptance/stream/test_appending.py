"""A file that only grows."""

from pathlib import Path

import pytest

from gonogo.acceptance.stream.appending import Appending


def test_where_it_is(tmp_path: Path) -> None:
    """What is appended is there at once, and where it begins is told."""
    file = Appending(tmp_path / "f")

    offsets = [file.append(b"one"), file.append(b""), file.append(b"two")]

    assert offsets == [0, 3, 3]
    assert (tmp_path / "f").read_bytes() == b"onetwo"
    file.close()


def test_behind_what_is_there(tmp_path: Path) -> None:
    """What an earlier process wrote stays."""
    (tmp_path / "f").write_bytes(b"old")

    file = Appending(tmp_path / "f")

    assert file.append(b"new") == 3
    file.close()


@pytest.mark.parametrize(
    ("old", "new"), [(b"", b""), (b"a\n", b"a\n"), (b"a\nb", b"a\nb\n"), (b"\n", b"\n")]
)
def test_last_line_is_ended(tmp_path: Path, old: bytes, new: bytes) -> None:
    """A line that was cut off is ended, and nothing else is changed."""
    (tmp_path / "f").write_bytes(old)

    file = Appending(tmp_path / "f")
    file.end_line()

    assert (tmp_path / "f").read_bytes() == new
    file.close()


def test_full_disk() -> None:
    """A full disk is a fault that says how far the file goes, and nothing more is tried."""
    file = Appending(Path("/dev/full"))

    assert file.append(b"x") is None
    assert file.append(b"y") is None
    assert file.fault == "full ends after 0 bytes: No space left on device"
    file.close()


def test_after_its_end(tmp_path: Path) -> None:
    """What comes after a file was closed is dropped."""
    file = Appending(tmp_path / "f")
    file.close()

    assert file.append(b"late") is None
    file.close()


def test_nowhere(tmp_path: Path) -> None:
    """A file that cannot be opened is an error."""
    with pytest.raises(FileNotFoundError):
        Appending(tmp_path / "no" / "f")


def test_for_nobody_else(tmp_path: Path) -> None:
    """What suites print is for its owner alone."""
    Appending(tmp_path / "f").close()

    assert (tmp_path / "f").stat().st_mode & 0o077 == 0
