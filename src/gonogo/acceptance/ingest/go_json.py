"""Read a file of `go test -json`, of one package or many, as if it had just been printed.

It goes the way of every stream, so a test means the same here and there. How the process ended
is not in such a file; what is in it is whether each package came to its end, and one that did
not is a fault, since nobody knows which tests are missing. A package may come to several ends, of
processes that each ran some of its tests; a test that began more than once was attempted so often.
"""

import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from gonogo.acceptance.ingest.ingested import Gathering, Ingested
from gonogo.acceptance.ingest.rounds import Line, follow_rounds, line_of
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Result
from gonogo.acceptance.stream import EVENTS_FILE_NAME, Recording
from gonogo.acceptance.task import Ending, Task
from gonogo.clock import Clock, SystemClock
from gonogo.evidence import Outcome

_PIECE_BYTES = 1 << 18
_OF_A_TEST = b'"Test":'
_RUN = b'"run"'
_ENDS = frozenset({"pass", "fail", "skip"})


def read_go_json(stream: BinaryIO, *, clock: Clock | None = None) -> Ingested:
    """Read the events of `go test -json`. Never raises for what is in them."""
    gathering = Gathering(tool="go test")
    clock = clock or SystemClock()
    with tempfile.TemporaryDirectory(prefix="gonogo-ingest-") as place:
        directory = Path(place)
        with Recording(directory, secrets=(), clock=clock) as recording:
            sink = recording.sink(Task(id="ingested", package=""))
            while piece := stream.read(_PIECE_BYTES):
                sink.events(piece)
            # How its process ended nobody knows; that something is missing is told below.
            results = sink.close(Ending(0), ())
        counted = _Counted.of(directory / EVENTS_FILE_NAME)
        for fault in (*recording.faults, *counted.faults()):
            gathering.fault(fault)
        attempts = _attempts(directory, counted, clock)
    _gather(results, attempts, gathering)
    return gathering.ingested()


def _attempts(
    directory: Path, counted: "_Counted", clock: Clock
) -> Mapping[NamedTest, tuple[Result, ...]]:
    """Return the attempts at tests that began more than once; of others nothing."""
    repeated = frozenset(test for test, count in counted.runs.items() if count > 1)
    if not repeated:
        return {}
    with Recording(directory / "rounds", secrets=(), clock=clock) as recording:
        return follow_rounds(
            directory / EVENTS_FILE_NAME,
            repeated,
            lambda number: recording.sink(Task(id=f"round-{number}", package="")),
        )


def _gather(
    results: tuple[Result, ...],
    attempts: Mapping[NamedTest, tuple[Result, ...]],
    gathering: Gathering,
) -> None:
    unended = 0
    for result in (each for each in results if each.test.package):
        gathering.began(result.started_at)
        told = attempts.get(result.test, (result,))
        # What is known of the stream as a whole is never less than what its rounds tell.
        if all(each.outcome.gravity < result.outcome.gravity for each in told):
            told = (*told, result)
        # The log was ours for as long as we read; a file from elsewhere has none to point into.
        gathering.take(*(replace(each.unprivileged, task="", log=()) for each in told))
        unended += any(each.outcome is Outcome.ERRORED for each in told)
    if unended:
        gathering.fault(f"{unended} of its tests or packages have no answer in it")


@dataclass
class _Counted:
    """How often things begin and end in a file of events."""

    begun: Counter[str] = field(default_factory=Counter)
    """Packages; before 1.20 Go does not tell that one begins."""
    ended: Counter[str] = field(default_factory=Counter)
    runs: Counter[NamedTest] = field(default_factory=Counter)
    strange: int = 0
    """Lines that are no events."""

    @classmethod
    def of(cls, events: Path) -> "_Counted":
        """Count them."""
        counted = cls()
        with events.open("rb") as lines:
            for text in lines:
                # Nearly all events are output of a test, and are told by a look.
                if _OF_A_TEST not in text or _RUN in text:
                    counted._count(line_of(text))
        return counted

    def faults(self) -> list[str]:
        """Return what is said of packages that did not end as often as they began, and so on."""
        wrong = [
            f"the stream of {name} stops before its end"
            for name, begun in self.begun.items()
            if name and self.ended[name] < max(begun, 1)
        ]
        return wrong + ([f"{self.strange} of its lines are no events"] if self.strange else [])

    def _count(self, line: Line | None) -> None:
        if line is None:
            return
        if line.test:
            self.runs[line.top] += line.begins_a_round
            # Of a package that is only heard of through its tests, the end is missing too.
            self.begun[line.package] += 0
        elif line.package:
            self.begun[line.package] += line.action == "start"
            self.ended[line.package] += line.action in _ENDS
        else:
            # What could not be understood was kept as something that nobody's package printed.
            self.strange += line.output.startswith("{")
