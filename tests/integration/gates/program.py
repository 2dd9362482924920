"""The program of our gates as others start it, and what it said."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gonogo import bench
from gonogo.bench import Part, Session
from gonogo.clock import Clock
from gonogo.networks import Network

GATE = (sys.executable, "-m", "gonogo.gates", "base")
SOURCES = Path(__file__).parents[3] / "src"


@dataclass(frozen=True)
class Said:
    """What a program of gates said until its end."""

    events: tuple[dict[str, Any], ...]
    errors: str
    exit_code: int

    def endings(self) -> dict[str, str]:
        """Return how each test ended, subtests and the package left out."""
        return {
            event["Test"]: event["Action"]
            for event in self.events
            if event["Action"] in ("pass", "fail", "skip") and "/" not in event.get("Test", "/")
        }

    def failed(self) -> set[str]:
        """Return the tests that failed."""
        return {test for test, action in self.endings().items() if action == "fail"}

    def failures(self) -> dict[str, str]:
        """Return why each test failed that did, for whoever reads of it."""
        return {test: self.reason(test).get("message", "") for test in self.failed()}

    def reason(self, test: str) -> dict[str, str]:
        """Return the kind and the message of a test's ending; empty when it passed."""
        ends = [
            event
            for event in self.events
            if event.get("Test") == test and event["Action"] in ("pass", "fail", "skip")
        ]
        reason: dict[str, str] = ends[-1].get("Gonogo", {})
        return reason

    def has_stood_still(self) -> bool:
        """Say whether a test was left undecided because the program itself stood still."""
        skipped = (test for test, action in self.endings().items() if action == "skip")
        return any("gonogo itself stood still" in self.reason(test)["message"] for test in skipped)

    def after(self, lines: Sequence[bytes]) -> "Said":
        """Return the same, with what was read of it before."""
        return replace(self, events=(*map(json.loads, lines), *self.events))

    def output(self) -> str:
        """Return everything that was printed."""
        return "".join(event.get("Output", "") for event in self.events)


@dataclass(frozen=True)
class Rehearsal:
    """A bench that runs, and how gates find it."""

    network: Network
    file: Path
    directory: Path
    """Of the bench's own files."""
    session: Session
    clock: Clock

    def environment(self, **variables: str) -> dict[str, str]:
        """Return the variables of a gate's process."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(SOURCES),
            "GONOGO_NETWORK_FILE": str(self.file),
            **variables,
        }

    async def gate(self, *tests: str, seconds: float = 90.0, **variables: str) -> Said:
        """Run tests of the base gate, all where none is named; again if it saw nothing.

        A machine that stood still is what it says then, and nothing of what a test is about.
        """
        chosen = ("--run", *tests) if tests else ()
        arguments = (*chosen, "--timeout", f"{seconds:g}")
        said = await run_program(arguments, self.environment(**variables))
        while said.has_stood_still():
            said = await run_program(arguments, self.environment(**variables))
        return said

    @asynccontextmanager
    async def broken(self, part: Part) -> AsyncIterator[None]:
        """Have a part broken, visibly, and mended again afterwards."""
        session, clock = self.session, self.clock
        await bench.break_visibly(session, part, clock=clock, on_progress=_say_nothing)
        try:
            yield
        finally:
            await bench.mend_visibly(session, clock=clock, on_progress=_say_nothing)


async def started(
    arguments: tuple[str, ...], environment: Mapping[str, str]
) -> asyncio.subprocess.Process:
    """Start the program; the caller sees to its end."""
    return await asyncio.create_subprocess_exec(
        *GATE,
        *arguments,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def run_program(arguments: tuple[str, ...], environment: Mapping[str, str]) -> Said:
    """Run the program to its end."""
    return await said_by(await started(arguments, environment))


async def said_by(process: asyncio.subprocess.Process) -> Said:
    """Wait for the program's end; return what it said that was not read yet."""
    out, errors = await process.communicate()
    events = tuple(json.loads(line) for line in out.splitlines())
    return Said(events, errors.decode(), process.returncode or 0)


def _say_nothing(_: str) -> None:
    """Progress is for people."""
