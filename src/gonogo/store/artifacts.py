"""Raw readings as files named by their digest.

A file appears under its name only when all its bytes are on the disk, so a
crash leaves a stray temporary file at worst and never half an artifact. Whoever
reads one checks it: a file that is not what its name says is worth nothing.
"""

import contextlib
import os
import re
import secrets
from pathlib import Path

from gonogo import digest
from gonogo.project import WorkspaceError
from gonogo.workflows import CorruptRecordError

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


class DirectoryArtifacts:
    """Artifacts in a directory, spread over 256 folders."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory / "sha256"

    def put(self, content: bytes) -> str:
        """Keep these bytes durably and return their digest."""
        name = digest.of_bytes(content)
        path = self._path(name)
        if not _holds(path, name):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(path, content)
            except OSError as error:
                raise WorkspaceError(
                    f"the artifact {path}", f"it cannot be written ({error})"
                ) from error
        return name

    def get(self, name: str) -> bytes:
        """Return the bytes with this digest, verified.

        Raises:
            CorruptRecordError: they are missing or are not what they were.
        """
        if not _DIGEST.fullmatch(name):
            raise CorruptRecordError(f"artifact {name!r}", "this is no digest")
        try:
            content = self._path(name).read_bytes()
        except OSError as error:
            raise CorruptRecordError(f"artifact {name}", f"it cannot be read ({error})") from error
        if digest.of_bytes(content) != name:
            raise CorruptRecordError(f"artifact {name}", "its content has another digest")
        return content

    def _path(self, name: str) -> Path:
        figures = name.removeprefix("sha256:")
        return self._directory / figures[:2] / figures


def _holds(path: Path, name: str) -> bool:
    """Say whether the file is there and whole; a damaged one is written again."""
    try:
        return digest.of_bytes(path.read_bytes()) == name
    except OSError:
        return False


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync(path.parent)


def _sync(directory: Path) -> None:
    """Make a new name in a directory survive a loss of power."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
