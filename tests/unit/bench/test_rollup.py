"""The block that the rules ask for: whose deposits it has, and where in its epoch it stands."""

import json

import pytest

from gonogo.bench.l1_chain import L1Block
from gonogo.bench.refs import BlockID, L2Ref
from gonogo.bench.rollup import rollup_of
from gonogo.bench.settings import Account, ChainSettings
from gonogo.protocol import DepositTransaction
from tests.unit.bench.chain_in_memory import GENESIS_TIME, ROLLUP, hash_of, l1_ref

DEPOSIT = DepositTransaction(
    source_hash=b"\x01" * 32,
    sender=b"\xaa" * 20,
    to=b"\xcc" * 20,
    mint_wei=5,
    value_wei=5,
    gas_limit=100_000,
)
ORIGIN = L1Block(l1_ref(4), base_fee_wei=7, deposits=(DEPOSIT,))


def parent_in(epoch: int, sequence_number: int) -> L2Ref:
    origin = BlockID(hash_of(1, epoch), epoch)
    return L2Ref(hash_of(2, 9), 9, hash_of(2, 8), GENESIS_TIME + 9, origin, sequence_number)


def test_the_first_block_of_an_epoch_has_its_deposits() -> None:
    """Behind the L1 attributes, which always come first."""
    payload = ROLLUP.payload(parent_in(epoch=3, sequence_number=6), ORIGIN, [b"\x02"])

    assert payload.sequence_number == 0
    assert payload.deposits[1:] == (DEPOSIT,)
    assert payload.user_transactions == (b"\x02",)
    assert (payload.number, payload.timestamp) == (10, GENESIS_TIME + 10)


def test_a_later_block_of_an_epoch_has_none_of_them() -> None:
    """Else a deposit would be credited twice."""
    payload = ROLLUP.payload(parent_in(epoch=4, sequence_number=6), ORIGIN, [])

    assert payload.sequence_number == 7
    assert len(payload.deposits) == 1
    assert payload.l1_origin == BlockID(hash_of(1, 4), 4)


def test_the_attributes_of_two_blocks_of_an_epoch_differ() -> None:
    """They carry the sequence number, so no two are the same transaction."""
    one, two = (ROLLUP.payload(parent_in(4, number), ORIGIN, []).deposits[0] for number in (0, 1))

    assert one.hash != two.hash


@pytest.mark.parametrize(
    ("config", "window"), [({"seq_window_size": 12, "block_time": 1}, 12), ({}, 3600)]
)
def test_the_window_is_that_of_the_published_configuration(
    config: dict[str, int], window: int
) -> None:
    """What is derived must follow what `optimism_rollupConfig` answers."""
    account = Account("0x" + "ba" * 20, b"\x01" * 32)
    rollup = rollup_of(
        ChainSettings(
            network="bench",
            genesis_time=GENESIS_TIME,
            l1_genesis_hash=hash_of(1, 0),
            l2_genesis_hash=hash_of(2, 0),
            batch_inbox="0x" + "ff" * 20,
            batcher=account,
            proposer=account,
            base_fee_scalar=1,
            blob_base_fee_scalar=2,
            contracts={},
            rollup_config=json.dumps(config),
        )
    )

    assert rollup.sequencing_window_l1_blocks == window
    assert rollup.batcher == b"\xba" * 20
    assert rollup.l2_genesis.l1_origin == BlockID(rollup.l1_genesis.hash, 0)
