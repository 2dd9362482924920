"""What follows from the data on L1, and what is dropped."""

from dataclasses import replace

import pytest

from gonogo.bench.derivation import Derivation, Derived
from gonogo.bench.l1_chain import L1Block
from gonogo.bench.refs import L1Ref, L2Ref
from gonogo.protocol import parse_data
from tests.unit.bench.chain_in_memory import (
    GENESIS_TIME,
    ROLLUP,
    batch,
    hash_of,
    l1_block,
    written,
)


def derive(*blocks: L1Block, known: int = 20) -> tuple[list[Derived], Derivation]:
    """Feed L1 blocks and derive along the straight chain as far as it goes."""
    l1 = {number: l1_block(number) for number in range(known)}
    derivation = Derivation(ROLLUP, l1.get)
    parent, found = ROLLUP.l2_genesis, []
    for block in blocks:
        derivation.feed(block)
        while (derived := derivation.next(parent)) is not None:
            found.append(derived)
            payload = derived.payload
            parent = L2Ref(
                hash_of(2, payload.number),
                payload.number,
                parent.hash,
                payload.timestamp,
                payload.l1_origin,
                payload.sequence_number,
            )
    return found, derivation


def test_batches_become_payloads_in_their_order() -> None:
    """Each says from which L1 block it was derived."""
    found, derivation = derive(
        l1_block(1, *written(batch(1), batch(2))), l1_block(2, *written(batch(3)))
    )

    assert [one.payload.number for one in found] == [1, 2, 3]
    assert [one.derived_from.number for one in found] == [1, 1, 2]
    assert derivation.current_l1.number == 2
    assert derivation.batches_derived == 3


def test_a_channel_over_several_l1_blocks_counts_when_it_is_whole() -> None:
    """Half a channel derives nothing."""
    data = written(batch(1), batch(2), frame_bytes=60)
    first, *rest = data

    assert len(data) > 1
    assert derive(l1_block(1, first))[0] == []
    assert len(derive(l1_block(1, first), l1_block(2, *rest))[0]) == 2


def test_the_first_block_of_an_epoch_starts_counting_anew() -> None:
    """The sequence number says how many blocks of the epoch came before."""
    in_epoch_one = {"epoch_number": 1, "epoch_hash": parse_data(hash_of(1, 1))}
    found, _ = derive(
        l1_block(2, *written(batch(1), batch(2, **in_epoch_one), batch(3, **in_epoch_one)))
    )

    assert [one.payload.sequence_number for one in found] == [1, 0, 1]
    assert [one.payload.l1_origin.number for one in found] == [0, 1, 1]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"parent_hash": b"\xee" * 32}, "another parent"),
        ({"timestamp": GENESIS_TIME + 2}, "not for the next block"),
        ({"timestamp": GENESIS_TIME}, "not for the next block"),
        ({"epoch_number": 2, "epoch_hash": parse_data(hash_of(1, 2))}, "neither the parent's"),
        ({"epoch_hash": b"\xee" * 32}, "another L1 block"),
        ({"transactions": (b"",)}, "empty transaction"),
        ({"transactions": (b"\x7e\xc0",)}, "only L1 can make"),
    ],
)
def test_a_batch_that_does_not_fit_is_dropped(changes: dict[str, object], reason: str) -> None:
    """The chain waits for one that fits, and the reason is told."""
    found, derivation = derive(
        l1_block(3, *written(batch(1, **changes))), l1_block(4, *written(batch(1), name=2))
    )

    assert [one.derived_from.number for one in found] == [4]
    assert reason in derivation.dropped[0]


def test_a_batch_older_than_its_epoch_is_dropped() -> None:
    """A block cannot rest on an L1 block that is younger than itself."""
    ahead = {"epoch_number": 1, "epoch_hash": parse_data(hash_of(1, 1))}
    late = L1Block(L1Ref(hash_of(1, 1), 1, hash_of(1, 0), GENESIS_TIME + 9), 7)
    derivation = Derivation(ROLLUP, {0: l1_block(0), 1: late}.get)
    derivation.feed(l1_block(2, *written(batch(1, **ahead))))

    assert derivation.next(ROLLUP.l2_genesis) is None
    assert "older than its epoch" in derivation.dropped[0]


def test_a_batch_after_the_sequencing_window_is_dropped() -> None:
    """Eleven L1 blocks after its epoch is too late where the window is ten."""
    in_time, _ = derive(l1_block(10, *written(batch(1))))
    too_late, derivation = derive(l1_block(11, *written(batch(1))))

    assert len(in_time) == 1
    assert too_late == []
    assert "sequencing window" in derivation.dropped[0]


def test_far_ahead_of_its_epoch_a_block_must_be_empty() -> None:
    """The sequencer may not keep an old epoch and go on taking transactions."""
    rollup = replace(ROLLUP, max_sequencer_drift_seconds=0)
    l1 = {0: l1_block(0)}
    reasons = []
    for transactions in ((b"\x02",), ()):
        derivation = Derivation(rollup, l1.get)
        derivation.feed(l1_block(1, *written(batch(1, transactions=transactions))))
        reasons.append((derivation.next(rollup.l2_genesis) is not None, list(derivation.dropped)))

    assert reasons[0][0] is False
    assert "too far ahead" in reasons[0][1][0]
    assert reasons[1] == (True, [])


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00", b"\x63garbage", b"\x00" + b"\xff" * 40, written(batch(1))[0][:-3]],
    ids=["empty", "no frame", "another version", "no length", "cut off"],
)
def test_garbage_in_the_inbox_changes_nothing(data: bytes) -> None:
    """What cannot be read is ignored, and what follows counts."""
    found, derivation = derive(l1_block(1, data), l1_block(2, *written(batch(1), name=2)))

    assert [one.payload.number for one in found] == [1]
    assert len(derivation.dropped) == 1


def test_a_node_that_left_the_chain_follows_any_parent() -> None:
    """It goes on deriving although the batches rest on blocks that it does not have."""
    derivation = Derivation(ROLLUP, {0: l1_block(0)}.get)
    derivation.feed(l1_block(1, *written(batch(1, parent_hash=b"\xee" * 32))))

    assert derivation.next(ROLLUP.l2_genesis, follows_any_parent=True) is not None
