"""A network that is gone, or is another one, when a run is taken up again."""

import shutil

from tests.recovery.assess.simulation import Simulation
from tests.recovery.assess.test_kill import MOMENTS, kill_at


async def test_network_that_is_gone_holds(simulation: Simulation) -> None:
    """The run ends all the same, and its hold says what is missing."""
    await kill_at(simulation, MOMENTS["first answer recorded"])
    shutil.rmtree(simulation.workspace / "networks" / "simulated")
    resumed = await simulation.run("resume", "latest")

    assert resumed.code == 3, resumed.err
    assert "it cannot be found any more" in resumed.out
    assert simulation.rows("SELECT ending FROM runs") == [("finished",)]


async def test_nodes_that_are_gone_hold(simulation: Simulation) -> None:
    """When nobody answers any more, the identity is unknown, and nothing passes."""
    await kill_at(simulation, MOMENTS["first answer recorded"])
    for node in [*simulation.server.devnet.nodes, "l1"]:
        await simulation.server.refuse(node)
    resumed = await simulation.run("resume", "latest")

    assert resumed.code in {1, 3}, resumed.err
    assert "could not be read" in resumed.out
    assert simulation.rows("SELECT ending FROM runs") == [("finished",)]


async def test_network_that_became_another_voids_what_was_seen(simulation: Simulation) -> None:
    """Evidence is about one deployment; when it moved, what was seen is void and that is said."""
    await kill_at(simulation, MOMENTS["first answer recorded"])
    for node in simulation.server.devnet.nodes:
        simulation.server.devnet.wrong_chain_id(node)
    resumed = await simulation.run("resume", "latest")

    assert resumed.code == 3, resumed.err
    assert "became" in resumed.out
    assert "void" in resumed.out
    assert simulation.rows("SELECT is_void, ending FROM runs") == [(1, "finished")]
