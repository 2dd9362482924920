"""Several commands on one workspace at the same time."""

import asyncio
import signal

from tests.recovery.assess.simulation import Simulation

OBSERVING = "SELECT count(*) FROM deployments"


async def observing(simulation: Simulation) -> asyncio.subprocess.Process:
    """Start an assessment and return when it observes."""
    process = await simulation.assess()
    await simulation.until(lambda: simulation.rows(OBSERVING) == [(1,)], "an identity")
    return process


async def test_resume_refuses_a_living_run(simulation: Simulation) -> None:
    """A run that is alive is neither stolen nor disturbed."""
    process = await observing(simulation)
    # Held, so that it is still alive when the second command has started, however slowly.
    process.send_signal(signal.SIGSTOP)
    refused = await simulation.run("resume", "latest")
    process.send_signal(signal.SIGCONT)
    ended = await simulation.end(process)

    assert refused.code == 2
    assert "is alive" in refused.err
    assert ended.code in {0, 3}, ended.err
    assert simulation.rows("SELECT ending FROM runs") == [("finished",)]


async def test_readers_do_not_disturb(simulation: Simulation) -> None:
    """Listing and showing a living run tells that it is alive and changes nothing."""
    process = await observing(simulation)
    for node in simulation.server.devnet.nodes:
        simulation.server.silence(node)
    listed, shown = await asyncio.gather(simulation.run("runs"), simulation.run("show", "latest"))
    for node in simulation.server.devnet.nodes:
        await simulation.server.mend(node)
    await simulation.end(process)

    assert "alive" in listed.out
    assert (shown.code, "alive" in shown.out) == (3, True)
    assert simulation.rows("SELECT ending FROM runs") == [("finished",)]
    assert simulation.steps() == ["_identify", "_observe", "_compare", "_conclude", "_decide"]


async def test_two_at_once_use_two_wallets(simulation: Simulation) -> None:
    """Two assessments at the same time both end, and sign with different accounts."""
    both = [await simulation.assess(), await simulation.assess()]
    ended = [await simulation.end(process) for process in both]

    assert [each.code in {0, 3} for each in ended] == [True, True], [each.err for each in ended]
    assert sorted(simulation.rows("SELECT number, ending FROM runs")) == [
        (1, "finished"),
        (2, "finished"),
    ]
    accounts = {sender for _, sender in simulation.server.devnet.ledger.l2.sent}
    assert len(accounts) == 2


async def test_finished_run_is_shown_again(simulation: Simulation) -> None:
    """Resuming a finished run says so, shows it, and asks the network nothing."""
    first = await simulation.end(await simulation.assess())
    asked = len(simulation.server.calls)
    again = await simulation.run("resume", "1")

    assert "finished already" in again.err
    assert (again.out, again.code) == (first.out, first.code)
    assert len(simulation.server.calls) == asked
