"""Sending to L1 one transaction at a time, whatever L1 says."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from gonogo.bench.l1_chain import Inbox, L1Chain
from gonogo.bench.role import Surroundings
from gonogo.bench.settings import Account
from gonogo.bench.txmgr import TransactionManager
from gonogo.protocol import PrivateKey, SignedTransaction, decode_transaction, format_address
from gonogo.rpc import Endpoint, JSONRPCClient, MethodError
from tests.unit.bench.chain_in_memory import L1_GENESIS, l1_block

KEY = PrivateKey(b"\x05" * 32)
ACCOUNT = Account(format_address(KEY.address), KEY.secret)
TO = "0x" + "ff" * 20


class _StillClock:
    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0

    async def sleep(self, seconds: float) -> None:
        raise AssertionError(seconds)


class _L1(Endpoint):
    """Takes transactions into its pool, and includes them when it is told to."""

    def __init__(self) -> None:
        super().__init__(JSONRPCClient(), "memory:")
        self.sent: list[SignedTransaction] = []
        self.receipts: dict[str, dict[str, str]] = {}
        self.nonce = 0
        self.refusal: str | None = None

    async def call(self, method: str, *params: Any, answer: Any = None) -> Any:
        match method:
            case "eth_getTransactionCount":
                return hex(self.nonce)
            case "eth_getBalance":
                return "0x7"
            case "eth_getTransactionReceipt":
                return msgspec.convert(self.receipts.get(params[0]), answer)
        assert method == "eth_sendRawTransaction"
        if self.refusal is not None:
            raise MethodError(self.url, method, -32003, self.refusal)
        self.sent.append(decode_transaction(bytes.fromhex(params[0][2:])))
        return "0x"

    def include(self, signed: SignedTransaction) -> None:
        self.nonce += 1
        self.receipts["0x" + signed.hash.hex()] = {
            "blockNumber": "0x9",
            "status": "0x1",
            "gasUsed": "0x5208",
            "effectiveGasPrice": "0x1",
        }


class _Setup:
    def __init__(self) -> None:
        self.l1 = _L1()
        clock = _StillClock()
        surroundings = Surroundings(clock, print)
        self.chain = L1Chain(self.l1, Inbox(TO, TO, TO), L1_GENESIS, surroundings)
        self.manager = TransactionManager(ACCOUNT, self.l1, self.chain, 900, clock)

    def advance(self, blocks: int = 1) -> None:
        for _ in range(blocks):
            self.chain._append(l1_block(self.chain.head.number + 1))  # noqa: SLF001

    async def poll_over(self, blocks: int) -> None:
        for _ in range(blocks):
            self.advance()
            assert await self.manager.poll() is None


async def test_a_transaction_is_pending_until_it_is_included() -> None:
    """Only the receipt ends it."""
    setup = _Setup()
    await setup.manager.submit(TO, b"\x00\x01")
    await setup.poll_over(1)
    was_pending = setup.manager.is_pending
    setup.l1.include(setup.l1.sent[0])
    setup.advance()
    receipt = await setup.manager.poll()

    assert was_pending
    assert receipt is not None
    assert not setup.manager.is_pending
    assert len(setup.l1.sent) == 1
    assert setup.manager.counts.succeeded == 1


async def test_what_is_not_included_is_sent_again_with_a_higher_fee() -> None:
    """With the same nonce, so that only one of the two can ever be included."""
    setup = _Setup()
    await setup.manager.submit(TO, b"\x00")
    await setup.poll_over(4)
    first, second = (one.transaction for one in setup.l1.sent)

    assert first.nonce == second.nonce
    assert second.max_fee_per_gas_wei * 100 >= first.max_fee_per_gas_wei * 110
    assert setup.manager.counts.bumps == 1


async def test_the_earlier_version_may_be_the_one_that_is_included() -> None:
    """Its receipt counts as well."""
    setup = _Setup()
    await setup.manager.submit(TO, b"\x00")
    await setup.poll_over(4)
    setup.l1.include(setup.l1.sent[0])
    setup.advance()

    assert await setup.manager.poll() is not None
    assert not setup.manager.is_pending


async def test_a_refused_transaction_is_not_pending() -> None:
    """An empty account has sent nothing, and the next try begins anew."""
    setup = _Setup()
    setup.l1.refusal = "Insufficient funds for gas * price + value"
    with pytest.raises(MethodError):
        await setup.manager.submit(TO, b"\x00")
    was_pending = setup.manager.is_pending
    setup.l1.refusal = None
    await setup.manager.submit(TO, b"\x00")

    assert not was_pending
    assert setup.manager.counts.failed == 1
    assert setup.manager.is_pending


async def test_refusals_do_not_raise_the_fee() -> None:
    """A batcher without funds must be able to pay when it is given some."""
    setup = _Setup()
    await setup.manager.submit(TO, b"\x00")
    setup.l1.refusal = "Insufficient funds for gas * price + value"
    for _ in range(60):
        setup.advance()
        try:
            await setup.manager.poll()
        except MethodError:
            continue
    setup.l1.refusal = None
    await setup.poll_over(4)
    first, last = (one.transaction for one in setup.l1.sent)

    assert last.max_fee_per_gas_wei == first.max_fee_per_gas_wei * 120 // 100
    assert setup.manager.counts.publish_errors >= 15


async def test_a_nonce_that_somebody_else_used_is_given_up() -> None:
    """Else the role would wait for ever for a receipt that cannot come."""
    setup = _Setup()
    await setup.manager.submit(TO, b"\x00")
    setup.l1.nonce = 1
    await setup.poll_over(4)

    assert not setup.manager.is_pending
    assert len(setup.l1.sent) == 1
