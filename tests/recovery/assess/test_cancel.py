"""Ctrl-C, and every other signal to end, ends a run at once, for good, and says so."""

import signal
import time

import pytest

from tests.recovery.assess.simulation import Simulation


@pytest.mark.parametrize(
    ("number", "code", "told"),
    [
        (signal.SIGINT, 130, "interrupted"),
        (signal.SIGTERM, 143, "terminated"),
        (signal.SIGHUP, 129, "hung up"),
    ],
)
async def test_interrupt_cancels_within_two_seconds(
    simulation: Simulation, number: signal.Signals, code: int, told: str
) -> None:
    """The run is recorded as cancelled, what it recorded stays, and it does not come back."""
    process = await simulation.assess()
    await simulation.until(
        lambda: simulation.rows("SELECT count(*) FROM deployments") == [(1,)], "an identity"
    )
    before = simulation.recorded()
    process.send_signal(number)
    began = time.monotonic()
    ended = await simulation.end(process)
    seconds = time.monotonic() - began
    resumed = await simulation.run("resume", "latest")

    after = simulation.recorded()
    assert (ended.code, told in ended.err) == (code, True)
    assert seconds < 2.0
    assert simulation.rows("SELECT ending FROM runs") == [("cancelled",)]
    assert {key: after.get(key) for key in before} == before
    assert (resumed.code, "was cancelled" in resumed.err) == (2, True)
    assert "Start anew with: gonogo assess" in resumed.err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
async def test_interrupt_while_nodes_hang(
    simulation: Simulation, number: signal.Signals, code: int
) -> None:
    """Nodes that never answer do not hold up the end."""
    for node in simulation.server.devnet.nodes:
        simulation.server.silence(node)
    process = await simulation.assess()
    await simulation.until(lambda: simulation.steps() or simulation.server.calls, "a question")
    process.send_signal(number)
    began = time.monotonic()
    ended = await simulation.end(process)

    assert time.monotonic() - began < 2.0
    assert ended.code == code
    assert simulation.rows("SELECT ending FROM runs") == [("cancelled",)]


async def test_job_in_the_background_is_ended_too(simulation: Simulation) -> None:
    """A shell lets its background jobs ignore Ctrl-C; to be told to end still cancels."""
    former = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = await simulation.assess()
    finally:
        signal.signal(signal.SIGINT, former)
    await simulation.until(
        lambda: simulation.rows("SELECT count(*) FROM deployments") == [(1,)], "an identity"
    )
    process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    ended = await simulation.end(process)

    assert time.monotonic() - began < 2.0
    assert ended.code == 143, ended.err
    assert simulation.rows("SELECT ending FROM runs") == [("cancelled",)]


async def test_hang_up_that_is_ignored_stays_ignored(simulation: Simulation) -> None:
    """Under nohup, a closed terminal ends nothing."""
    former = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        process = await simulation.assess()
    finally:
        signal.signal(signal.SIGHUP, former)
    await simulation.until(
        lambda: simulation.rows("SELECT count(*) FROM deployments") == [(1,)], "an identity"
    )
    process.send_signal(signal.SIGHUP)
    await simulation.end(process)

    assert simulation.rows("SELECT ending FROM runs") == [("finished",)]
