"""When a block is proposed, and that it is proposed once."""

from datetime import UTC, datetime

import pytest

from gonogo.bench.l1_chain import Inbox, L1Chain
from gonogo.bench.proposer import Proposer
from gonogo.bench.refs import BlockID, L2Ref
from gonogo.bench.role import Surroundings
from gonogo.bench.settings import Account, ChainSettings
from gonogo.bench.txmgr import TransactionManager
from gonogo.bench.verifier import Verifier
from gonogo.protocol import (
    PrivateKey,
    SignedTransaction,
    Transaction,
    decode_transaction,
    decode_values,
    format_address,
    selector,
)
from gonogo.rpc import MethodError
from tests.unit.bench.chain_in_memory import GENESIS_TIME, L1_GENESIS, ROLLUP, hash_of, l1_block
from tests.unit.bench.endpoint_in_memory import MemoryEndpoint

KEY = PrivateKey(b"\x06" * 32)
ACCOUNT = Account(format_address(KEY.address), KEY.secret)
FACTORY = "0x" + "fa" * 20
INTERVAL_SECONDS = 3.0


class _Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    def monotonic(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        raise AssertionError(seconds)


class _Setup:
    """A proposer before an L1 that includes at once, and a node whose safe head is set."""

    def __init__(self) -> None:
        self.sent: list[SignedTransaction] = []
        self.status = "0x1"
        self.refusal: MethodError | None = None
        self.clock = _Clock()
        l1 = MemoryEndpoint(
            eth_getTransactionCount=lambda *_: hex(len(self.sent)),
            eth_getBalance=lambda *_: "0x7",
            eth_sendRawTransaction=self._take,
            eth_getTransactionReceipt=lambda _: {
                "blockNumber": "0x1",
                "status": self.status,
                "gasUsed": "0x1",
                "effectiveGasPrice": "0x1",
            },
        )
        l2 = MemoryEndpoint(
            eth_getBlockByNumber=lambda *_: {"stateRoot": "0x" + "01" * 32},
            eth_getProof=lambda *_: {"storageHash": "0x" + "02" * 32},
        )
        surroundings = Surroundings(self.clock, print)
        self.chain = L1Chain(l1, Inbox(FACTORY, FACTORY, FACTORY), L1_GENESIS, surroundings)
        self.node = Verifier("verifier-0", l2, ROLLUP, self.chain, surroundings)
        manager = TransactionManager(ACCOUNT, l1, self.chain, 900, self.clock)
        settings = ChainSettings(
            network="bench",
            genesis_time=GENESIS_TIME,
            l1_genesis_hash=hash_of(1, 0),
            l2_genesis_hash=hash_of(2, 0),
            batch_inbox=FACTORY,
            batcher=ACCOUNT,
            proposer=ACCOUNT,
            base_fee_scalar=1,
            blob_base_fee_scalar=1,
            contracts={"DisputeGameFactoryProxy": FACTORY},
            rollup_config="{}",
            proposal_interval_seconds=INTERVAL_SECONDS,
        )
        self.proposer = Proposer(self.node, manager, settings, surroundings)

    def _take(self, raw: str) -> object:
        if self.refusal is not None:
            return self.refusal
        self.sent.append(decode_transaction(bytes.fromhex(raw[2:])))
        return "0x"

    def make_safe(self, number: int) -> None:
        parent, origin = hash_of(2, number - 1), BlockID(L1_GENESIS.hash, 0)
        self.node.safe = L2Ref(
            hash_of(2, number), number, parent, GENESIS_TIME + number, origin, number
        )

    async def step(self, *, seconds: float) -> None:
        """Let time and an L1 block pass, then take two steps: look, and propose."""
        self.clock.seconds += seconds
        self.chain._append(l1_block(self.chain.head.number + 1))  # noqa: SLF001
        for _ in range(2):
            await self.proposer.step()


def proposed_by(transaction: Transaction) -> int:
    game_type, _, extra = decode_values(["uint32", "bytes32", "bytes"], transaction.data[4:])
    assert transaction.data[:4] == selector("create(uint32,bytes32,bytes)")
    assert game_type == 1
    assert isinstance(extra, bytes)
    return int.from_bytes(extra, "big")


async def test_nothing_is_proposed_before_something_is_safe() -> None:
    """The genesis block needs no proposal."""
    setup = _Setup()
    await setup.step(seconds=10 * INTERVAL_SECONDS)

    assert setup.sent == []


async def test_the_newest_safe_block_is_proposed_at_the_real_factory() -> None:
    """As a game of the type that the portal respects."""
    setup = _Setup()
    setup.make_safe(5)
    await setup.step(seconds=0)

    assert [proposed_by(one.transaction) for one in setup.sent] == [5]
    assert setup.sent[0].transaction.to == bytes.fromhex("fa" * 20)


async def test_told_to_be_wrong_it_claims_another_root() -> None:
    """The block is the same, so that only the claim is false."""
    claims = []
    for is_wrong in (False, True):
        setup = _Setup()
        setup.proposer.is_wrong = is_wrong
        setup.make_safe(5)
        await setup.step(seconds=0)
        (sent,) = setup.sent
        claims.append(decode_values(["uint32", "bytes32", "bytes"], sent.transaction.data[4:]))

    (_, right, block), (_, wrong, same_block) = claims
    assert right != wrong
    assert block == same_block


async def test_no_block_is_proposed_twice() -> None:
    """The factory would refuse the second game of the same claim."""
    setup = _Setup()
    setup.make_safe(5)
    for _ in range(3):
        await setup.step(seconds=2 * INTERVAL_SECONDS)

    assert len(setup.sent) == 1
    assert setup.proposer.proposed == 5


async def test_the_next_proposal_waits_for_its_interval() -> None:
    """However fast the safe head advances."""
    setup = _Setup()
    setup.make_safe(5)
    await setup.step(seconds=0)
    setup.make_safe(6)
    await setup.step(seconds=INTERVAL_SECONDS / 2)
    before = len(setup.sent)
    setup.make_safe(7)
    await setup.step(seconds=INTERVAL_SECONDS / 2)

    assert before == 1
    assert [proposed_by(one.transaction) for one in setup.sent] == [5, 7]


async def test_a_game_that_was_reverted_does_not_count() -> None:
    """The metric must not name a block for which there is no game."""
    setup = _Setup()
    setup.status = "0x0"
    setup.make_safe(5)
    await setup.step(seconds=0)
    await setup.step(seconds=INTERVAL_SECONDS / 2)

    assert setup.proposer.proposed == 0
    assert setup.proposer.manager.counts.failed == 1


async def test_a_refused_proposal_is_tried_again_after_the_interval() -> None:
    """Not at once: L1 would be asked twenty times a second."""
    setup = _Setup()
    setup.refusal = MethodError("memory:", "eth_sendRawTransaction", -32003, "no funds")
    setup.make_safe(5)
    with pytest.raises(MethodError):
        await setup.step(seconds=0)
    setup.refusal = None
    await setup.step(seconds=INTERVAL_SECONDS / 2)
    before = len(setup.sent)
    await setup.step(seconds=INTERVAL_SECONDS / 2)

    assert (before, len(setup.sent)) == (0, 1)
