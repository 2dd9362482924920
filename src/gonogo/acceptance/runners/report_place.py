"""The place of a command's report: emptied before the command starts, and looked at afterwards.

Whatever lies in an empty place afterwards was put there by this run, however often an older file
is touched. A file that was there is moved into the directory of the run, never deleted and never
brought back: the next thing that looks for a report there must not find one of another run.

What a command copies into the place itself, from somewhere else and with a new date, cannot be
told from what it wrote. Where such a report says when its tests began, that is held against it.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from gonogo.acceptance.ingest import Ingested, read_report, recognise
from gonogo.errors import GonogoError

ASIDE = "aside"
"""Where in the directory of a run there is what was in the place of a report, by task."""

# File systems keep times in steps, of up to two seconds.
_COARSENESS = timedelta(seconds=2)
# Tests may have run on a machine whose clock is somewhat behind ours.
_OTHER_CLOCKS = timedelta(minutes=1)


class OccupiedPlaceError(GonogoError):
    """The place of a report cannot be emptied, so what is there afterwards could be old."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path} is in the place of the report, and cannot be moved aside: {why}",
            hint="Move it away, or have the command write its report somewhere else.",
        )
        self.path = path


@dataclass(frozen=True)
class EmptyPlace:
    """A place for a report that was seen to be empty."""

    path: Path
    since: datetime
    """By the clock that file systems of this machine go by."""
    moved_to: Path | None = None
    """Where the file is that was there; None: there was none."""

    def read(self) -> Ingested:
        """Read the report that is there now; what is none of this run is a fault."""
        try:
            written = _moment(self.path.stat().st_mtime)
        except OSError:
            return Ingested((), (f"the command wrote no report {self.path.name}",))
        # A link to an older file, or one that was moved here, keeps its date.
        if written < self.since - _COARSENESS:
            why = f"{self.path.name} was written {written:%Y-%m-%d %H:%M:%S} UTC, before this run"
            return Ingested((), (why,))
        said = read_report(self.path)
        began = said.started_at
        if began is not None and began < self.since - _OTHER_CLOCKS:
            why = f"it says that its tests began {began:%Y-%m-%d %H:%M:%S%z}, before this run"
            return Ingested((), (why,))
        return said


def empty_place(path: Path, *, workplace: Path, aside: Path | None) -> EmptyPlace:
    """Empty the place of a report.

    Args:
        path: Where the report is to be.
        workplace: A directory on this machine, to know what time it is there.
        aside: The directory for what is there now; None: there is none.

    Raises:
        OccupiedPlaceError: something is there that is no report, or cannot be moved.
    """
    try:
        moved_to = _move_aside(path, aside) if path.is_symlink() or path.exists() else None
    except OSError as error:
        raise OccupiedPlaceError(path, error.strerror or str(error)) from error
    with tempfile.TemporaryFile(dir=workplace) as now:
        return EmptyPlace(path, _moment(os.fstat(now.fileno()).st_mtime), moved_to)


def _move_aside(path: Path, aside: Path | None) -> Path:
    # What a link leads to is in a place of its own, and `/dev/stdout` is one too.
    if path.is_symlink() or not path.is_file():
        raise OccupiedPlaceError(path, "it is no ordinary file")
    found = recognise(path)
    if not found.format_name and not found.is_empty:
        raise OccupiedPlaceError(path, "it is no report, so it may be something else of yours")
    if aside is None:
        raise OccupiedPlaceError(path, "there is nowhere to keep it")
    # It may hold what others must not read, like all that a run keeps.
    aside.mkdir(mode=0o700, parents=True, exist_ok=True)
    to, number = aside / path.name, 1
    # A task that is gone on with after a crash finds what it wrote before.
    while to.exists():
        number += 1
        to = aside / f"{path.stem}-{number}{path.suffix}"
    shutil.move(path, to)
    return to


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
