"""Files that acts name by their digest: kept in the record, so that every clone has them."""

import contextlib
import os
import secrets
from pathlib import Path

from gonogo import digest
from gonogo.errors import GonogoError
from gonogo.project.project import Project
from gonogo.record import RecordDirectoryError


def keep_content(project: Project, content: bytes) -> str:
    """Keep these bytes in the record, durably, and return their digest.

    Raises:
        RecordDirectoryError: they cannot be written.
    """
    name = digest.of_bytes(content)
    if find_content(project, name) is None:
        # What is there and damaged is mended: the digest says what must stand there.
        write_whole(_place(project, name), content)
    return name


class OutputFileError(GonogoError):
    """A file that was asked for cannot be written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path} cannot be written: {why}",
            hint="Give a path in a directory that is there and that you may write to.",
        )
        self.path = path


def write_output(path: Path, content: bytes) -> None:
    """Write a file that a person asked for, whole or not at all.

    Raises:
        OutputFileError: it cannot be written.
    """
    if not path.absolute().parent.is_dir():
        raise OutputFileError(path, f"there is no directory {path.parent}")
    try:
        write_whole(path, content)
    except RecordDirectoryError as error:
        raise OutputFileError(path, error.what.removeprefix("cannot be written: ")) from error


def write_whole(place: Path, content: bytes) -> None:
    """Write a file durably, whole or not at all.

    Raises:
        RecordDirectoryError: it cannot be written.
    """
    beside = place.with_name(f".new-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    except OSError as error:
        what = f"cannot be written: {(error.strerror or str(error)).lower()}"
        raise RecordDirectoryError(place, what) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def find_content(project: Project, name: str) -> bytes | None:
    """Return the bytes with this digest; None: they are not here, or are not what they were."""
    try:
        content = _place(project, name).read_bytes()
    except OSError:
        return None
    return content if digest.of_bytes(content) == name else None


def _place(project: Project, name: str) -> Path:
    hexadecimal = name.removeprefix("sha256:")
    return project.record / "attachments" / hexadecimal[:2] / hexadecimal
