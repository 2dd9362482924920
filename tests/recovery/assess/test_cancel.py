"""Ctrl-C ends a run at once, for good, and says so."""

import signal
import time

from tests.recovery.assess.simulation import Simulation


async def test_interrupt_cancels_within_two_seconds(simulation: Simulation) -> None:
    """The run is recorded as cancelled, what it recorded stays, and it does not come back."""
    process = await simulation.assess()
    await simulation.until(
        lambda: simulation.rows("SELECT count(*) FROM deployments") == [(1,)], "an identity"
    )
    before = simulation.recorded()
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    ended = await simulation.end(process)
    seconds = time.monotonic() - began
    resumed = await simulation.run("resume", "latest")

    after = simulation.recorded()
    assert (ended.code, "interrupted" in ended.err) == (130, True)
    assert seconds < 2.0
    assert simulation.rows("SELECT ending FROM runs") == [("cancelled",)]
    assert {key: after.get(key) for key in before} == before
    assert (resumed.code, "was cancelled" in resumed.err) == (2, True)


async def test_interrupt_while_nodes_hang(simulation: Simulation) -> None:
    """Nodes that never answer do not hold up the end."""
    for node in simulation.server.devnet.nodes:
        simulation.server.silence(node)
    process = await simulation.assess()
    await simulation.until(lambda: simulation.steps() or simulation.server.calls, "a question")
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    ended = await simulation.end(process)

    assert time.monotonic() - began < 2.0
    assert ended.code == 130
    assert simulation.rows("SELECT ending FROM runs") == [("cancelled",)]
