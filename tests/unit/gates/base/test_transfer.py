"""A transfer is exact to the wei on both sides, or fails."""

from tests.unit.gates.rehearsal import Scene


async def test_exact_balances(devnet: Scene) -> None:
    """On a sound network nothing is missing, whether receipts tell the fee for L1 or not."""
    for is_told in (False, True):
        devnet.devnet.ledger.reports_l1_fee = is_told

        assert await devnet.run("transfer") == ("pass", "", "")


async def test_a_wei_that_is_missing(devnet: Scene) -> None:
    """One wei less on the way is one too many."""
    devnet.devnet.ledger.skims_wei = 1

    action, kind, message = await devnet.run("transfer")

    assert (action, kind) == ("fail", "assertion")
    assert "what the recipient gained" in message
    assert message.endswith("saw 99999999999999")


async def test_a_transaction_that_is_never_included(devnet: Scene) -> None:
    """A chain that takes transactions and includes none is found out."""
    devnet.devnet.ledger.loses_transactions = True

    assert "to be included within" in (await devnet.run("transfer"))[2]


async def test_no_key_is_a_precondition(devnet: Scene) -> None:
    """Nobody who could pay says nothing about the network."""
    (chain,) = devnet.network.chains

    ending = await devnet.run(
        "transfer", environ={}, chains=(chain.__class__(chain.name, 901, chain.nodes),)
    )

    assert ending[:2] == ("skip", "precondition")
    assert "GONOGO_FUNDER_KEY" in ending[2]
