"""The directory of acts: one file each, written so that nothing halfway is ever an act.

    acts/ab/ab….json     an act
    acts/.new-…          an act that is being written, or was when the machine died

An act is written beside its place, made durable, and then linked to its name, which
fails if the name is taken. So many may append at once, here and in other clones, and
kill -9 leaves either the act or a leftover that the next one to append removes: it
is locked as long as its writer lives.
"""

import contextlib
import errno
import fcntl
import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from gonogo.record.act import Sealed, file_name
from gonogo.record.errors import OtherActThereError, RecordDirectoryError
from gonogo.record.files import LEFTOVER, Files
from gonogo.record.found import Found, gather
from gonogo.record.history import heads_at

_WITHOUT_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


class RecordDirectory:
    """A directory of acts, such as `record/acts`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, known: Found | None = None) -> Found:
        """Return what is in the directory; nothing, if there is none.

        Args:
            known: What was found before, whose acts are taken as they were as long as a
                file has their name. Without it every file is read and every signature
                checked, as whoever audits a record must.

        Raises:
            RecordDirectoryError: the directory itself cannot be read.
        """
        files = Files(self.path)
        if known is None:
            return gather(files.contents())
        acts = {file_name(act.id): act for act in known.acts}
        news = gather(files.contents(acts.keys()))
        still = [act for name, act in acts.items() if name in files.passed_over]
        return Found(
            tuple(sorted(still, key=lambda act: act.id)),
            unverified=known.unverified & {act.id for act in still},
        ).union(news)

    def heads(self, *, workspace: str, at: datetime) -> tuple[str, ...]:
        """Return the heads for an act of a workspace that is to be signed at this time."""
        return heads_at(self.read().acts, workspace=workspace, at=at)

    def append(self, sealed: Sealed) -> Path:
        """Write an act, durably; once it is there, say where.

        Appending the same act again changes nothing.

        Raises:
            OtherActThereError: a file of that name holds something else.
            RecordDirectoryError: it could not be written.
        """
        place = self.path / file_name(sealed.act.id)
        try:
            self._make_folders(place.parent)
            self._remove_leftovers()
            self._write(place, sealed.content)
        except OSError as error:
            what = f"cannot be written: {(error.strerror or str(error)).lower()}"
            raise RecordDirectoryError(self.path, what) from error
        return place

    def _make_folders(self, folder: Path) -> None:
        if folder.is_dir():
            return
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for each in reversed(missing):
            _make_durable(each.parent)

    def _remove_leftovers(self) -> None:
        with os.scandir(self.path) as entries:
            names = [Path(entry.path) for entry in entries if entry.name.startswith(LEFTOVER)]
        for name in names:
            # Somebody else may have removed it meanwhile, or be writing it.
            with contextlib.suppress(OSError):
                file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW)
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    name.unlink()
                finally:
                    os.close(file)

    def _write(self, place: Path, content: bytes) -> None:
        with self._new_file() as (file, path):
            with open(file, "wb", closefd=False) as stream:
                stream.write(content)
            os.fsync(file)
            try:
                _name(path, place)
            except FileExistsError:
                if place.is_symlink() or not place.is_file() or place.read_bytes() != content:
                    raise OtherActThereError(place) from None
        _make_durable(place.parent)

    @contextlib.contextmanager
    def _new_file(self) -> Iterator[tuple[int, Path]]:
        while True:
            path = self.path / f"{LEFTOVER}{os.getpid()}-{secrets.token_hex(8)}"
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                # Between these two lines somebody could take it for a leftover.
                if os.fstat(file).st_nlink:
                    yield file, path
                    return
            finally:
                path.unlink(missing_ok=True)
                os.close(file)


def _name(path: Path, place: Path) -> None:
    """Give a file its name, unless the name is taken.

    Raises:
        FileExistsError: it is.
    """
    try:
        os.link(path, place)
    except OSError as error:
        if error.errno not in _WITHOUT_LINKS:
            raise
        # Some file systems have no links; there the name is looked at first.
        if place.exists() or place.is_symlink():
            raise FileExistsError(place) from None
        path.rename(place)


def _make_durable(folder: Path) -> None:
    """Make the names in a folder outlive the machine's power."""
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
