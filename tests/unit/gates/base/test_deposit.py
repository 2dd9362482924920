"""A deposit arrives, exact on both sides."""

from dataclasses import replace

from tests.unit.gates.rehearsal import Scene


async def test_it_arrives(devnet: Scene) -> None:
    """On a sound network it is on L2 soon after L1 has it."""
    assert await devnet.run("deposit") == ("pass", "", "")


async def test_it_is_lost(devnet: Scene) -> None:
    """A portal that takes money and tells nobody is found out."""
    devnet.devnet.ledger.loses_deposits = True

    assert (await devnet.run("deposit"))[2].endswith("expected the portal's event, saw none of it")


async def test_less_arrives(devnet: Scene) -> None:
    """Another amount on L2 is a failure of the bridge."""
    devnet.devnet.ledger.skims_wei = 1

    assert "what the recipient gained in L2 block" in (await devnet.run("deposit"))[2]


async def test_a_sequencer_that_stands_still(devnet: Scene) -> None:
    """A deposit on L1 that L2 never sees fails, with its hash on L2."""
    devnet.devnet.stop_sequencer()

    action, kind, message = await devnet.run("deposit")

    assert (action, kind) == ("fail", "assertion")
    assert "on simulated-901: expected to be included within" in message


async def test_an_unknown_portal(devnet: Scene) -> None:
    """Without its address nobody can deposit."""
    (chain,) = devnet.network.chains

    ending = await devnet.run("deposit", chains=(replace(chain, contracts=()),))

    assert ending[:2] == ("skip", "precondition")
