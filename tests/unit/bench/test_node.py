"""When a derived block is safe and when it is final, whatever the anvil behind does."""

import pytest

from gonogo.bench.derivation import Derived
from gonogo.bench.l1_chain import Inbox, L1Chain
from gonogo.bench.node import Node
from gonogo.bench.refs import L2Ref
from gonogo.bench.role import Surroundings
from gonogo.clock import SystemClock
from gonogo.protocol import UnsupportedEncodingError, encode_batcher_transaction, split_channel
from gonogo.rpc import UnreachableError
from tests.unit.bench.chain_in_memory import (
    L1_GENESIS,
    ROLLUP,
    batch,
    hash_of,
    l1_block,
    l1_ref,
    written,
)
from tests.unit.bench.endpoint_in_memory import MemoryEndpoint

INBOX = "0x" + "ff" * 20


class _Node(Node):
    """Makes a block of whatever is derived; its anvil fails as often as it is told to."""

    failures = 0

    async def apply(self, derived: Derived) -> L2Ref:
        """Take the block as it was derived."""
        if self.failures:
            self.failures -= 1
            raise UnreachableError("memory:", "evm_mine", "no answer within 5 s")
        wanted = derived.payload
        number = wanted.number
        ref = L2Ref(
            hash_of(2, number),
            number,
            wanted.parent.hash,
            wanted.timestamp,
            wanted.l1_origin,
            wanted.sequence_number,
        )
        self.refs.append(ref)
        return ref


class _Setup:
    def __init__(self) -> None:
        surroundings = Surroundings(SystemClock(), print)
        endpoint = MemoryEndpoint()
        self.chain = L1Chain(endpoint, Inbox(INBOX, INBOX, INBOX), L1_GENESIS, surroundings)
        self.node = _Node("verifier-0", endpoint, ROLLUP, self.chain, surroundings)

    def write(self, *data: bytes) -> None:
        number = self.chain.head.number + 1
        self.chain._append(l1_block(number, *data))  # noqa: SLF001


async def test_what_was_derived_is_safe_and_not_yet_final() -> None:
    """Only L1 makes it final."""
    setup = _Setup()
    setup.write(*written(batch(1), batch(2)))
    await setup.node.step()

    assert setup.node.safe.number == 2
    assert setup.node.finalized.number == 0


async def test_a_block_is_final_with_the_l1_block_it_was_derived_from() -> None:
    """Not with the one that it rests on, which is older."""
    setup = _Setup()
    setup.write(*written(batch(1)))
    setup.write(*written(batch(2)))
    setup.chain.finalized = l1_ref(1)
    await setup.node.step()
    with_the_first = setup.node.finalized.number
    setup.chain.finalized = l1_ref(2)
    await setup.node.step()

    assert (with_the_first, setup.node.finalized.number) == (1, 2)


async def test_a_block_that_anvil_did_not_take_is_not_lost() -> None:
    """Derivation gives it once; until it is applied the node must keep it."""
    setup = _Setup()
    setup.write(*written(batch(1), batch(2)))
    setup.node.failures = 1
    with pytest.raises(UnreachableError):
        await setup.node.step()
    before = setup.node.safe.number
    await setup.node.step()

    assert (before, setup.node.safe.number) == (0, 2)


async def test_data_that_a_real_node_would_read_is_not_passed_over() -> None:
    """It ends the node's role, and with it the trust in the bench (see `test_role.py`)."""
    setup = _Setup()
    (frame,) = split_channel(b"\x77" * 16, b"\x01brotli", max_frame_bytes=100)
    setup.write(encode_batcher_transaction([frame]), *written(batch(1)))
    with pytest.raises(UnsupportedEncodingError, match="brotli"):
        await setup.node.step()

    assert setup.node.safe.number == 0


async def test_the_sync_status_names_every_head() -> None:
    """Unsafe is the newest block; current L1 what was read, not what there is."""
    setup = _Setup()
    setup.write(*written(batch(1)))
    await setup.node.step()
    setup.write()
    status = setup.node.sync_status()

    assert (status.unsafe_l2.number, status.safe_l2.number, status.local_safe_l2.number) == (
        1,
        1,
        1,
    )
    assert (status.current_l1.number, status.head_l1.number) == (1, 2)
