"""`gonogo ingest` of what runs of our own leave: several processes of one package in one file."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from tests.acceptance.accepting import GATES, accepted, go_module
from tests.recovery.assess.simulation import Ended, Simulation, simulated

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

FLIPS = """
    package own

    import (
        "os"
        "testing"
    )

    func TestSteady(t *testing.T) {}

    func TestFlips(t *testing.T) {
        if _, err := os.Stat("flipped"); err != nil {
            os.WriteFile("flipped", nil, 0o600)
            t.Fatal("the first time it fails")
        }
        t.Run("deposit", func(t *testing.T) {})
    }
"""
# Other times make other processes, and so does another gate.
OF_TWO = """
    gates:
      - id: steady
        tests: [{package: ./own, name: TestSteady, timeout: 20s}]
      - id: both
        inherits: [steady]
        tests: [{package: ./own, name: TestFlips, timeout: 30s}]
"""


@pytest.fixture(scope="module", name="left")
def left_by_two_runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, bytes]:
    """A module, and the events of two runs of it: in the first a test fails, in the second not."""
    place = tmp_path_factory.mktemp("own")
    directory = go_module(place, OF_TWO, {"own/own_test.go": FLIPS})
    events = []
    for name, code in (("first", 1), ("second", 0)):
        logs = place / name
        ran = accepted(directory, "steady,both", "--logdir", str(logs))
        assert ran.returncode == code, ran.stdout + ran.stderr
        (run,) = logs.iterdir()
        events.append((run / "events.jsonl").read_bytes())
        assert events[-1].count(b'"Action":"start"') == 2, "they were run by one process"
    first, second = events
    return directory, first, second


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def simulation(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Simulation]:
    """A network to bring them to."""
    async with simulated(tmp_path_factory.mktemp("own-ingest")) as running:
        yield running


async def _bring(simulation: Simulation, validators: Path, events: bytes) -> Ended:
    shown = await simulation.run("network", "show", "simulated", "--json")
    (simulation.directory / "events.jsonl").write_bytes(events)
    return await simulation.run(
        *("ingest", "simulated", "events.jsonl", "--gate", "both", "--source", "https://ci/1"),
        *("--candidate", json.loads(shown.out)["candidate"], "--validators", str(validators)),
        *("--ran-at", f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"),  # noqa: TID251 - Just now.
    )


async def test_a_run_of_two_processes_of_one_package_is_taken(
    simulation: Simulation, left: tuple[Path, bytes, bytes]
) -> None:
    """Its file is whole, and the gate finds in it all that it asks for by `./own`."""
    directory, _, second = left

    ended = await _bring(simulation, directory / GATES, second)

    assert ended.code == 0, ended.out + ended.err
    assert "2 tests passed" in ended.out


async def test_what_failed_once_and_passed_once_did_both(
    simulation: Simulation, left: tuple[Path, bytes, bytes]
) -> None:
    """The gravest counts in whichever order, and history knows both attempts: a flake."""
    directory, first, second = left

    for events in (first + second, second + first):
        ended = await _bring(simulation, directory / GATES, events)
        assert ended.code == 1, ended.out + ended.err
        assert "the first time it fails" in ended.out
        assert "more than once" not in ended.out + ended.err
    told = await simulation.run("history", "TestFlips", "--json")

    assert '"failed"' in told.out
    assert '"passed"' in told.out


async def test_a_run_of_which_one_process_was_cut_off_holds(
    simulation: Simulation, left: tuple[Path, bytes, bytes]
) -> None:
    """The other process of the package came to its end, and does not answer for it."""
    directory, _, second = left
    lines = second.splitlines(keepends=True)
    last = max(index for index, line in enumerate(lines) if b'"Test"' in line)

    ended = await _bring(simulation, directory / GATES, b"".join(lines[:last]))

    assert ended.code == 3, ended.out + ended.err
    assert "stops before its end" in ended.out
