"""What of a run is done: written as it happens, so that it can be gone on with after a crash.

One line of JSON for each thing that happened, as soon as it is heard of, so a process that is
killed loses nothing that it saw. The disk is waited for when a task ended that did not pass, and
once a second. A last line that was cut off in the middle is left out. A task that began and did
not end runs again, as does one that a person cut off; what it was seen to fail at before stays
failed.

It is read when a run is gone on with. Whoever writes it keeps what was written, and asks nobody
else: the tests that run meanwhile can write to that file as well as we can.
"""

import math
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import msgspec

from gonogo.acceptance.calls import CallCount
from gonogo.acceptance.result import Result
from gonogo.acceptance.task import Cut, Ending
from gonogo.evidence import Outcome

FILE = "journal.jsonl"
_FORGETTABLE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Done:
    """A task that ended, and everything that came of it."""

    task: str
    ending: Ending
    results: tuple[Result, ...]
    calls: tuple[CallCount, ...]


class _TaskBegan(msgspec.Struct, tag="began", frozen=True):
    task: str


class _Heard(msgspec.Struct, tag="heard", frozen=True):
    result: Result


class _TaskEnded(msgspec.Struct, tag="ended", frozen=True):
    done: Done


class _AllEnded(msgspec.Struct, tag="finished", frozen=True):
    pass


_Line = _TaskBegan | _Heard | _TaskEnded | _AllEnded
_DECODER = msgspec.json.Decoder(_Line)


@dataclass
class Past:
    """What a journal says was done before."""

    done: dict[str, Done] = field(default_factory=dict)
    """The tasks that ended, by their id."""
    earlier: list[Result] = field(default_factory=list)
    """What tasks were seen to fail at that were cut off, and began again since."""
    heard: dict[str, list[Result]] = field(default_factory=dict)
    """What tasks were seen to fail at that did not end since, by their id."""
    is_finished: bool = False
    """Whether everything that was planned was done."""
    is_damaged: bool = False
    """Whether a line before the last cannot be read: something is not known any more."""

    @property
    def failures(self) -> list[Result]:
        """Return every failure that was seen, but for those that an end tells."""
        return [*self.earlier, *(result for results in self.heard.values() for result in results)]

    def is_over(self, task: str) -> bool:
        """Say whether a task ended by itself, or by its time: then it is not done again."""
        return task in self.done and self.done[task].ending.cut is not Cut.CANCELLED


class Journal:
    """The journal of one run directory, open to be written to."""

    def __init__(self, directory: Path) -> None:
        self.past = read_journal(directory)
        """What was done before, and everything that was written since."""
        self._file = (directory / FILE).open("ab")
        self._durable_at = -math.inf
        if self._file.tell():
            # After a line that was cut off: what follows must not become a part of it, and the
            # empty line says that it may be half of one.
            self._file.write(b"\n\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def began(self, task: str) -> None:
        """Write that a task begins."""
        self._write(_TaskBegan(task))

    def heard(self, result: Result) -> None:
        """Write what came of a test, as soon as it is known."""
        self._write(_Heard(result))

    def ended(self, done: Done) -> None:
        """Write how a task ended; durably, unless it passed and others ended just before.

        Hundreds of small tasks would wait longer for the disk than for their tests. What a
        machine that loses its power forgets by that is a second of passes, which run again.
        """
        self._write(_TaskEnded(done))
        has_passed = all(each.outcome is Outcome.PASSED for each in done.results)
        if not has_passed or time.monotonic() - self._durable_at >= _FORGETTABLE_SECONDS:
            self._make_durable()

    def finished(self) -> None:
        """Write that nothing is left to do, durably."""
        self._write(_AllEnded())
        self._make_durable()

    def _make_durable(self) -> None:
        os.fsync(self._file.fileno())
        self._durable_at = time.monotonic()

    def _write(self, line: _Line) -> None:
        # First: what was seen is known, whether or not there is room on the disk for it.
        _take(line, self.past)
        self._file.write(msgspec.json.encode(line) + b"\n")
        # Out of this process, which may be killed.
        self._file.flush()


def read_journal(directory: Path) -> Past:
    """Return what was done before in a run directory; nothing, if there is no journal."""
    past = Past()
    try:
        lines = (directory / FILE).read_bytes().split(b"\n")
    except FileNotFoundError:
        return past
    for at, content in enumerate(lines):
        if not content:
            continue
        try:
            line = _DECODER.decode(content)
        except msgspec.MsgspecError:
            # Cut off by the end of its process: the last line, or the last before another's.
            past.is_damaged |= not _may_be_cut(lines, at)
            continue
        _take(line, past)
    return past


def _take(line: _Line, past: Past) -> None:
    if isinstance(line, _TaskBegan):
        _begin(line.task, past)
    elif isinstance(line, _Heard) and line.result.outcome is Outcome.FAILED:
        past.heard.setdefault(line.result.task, []).append(line.result)
    elif isinstance(line, _TaskEnded):
        past.done[line.done.task] = line.done
        # Its own account of its tests holds all that was heard of them since it began.
        past.heard.pop(line.done.task, None)
    elif isinstance(line, _AllEnded):
        past.is_finished = True


def _begin(task: str, past: Past) -> None:
    """Keep the failures of whatever a task did before: its next end knows nothing of them."""
    past.earlier += past.heard.pop(task, [])
    before = past.done.pop(task, None)
    if before is not None:
        past.earlier += [each for each in before.results if each.outcome is Outcome.FAILED]


def _may_be_cut(lines: list[bytes], at: int) -> bool:
    """Say whether a line may be half of one: nothing, or an empty line, comes after it."""
    return at + 1 >= len(lines) or not lines[at + 1]
