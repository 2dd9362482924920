"""The runner of gonogo's own gates, with their real program."""

import asyncio
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest

from gonogo.acceptance import Cut, Ending, Surroundings, Task
from gonogo.acceptance.runners import runner_named
from gonogo.acceptance.runners.shipped import GatesMissingError
from gonogo.gates.discovery import discover
from tests.simulator.clock import SimulatedClock
from tests.simulator.devnet import Devnet
from tests.simulator.server import DevnetServer

PACKAGE = "gonogo/base"
SOURCES = Path(__file__).parents[3] / "src"


@dataclass
class Collected:
    """A sink that keeps everything."""

    out: bytearray = field(default_factory=bytearray)
    beside: bytearray = field(default_factory=bytearray)
    waits_for: bytes = b"\n"
    has_come: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once what is waited for was said."""

    def events(self, chunk: bytes) -> None:
        """Keep events."""
        self.out.extend(chunk)
        if self.waits_for in self.out:
            self.has_come.set()

    def text(self, chunk: bytes) -> None:
        """Keep text."""
        self.beside.extend(chunk)

    def endings(self) -> dict[str, str]:
        """Return how each test ended."""
        events: list[dict[str, Any]] = [json.loads(line) for line in self.out.splitlines()]
        return {
            event["Test"]: event["Action"]
            for event in events
            if event["Action"] in ("pass", "fail", "skip") and "Test" in event
        }


def surroundings(directory: Path, **variables: str) -> Surroundings:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCES), **variables}
    return Surroundings(directory, directory, environment)


async def carried_out(
    directory: Path, *names: str, seconds: float = 60.0, variables: Mapping[str, str]
) -> tuple[Collected, Ending]:
    sink, task = Collected(), Task("1", PACKAGE, names, timeout_seconds=seconds)
    around = surroundings(directory, **variables)
    return sink, await runner_named("gonogo").run(task, around, sink)


async def test_discovery(tmp_path: Path) -> None:
    """A gate is found by its name or with all others, with its tests; a slip finds nothing."""
    patterns = (PACKAGE, "gonogo/...", "gonogo/bse", "./...")

    found = await runner_named("gonogo").discover(patterns, surroundings(tmp_path))

    assert {pattern: [one.name for one in packages] for pattern, packages in found.items()} == {
        PACKAGE: [PACKAGE],
        "gonogo/...": [PACKAGE],
        "gonogo/bse": [],
        "./...": [],
    }
    assert found[PACKAGE][0].tests == tuple(discover("base"))


async def test_a_suite_cannot_stand_in_our_place(tmp_path: Path) -> None:
    """Folders and modules of the test directory are not taken for ours, or for Python's."""
    for name in ("gonogo/gates", "asyncio"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "__init__.py").write_text("raise SystemExit(0)")

    found = await runner_named("gonogo").discover([PACKAGE], surroundings(tmp_path))

    assert found[PACKAGE][0].tests == tuple(discover("base"))


async def test_a_program_that_does_not_run_is_told(tmp_path: Path) -> None:
    """No list of tests is an error, and not an empty gate."""
    broken = tmp_path / "gonogo" / "gates"
    broken.mkdir(parents=True)
    for package in (broken, broken.parent):
        (package / "__init__.py").touch()
    (broken / "__main__.py").touch()
    around = surroundings(tmp_path, PYTHONPATH=str(tmp_path))

    with pytest.raises(GatesMissingError):
        await runner_named("gonogo").discover([PACKAGE], around)


async def test_what_tests_say_comes_through(tmp_path: Path) -> None:
    """The events of the program are the runner's, and its own end is clean."""
    async with DevnetServer(Devnet(clock=SimulatedClock())) as server:
        network = server.devnet.network(server.urls)
        file = tmp_path / "network.json"
        file.write_bytes(msgspec.json.encode(network))
        variables = {"GONOGO_NETWORK_FILE": str(file)}
        sound = await carried_out(tmp_path, "rpc_answers", variables=variables)
        server.devnet.wrong_chain_id("verifier-0")
        wrong = await carried_out(tmp_path, "rpc_answers", "conductor", variables=variables)

    assert sound[0].endings() == {"rpc_answers/simulated-901": "pass", "rpc_answers": "pass"}
    assert (sound[1].exit_code, sound[1].is_clean) == (0, True)
    assert wrong[0].endings()["rpc_answers"] == "fail"
    assert wrong[0].endings()["conductor"] == "skip"
    assert (wrong[1].exit_code, wrong[1].is_clean) == (1, True)


async def test_no_network_is_no_success(tmp_path: Path) -> None:
    """A program that could not begin says so beside its events, and not by a code of zero."""
    sink, ending = await carried_out(tmp_path, "rpc_answers", variables={})

    assert bytes(sink.out) == b""
    assert b"no network is named" in sink.beside
    assert ending.exit_code == 2


async def test_cancelling_ends_the_program(tmp_path: Path) -> None:
    """Who ends a run leaves nothing behind, and no test is decided by that."""
    async with DevnetServer(Devnet(clock=SimulatedClock())) as server:
        file = tmp_path / "network.json"
        file.write_bytes(msgspec.json.encode(server.devnet.network(server.urls)))
        sink = Collected(waits_for=b"holds: hashes at block")
        running = asyncio.ensure_future(
            runner_named("gonogo").run(
                Task("1", PACKAGE, ("chain_agrees",)),
                surroundings(tmp_path, GONOGO_NETWORK_FILE=str(file)),
                sink,
            )
        )
        # The simulated time stands still, so that the next block never comes.
        await sink.has_come.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    assert sink.endings() == {}
    assert b"ended from outside" in sink.out


async def test_time_that_is_over_is_told_by_the_program(tmp_path: Path) -> None:
    """The tests that still ran failed by their own word, and the program ended by itself."""
    async with DevnetServer(Devnet(clock=SimulatedClock())) as server:
        file = tmp_path / "network.json"
        file.write_bytes(msgspec.json.encode(server.devnet.network(server.urls)))
        variables = {"GONOGO_NETWORK_FILE": str(file)}
        names = ("chain_agrees", "rpc_answers")
        sink, ending = await carried_out(tmp_path, *names, seconds=1.5, variables=variables)

    assert sink.endings()["chain_agrees"] == "fail"
    assert sink.endings()["rpc_answers"] == "pass"
    assert b'"kind":"timeout"' in sink.out
    assert ending.cut is not Cut.TIMEOUT
    assert ending.is_clean
