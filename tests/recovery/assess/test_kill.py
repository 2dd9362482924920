"""Kill -9 between any two steps of an assessment, resume, and compare every byte."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass

import pytest

from tests.recovery.assess.simulation import QUESTIONS, Simulation

COUNT = "SELECT count(*) FROM {}"


@dataclass(frozen=True)
class Moment:
    """A moment of a run: how to bring it about, and how to know that it came."""

    table: str
    rows: int
    stuck_until_killed: str = ""
    """What holds the run up there: `nodes` hang, or the history is `locked`."""


MOMENTS = {
    "recorded, engine not yet started": Moment("runs", 1),
    "reading the identity": Moment("runs", 1, "nodes"),
    "identity recorded": Moment("deployments", 1),
    "transaction recorded": Moment("transactions", 1),
    "first answer recorded": Moment("evidence", 1),
    "reading the identity again": Moment("evidence", QUESTIONS, "nodes"),
    "about to record the decision": Moment("evidence", QUESTIONS, "locked"),
    "decision recorded": Moment("decisions", 1),
}


async def kill_at(simulation: Simulation, moment: Moment) -> None:
    """Start an assessment and kill it at a moment."""
    if moment.stuck_until_killed == "nodes" and moment.table == "runs":
        hang(simulation)
    process = await simulation.assess()
    await simulation.until(
        lambda: count_of(simulation, moment.table) >= moment.rows,
        f"{moment.rows} rows of {moment.table}",
    )
    if moment.stuck_until_killed == "nodes":
        hang(simulation)
        await asyncio.sleep(0.3)
    if moment.stuck_until_killed == "locked":
        await hold_up(simulation)
    process.kill()
    await process.communicate()


def count_of(simulation: Simulation, table: str) -> int:
    """Return how many rows a table has; none while it is not there yet."""
    return sum(int(str(row[0])) for row in simulation.rows(COUNT.format(table)))


def hang(simulation: Simulation) -> None:
    """Let every node take calls and never answer, so that the run stands still."""
    for node in simulation.server.devnet.nodes:
        simulation.server.silence(node)


async def hold_up(simulation: Simulation) -> None:
    """Keep the history locked until the run wants to record its decision."""
    history = sqlite3.connect(simulation.workspace / "history.sqlite", isolation_level=None)
    with closing(history):
        history.execute("BEGIN IMMEDIATE")
        await simulation.until(lambda: "_conclude" in simulation.steps(), "the conclusion")
        await asyncio.sleep(0.2)
        simulation.processes[-1].kill()


@pytest.mark.parametrize("name", MOMENTS)
async def test_killed_run_is_finished_by_resume(simulation: Simulation, name: str) -> None:
    """Whenever it is killed, resume ends the run, and what was recorded stays byte for byte."""
    await kill_at(simulation, MOMENTS[name])
    for node in simulation.server.devnet.nodes:
        await simulation.server.mend(node)
    before = simulation.recorded()
    resumed = await simulation.run("resume", "latest")

    after = simulation.recorded()
    assert before
    assert {key: after.get(key) for key in before} == before
    assert resumed.code in {0, 3}, resumed.err
    assert "requirements" in resumed.out
    assert simulation.rows("SELECT number, ending FROM runs") == [(1, "finished")]
    assert simulation.rows(COUNT.format("evidence")) == [(QUESTIONS,)]


@pytest.mark.parametrize("name", ["transaction recorded", "first answer recorded"])
async def test_no_transaction_goes_out_twice(simulation: Simulation, name: str) -> None:
    """What was signed before the crash is sent again as it was, so one payment is made."""
    await kill_at(simulation, MOMENTS[name])
    await simulation.run("resume", "latest")

    recorded = simulation.rows("SELECT raw FROM transactions")
    assert len(recorded) == 1
    assert simulation.sent == [recorded[0][0]]


async def test_engine_file_that_is_lost_or_damaged_costs_nothing(simulation: Simulation) -> None:
    """Everything that matters is in the history, so a run goes on without its engine's file."""
    await kill_at(simulation, MOMENTS["first answer recorded"])
    before = simulation.recorded()
    (engine,) = simulation.workspace.glob("runs/*/engine.sqlite")
    for beside in engine.parent.glob("engine.sqlite-*"):
        beside.unlink()
    engine.write_bytes(b"this is no database" * 1000)
    resumed = await simulation.run("resume", "1")

    after = simulation.recorded()
    assert resumed.code in {0, 3}, resumed.err
    assert {key: after.get(key) for key in before} == before


async def test_killed_again_and_again(simulation: Simulation) -> None:
    """A run that is killed again and again still ends, with one answer to each question."""
    await kill_at(simulation, MOMENTS["identity recorded"])
    for count in range(1, 4):
        process = await simulation.start("resume", "1")
        wanted = min(count, QUESTIONS - 1)
        await simulation.until(
            lambda wanted=wanted: count_of(simulation, "evidence") >= wanted,  # type: ignore[misc]
            f"answer {wanted}",
        )
        process.kill()
        await process.communicate()
    resumed = await simulation.run("resume", "1")

    assert resumed.code in {0, 3}, resumed.err
    assert simulation.rows(COUNT.format("evidence")) == [(QUESTIONS,)]
    assert len(simulation.sent) == 1
