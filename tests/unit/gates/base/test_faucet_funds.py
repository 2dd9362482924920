"""A fresh account gets what it is lent."""

from tests.unit.gates.rehearsal import Scene


async def test_funds_arrive(devnet: Scene) -> None:
    """On a sound network all of it arrives."""
    assert await devnet.run("faucet_funds") == ("pass", "", "")


async def test_funds_that_shrink_on_the_way(devnet: Scene) -> None:
    """Less than was sent fails."""
    devnet.devnet.ledger.skims_wei = 5

    assert (await devnet.run("faucet_funds"))[:2] == ("fail", "assertion")


async def test_an_empty_funder_is_a_precondition(devnet: Scene) -> None:
    """Who has no money cannot lend any, and the network is not to blame."""
    environ = {"GONOGO_FUNDER_KEY": "12" * 32}

    ending = await devnet.run("faucet_funds", environ=environ)

    assert ending[:2] == ("skip", "precondition")
    assert "has" in ending[2]
    assert "12" * 32 not in ending[2]
