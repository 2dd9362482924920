"""Streams of events for tests, made by hand or recorded from `go test -json`."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import LogPart, Result
from gonogo.acceptance.stream.assembler import Assembler
from gonogo.acceptance.stream.concluding import conclude_stream
from gonogo.acceptance.stream.event import Event, Garbage, bytes_of, decode_line
from gonogo.acceptance.task import Ending, Task

PACKAGE = "example.com/suite/deposit"
TASK = Task("001-deposit", PACKAGE)
ENDED_AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
RECORDED = Path(__file__).parents[3] / "data" / "acceptance" / "streams"
CLEAN, FAILED = Ending(0), Ending(1)


class MemoryLog:
    """A log that is kept in memory."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, text: str) -> None:
        """Keep it."""
        self.pieces.append(bytes_of([text]))

    def spill(self) -> None:
        """Keep it where it is."""

    @property
    def parts(self) -> tuple[LogPart, ...]:
        """Return one part of all of it."""
        return (LogPart(0, sum(map(len, self.pieces))),)

    def read(self) -> Iterator[bytes]:
        """Yield all of it."""
        yield from self.pieces


def line(action: str, test: str = "", *, package: str = PACKAGE, **more: object) -> bytes:
    """Return the line of an event; further keys as Go writes them."""
    event: dict[str, object] = {"Time": "2026-11-23T05:59:00.5Z", "Action": action}
    event |= {"Package": package} if package else {}
    event |= {"Test": test} if test else {}
    return json.dumps(event | more).encode() + b"\n"


def printed(text: str, test: str = "", kind: str = "") -> bytes:
    """Return the line of an event that prints something, marked as of a kind or not."""
    marked = {"OutputType": kind} if kind else {}
    return line("output", test, Output=text, **marked)


def passing(*tests: str, package: str = PACKAGE) -> bytes:
    """Return the lines of a package in which these tests pass one after the other."""
    lines = [line("start", package=package)]
    for test in tests:
        lines += [line(action, test, package=package) for action in ("run", "pass")]
    return b"".join((*lines, line("pass", package=package)))


def recorded(name: str) -> bytes:
    """Return a stream that Go wrote."""
    return (RECORDED / f"{name}.jsonl").read_bytes()


def assembled(stream: bytes, task: Task = TASK) -> Assembler:
    """Return what has followed a stream line by line."""
    assembler = Assembler(task, MemoryLog)
    for one in stream.splitlines(keepends=True):
        event = decode_line(one)
        if isinstance(event, Event):
            assembler.take([event])
        elif isinstance(event, Garbage):
            assembler.doubt(event)
        else:
            assembler.text(one)
    return assembler


def results_of(
    stream: bytes,
    ending: Ending = CLEAN,
    selected: Sequence[str] = (),
    task: Task = TASK,
) -> dict[str, Result]:
    """Return the results of a stream by the names of tests; of the package by an empty one."""
    wanted = [NamedTest(task.package, name) for name in selected]
    results = conclude_stream(assembled(stream, task), ending, wanted, ENDED_AT)
    return {result.test.name: result for result in results}


def outcomes_of(
    stream: bytes,
    ending: Ending = CLEAN,
    selected: Sequence[str] = (),
    task: Task = TASK,
) -> dict[str, str]:
    """Return the outcomes and kinds of a stream in words, by the names of tests."""
    return {
        name: f"{result.outcome.value} {result.kind.value}"
        for name, result in results_of(stream, ending, selected, task).items()
    }
