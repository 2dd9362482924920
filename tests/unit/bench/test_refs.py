"""References in the shapes of op-node, which clients of the real one read."""

import msgspec

from gonogo.bench.refs import ZERO_HASH, SyncStatus, genesis_refs

L1, L2 = genesis_refs("0x" + "11" * 32, "0x" + "22" * 32, 1_700_000_000)


def test_a_reference_to_l2_has_the_fields_of_op_node() -> None:
    """Their spelling is op-node's own: `parentHash`, but `l1origin`."""
    assert msgspec.to_builtins(L2) == {
        "hash": "0x" + "22" * 32,
        "number": 0,
        "parentHash": ZERO_HASH,
        "timestamp": 1_700_000_000,
        "l1origin": {"hash": "0x" + "11" * 32, "number": 0},
        "sequenceNumber": 0,
    }


def test_a_reference_to_l1_has_the_fields_of_op_node() -> None:
    """It has no origin, being one."""
    assert set(msgspec.to_builtins(L1)) == {"hash", "number", "parentHash", "timestamp"}


def test_a_sync_status_has_the_fields_of_op_node() -> None:
    """Every head that a check may ask for, by its name."""
    status = SyncStatus(L1, L1, L1, L1, L1, L2, L2, L2, L2, L2, L2)

    assert set(msgspec.to_builtins(status)) == {
        "current_l1",
        "current_l1_finalized",
        "head_l1",
        "safe_l1",
        "finalized_l1",
        "unsafe_l2",
        "safe_l2",
        "finalized_l2",
        "pending_safe_l2",
        "cross_unsafe_l2",
        "local_safe_l2",
    }
