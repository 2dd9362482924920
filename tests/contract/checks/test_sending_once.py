"""Transactions go out once, whatever happens in between."""

from dataclasses import replace

import pytest

from gonogo.checks import CATALOG
from gonogo.evidence import Outcome
from gonogo.networks import Network, Wallet
from tests.simulator.devnet import Devnet
from tests.simulator.observing import devnet_user, judge, observe_all
from tests.simulator.outbox import MemoryOutbox
from tests.simulator.server import DevnetServer

SENDING = sorted(name for name, check in CATALOG.items() if check.sends_transactions)

every_sender = pytest.mark.parametrize("check", SENDING)


def test_some_checks_send() -> None:
    """The suite below is about something."""
    assert SENDING == ["deposit_arrives", "transaction_included"]


@every_sender
async def test_what_is_sent_was_kept_before(check: str) -> None:
    """The bytes that reached the network are the bytes in the outbox."""
    outbox = MemoryOutbox()
    async with DevnetServer(Devnet()) as server:
        await observe_all(server, [check], wallet=devnet_user(server.devnet), outbox=outbox)

    received = [raw for _, raw in server.devnet.ledger.received]
    assert received == [outbox.kept[f"simulated-901/{check}"]]


@every_sender
async def test_a_resumed_run_sends_the_same_again(check: str) -> None:
    """After a crash the same transaction is found, and passes; no second one goes out."""
    outbox = MemoryOutbox()
    async with DevnetServer(Devnet()) as server:
        user = devnet_user(server.devnet)
        await observe_all(server, [check], wallet=user, outbox=outbox)
        again = await observe_all(server, [check], wallet=user, outbox=outbox)

    assert len(server.devnet.ledger.received) == 1
    assert judge(again[check]).outcome is Outcome.PASSED


@every_sender
async def test_without_a_key_nobody_sends(check: str) -> None:
    """Without a funded key the check is skipped, with the reason."""
    async with DevnetServer(Devnet()) as server:
        found = await observe_all(server, [check])

    judgement = judge(found[check])

    assert judgement.outcome is Outcome.SKIPPED
    assert "needs a funded key" in judgement.summary
    assert server.devnet.ledger.received == []


@every_sender
async def test_an_address_alone_is_no_key(check: str) -> None:
    """A wallet of which only the address is known cannot sign."""
    async with DevnetServer(Devnet()) as server:
        wallet = Wallet("user", devnet_user(server.devnet).address)
        found = await observe_all(server, [check], wallet=wallet)

    assert judge(found[check]).outcome is Outcome.SKIPPED


@every_sender
async def test_elsewhere_sending_needs_permission(check: str) -> None:
    """On a network that is not on this machine, nothing is sent unless allowed."""
    async with DevnetServer(Devnet()) as server:
        network = _with_public_rpc(server.devnet.network(server.urls))
        wallet = devnet_user(server.devnet)
        found = await observe_all(server, [check], wallet=wallet, network=network)

    judgement = judge(found[check])

    assert judgement.outcome is Outcome.SKIPPED
    assert "nobody allowed" in judgement.summary
    assert server.devnet.ledger.received == []


@every_sender
async def test_an_account_without_money_is_no_pass(check: str) -> None:
    """A transaction that is taken and never included does not pass."""
    async with DevnetServer(Devnet()) as server:
        server.devnet.ledger.loses_transactions = True
        found = await observe_all(
            server, [check], wallet=devnet_user(server.devnet), window_seconds=60
        )

    assert judge(found[check]).outcome in {Outcome.FAILED, Outcome.ERRORED}


async def test_the_key_is_nowhere_in_what_is_kept() -> None:
    """Neither readings nor the outbox hold the private key."""
    outbox = MemoryOutbox()
    async with DevnetServer(Devnet()) as server:
        user = devnet_user(server.devnet)
        found = await observe_all(server, SENDING, wallet=user, outbox=outbox)

    kept = b"".join(outbox.kept.values())
    for observation in found.values():
        kept += b"".join(observation.readings.values()) + str(observation).encode()
    assert user.private_key is not None
    assert user.private_key.encode() not in kept
    assert bytes.fromhex(user.private_key) not in kept


def _with_public_rpc(network: Network) -> Network:
    chain = replace(network.chains[0], public_rpc="https://rpc.example.org")
    return replace(network, chains=(chain,))
