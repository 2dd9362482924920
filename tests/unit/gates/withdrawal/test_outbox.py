"""Transactions that are written down before they are sent."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gonogo.gates.account import Account, Payment
from gonogo.gates.ending import NotSoError
from gonogo.gates.funding import Funds, Purse
from gonogo.gates.side import Side
from gonogo.gates.stand import Stand
from gonogo.gates.withdrawal import Deployment, Journal, Outbox
from gonogo.gates.withdrawal.journal import Posted
from gonogo.networks import L1, Chain, Network
from gonogo.protocol import PrivateKey, decode_transaction, parse_data
from gonogo.rpc import Endpoint, JSONRPCClient, MethodError
from tests.simulator.devnet import USER_KEY
from tests.unit.gates.served import served
from tests.unit.gates.withdrawal.two_chains import ChainInMemory

SOMEBODY = Payment(b"\x77" * 20, value_wei=5, gas_limit=21_000)


@dataclass
class Scene:
    """A chain, and an outbox that sends to it."""

    chain: ChainInMemory
    side: Side
    outbox: Outbox
    journal: Journal
    log: list[str]

    def written(self) -> tuple[Posted, ...]:
        """Return what is on the disk about the step."""
        (entry,) = self.journal.entries()
        return tuple(entry.posted.get("step", ()))

    def again(self) -> Outbox:
        """Return an outbox as a program that was started again has it."""
        (entry,) = self.journal.entries()
        return Outbox(self.outbox.stand, self.journal, self.outbox.account, entry)


@asynccontextmanager
async def scene(directory: Path) -> AsyncIterator[Scene]:
    chain, log = ChainInMemory(900, "0x" + "11" * 32, 1000), list[str]()
    journal = Journal(directory)
    async with served(chain.answer) as url, JSONRPCClient() as client:
        side = Side("l1", 900, Endpoint(client, url), is_l2=False)
        purse = Purse([PrivateKey(bytes.fromhex(USER_KEY))], 10**20, "", log.append)
        network = Network("made", "devnet", None, L1("l1", 900, (url,)), (Chain("c", 901),))
        funds = Funds(purse, "test", log.append)
        stand = Stand(network, network.chains[0], client, funds, log.append)
        with journal.held():
            deployment = Deployment(900, 901, "", "", "")
            entry = journal.begin(deployment, datetime(2026, 1, 1, tzinfo=UTC))
        account = Account(PrivateKey(parse_data(entry.key)), purse.turns, log.append)
        outbox = Outbox(stand, journal, account, entry)
        yield Scene(chain, side, outbox, journal, log)


async def test_it_is_on_the_disk_before_it_is_sent(tmp_path: Path) -> None:
    """Whoever is killed in between finds the very bytes again."""
    async with scene(tmp_path) as made:
        seen: list[tuple[Posted, ...]] = []
        take = made.chain.answer

        def watch(method: str, params: list[object]) -> object:
            if method == "eth_sendRawTransaction":
                seen.append(made.written())
            return take(method, params)

        async with served(watch) as url:
            side = Side("l1", 900, Endpoint(made.side.endpoint.client, url), is_l2=False)
            await made.outbox.settle("step", side, SOMEBODY)

    # The first that was sent lends the account its money.
    assert [len(posted) for posted in seen] == [0, 1]


async def test_what_is_in_a_block_is_not_sent_again(tmp_path: Path) -> None:
    """Also by a program that was started again."""
    async with scene(tmp_path) as made:
        first = await made.outbox.settle("step", made.side, SOMEBODY)
        sent = len(made.chain.sent)
        second = await made.again().settle("step", made.side, SOMEBODY)

    assert first == second
    assert len(made.chain.sent) == sent


async def test_what_was_never_sent_is_sent_as_it_was_signed(tmp_path: Path) -> None:
    """Whatever the program would sign now."""
    async with scene(tmp_path) as made:
        await made.outbox.settle("step", made.side, SOMEBODY)
        (posted,) = made.written()
        made.chain.undo(posted.hash, made.outbox.account.address)
        receipt = await made.again().settle("step", made.side, None)

    assert receipt.transaction_hash == posted.hash
    assert made.written() == (posted,)


async def test_what_can_never_be_included_is_signed_anew(tmp_path: Path) -> None:
    """Its nonce was used by something else, and it is said so."""
    async with scene(tmp_path) as made:
        await made.outbox.settle("step", made.side, SOMEBODY)
        (lost,) = made.written()
        del made.chain.receipts[lost.hash]
        receipt = await made.again().settle("step", made.side, SOMEBODY)

    (posted,) = made.written()
    assert (posted.hash, posted.nonce) == (receipt.transaction_hash, lost.nonce + 1)
    assert any("it begins anew" in line for line in made.log)


async def test_what_offers_too_little_is_signed_with_more_and_the_same_nonce(
    tmp_path: Path,
) -> None:
    """Only one of the two can be included, and either counts."""
    async with scene(tmp_path) as made:
        await made.outbox.settle("step", made.side, SOMEBODY)
        (first,) = made.written()
        made.chain.undo(first.hash, made.outbox.account.address)
        outbox = made.again()
        cheap = Posted(first.raw, first.hash, first.nonce, most_fee_wei=1)
        outbox.note(posted={"step": (cheap,)})
        receipt = await outbox.settle("step", made.side, None)

    earlier, raised = made.written()
    assert (earlier.hash, raised.nonce) == (first.hash, first.nonce)
    assert receipt.transaction_hash == raised.hash
    before, after = (decode_transaction(parse_data(one.raw)) for one in (earlier, raised))
    assert after.transaction.max_fee_per_gas_wei > 1
    assert (before.transaction.to, before.transaction.value_wei) == (
        after.transaction.to,
        after.transaction.value_wei,
    )


async def test_what_is_gone_and_unknown_what_to_send_instead_is_told(tmp_path: Path) -> None:
    """Nothing is invented."""
    async with scene(tmp_path) as made:
        with pytest.raises(NotSoError, match="gone"):
            await made.outbox.settle("step", made.side, None)


async def test_a_refusal_is_told(tmp_path: Path) -> None:
    """What the chain does not take is no reason to wait for a receipt."""
    async with scene(tmp_path) as made:
        await made.outbox.settle("first", made.side, SOMEBODY)
        (posted,) = made.again().entry.posted["first"]
        outbox = made.again()
        # Bytes of a nonce that is used, under another name: nothing of this step can be included.
        outbox.note(posted={"step": (Posted(posted.raw, "0x" + "00" * 32, 9, 10**18),)})
        made.chain.receipts.clear()

        with pytest.raises(MethodError, match="nonce too low"):
            await outbox.settle("step", made.side, None)
