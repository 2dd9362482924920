"""Read a file of `go test -json`, of one package or many, as if it had just been printed.

It goes the way of every stream, so a test means the same here and there. How the process ended
is not in such a file; what is in it is whether each package came to its end, and one that did
not is a fault, since nobody knows which tests are missing.
"""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from gonogo.acceptance.ingest.ingested import Gathering, Ingested
from gonogo.acceptance.result import Result
from gonogo.acceptance.stream import EVENTS_FILE_NAME, Recording
from gonogo.acceptance.task import Ending, Task
from gonogo.clock import Clock, SystemClock
from gonogo.evidence import Outcome

_PIECE_BYTES = 1 << 18
_OF_A_TEST = b'"Test":'
_ENDS = frozenset({"pass", "fail", "skip"})


class _OfPackage(msgspec.Struct, rename="pascal"):
    """An event of a package."""

    action: str
    package: str = ""
    output: str = ""


def read_go_json(stream: BinaryIO, *, clock: Clock | None = None) -> Ingested:
    """Read the events of `go test -json`. Never raises for what is in them."""
    gathering = Gathering(tool="go test")
    with tempfile.TemporaryDirectory(prefix="gonogo-ingest-") as place:
        directory = Path(place)
        with Recording(directory, secrets=(), clock=clock or SystemClock()) as recording:
            sink = recording.sink(Task(id="ingested", package=""))
            while piece := stream.read(_PIECE_BYTES):
                sink.events(piece)
            # How its process ended nobody knows; that something is missing is told below.
            results = sink.close(Ending(0), ())
        for fault in (*recording.faults, *_faults_of_packages(directory / EVENTS_FILE_NAME)):
            gathering.fault(fault)
    _gather(results, gathering)
    return gathering.ingested()


def _gather(results: tuple[Result, ...], gathering: Gathering) -> None:
    told = [result for result in results if result.test.package]
    for result in told:
        gathering.began(result.started_at)
        # The log was ours for as long as we read; a file from elsewhere has none to point into.
        gathering.take(replace(result.unprivileged, task="", log=()))
    unended = [result for result in told if result.outcome is Outcome.ERRORED]
    if unended:
        gathering.fault(f"{len(unended)} of its tests or packages have no answer in it")


def _faults_of_packages(events: Path) -> list[str]:
    """Return what is said of packages that did not end once, and of lines that are no events."""
    ends: dict[str, int] = {}
    strange = 0
    with events.open("rb") as lines:
        for line in lines:
            # Nearly all events are of a test, and are told by a look.
            if _OF_A_TEST in line:
                continue
            event = _decode(line)
            if event is not None and event.package:
                count = ends.setdefault(event.package, 0)
                ends[event.package] = count + (event.action in _ENDS)
            # What could not be understood was kept as something that nobody's package printed.
            strange += event is not None and not event.package and "{" in event.output[:1]
    unended = [f"the stream of {name} stops before its end" for name, n in ends.items() if n == 0]
    again = [f"{name} is in it {n} times" for name, n in ends.items() if n > 1]
    garbage = [f"{strange} of its lines are no events"] if strange else []
    return unended + again + garbage


def _decode(line: bytes) -> _OfPackage | None:
    try:
        return msgspec.json.decode(line, type=_OfPackage)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
