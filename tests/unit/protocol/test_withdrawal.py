"""Withdrawals as both chains encode them."""

from dataclasses import replace

import pytest
from eth_abi.abi import encode

from gonogo.protocol import (
    MESSAGE_PASSED_TOPIC,
    MalformedDataError,
    OutputRootProof,
    Withdrawal,
    format_address,
    initiate_call,
    keccak256,
    output_root,
    selector,
    withdrawal_from_log,
)

SENDER, TARGET, SUBMITTER = b"\x11" * 20, b"\x22" * 20, b"\x33" * 20
WITHDRAWAL = Withdrawal(
    nonce=(1 << 240) + 7,
    sender=SENDER,
    target=TARGET,
    value_wei=10**16,
    gas_limit=21_000,
    data=b"hello withdrawal, longer than one word of the ABI",
)
TUPLE = "(uint256,address,address,uint256,uint256,bytes)"
PROOF = OutputRootProof(b"\4" * 32, b"\5" * 32, b"\6" * 32)


def _values(withdrawal: Withdrawal) -> tuple[object, ...]:
    return (
        withdrawal.nonce,
        format_address(withdrawal.sender),
        format_address(withdrawal.target),
        withdrawal.value_wei,
        withdrawal.gas_limit,
        withdrawal.data,
    )


def _event(withdrawal: Withdrawal, said: bytes) -> tuple[list[bytes], bytes]:
    topics = [
        MESSAGE_PASSED_TOPIC,
        withdrawal.nonce.to_bytes(32, "big"),
        withdrawal.sender.rjust(32, b"\0"),
        withdrawal.target.rjust(32, b"\0"),
    ]
    values = (withdrawal.value_wei, withdrawal.gas_limit, withdrawal.data, said)
    return topics, encode(["uint256", "uint256", "bytes", "bytes32"], values)


def test_the_hash_is_that_of_the_encoded_values() -> None:
    """Another implementation of the ABI encodes them to the same bytes."""
    types = ["uint256", "address", "address", "uint256", "uint256", "bytes"]

    assert WITHDRAWAL.hash == keccak256(encode(types, _values(WITHDRAWAL)))


@pytest.mark.parametrize("nodes", [[], [b"\1" * 33], [b"\1" * 32, b"\2" * 5, b""]])
def test_the_call_that_proves(nodes: list[bytes]) -> None:
    """Another implementation encodes the same call, whatever the lengths of the nodes."""
    types = [TUPLE, "uint256", "(bytes32,bytes32,bytes32,bytes32)", "bytes[]"]
    parts = (bytes(32), PROOF.state_root, PROOF.message_passer_storage_root, PROOF.block_hash)

    call = WITHDRAWAL.prove_call(5, PROOF, nodes)

    assert call[:4] == selector(f"proveWithdrawalTransaction({','.join(types)})")
    assert call[4:] == encode(types, (_values(WITHDRAWAL), 5, parts, nodes))


def test_the_call_that_finalizes() -> None:
    """It names whose proof it rests on, so that anybody can send it."""
    call = WITHDRAWAL.finalize_call(SUBMITTER)

    assert call[:4] == selector(f"finalizeWithdrawalTransactionExternalProof({TUPLE},address)")
    expected = encode([TUPLE, "address"], (_values(WITHDRAWAL), format_address(SUBMITTER)))
    assert call[4:] == expected


def test_the_call_that_initiates() -> None:
    """Another implementation encodes the same arguments."""
    expected = encode(["address", "uint256", "bytes"], (format_address(TARGET), 5, b"x"))

    assert initiate_call(TARGET, 5, b"x")[4:] == expected


def test_the_root_of_a_proof() -> None:
    """It is the output root of its parts."""
    assert PROOF.root == output_root(b"\4" * 32, b"\5" * 32, b"\6" * 32)


def test_an_event_gives_the_withdrawal() -> None:
    """What the message passer tells is all that is needed on L1."""
    assert withdrawal_from_log(*_event(WITHDRAWAL, WITHDRAWAL.hash)) == WITHDRAWAL


def test_an_event_that_contradicts_itself_is_refused() -> None:
    """A hash that is not that of the message cannot be proven."""
    other = replace(WITHDRAWAL, value_wei=1)

    with pytest.raises(MalformedDataError, match="another hash"):
        withdrawal_from_log(*_event(WITHDRAWAL, other.hash))


@pytest.mark.parametrize("cut", [0, 31, 100])
def test_an_event_that_is_cut_off_is_refused(cut: int) -> None:
    """Data that ends early is no event."""
    topics, data = _event(WITHDRAWAL, WITHDRAWAL.hash)

    with pytest.raises(MalformedDataError):
        withdrawal_from_log(topics, data[:cut])


def test_another_event_is_refused() -> None:
    """Only the message passer's own event tells of a withdrawal."""
    topics, data = _event(WITHDRAWAL, WITHDRAWAL.hash)

    with pytest.raises(MalformedDataError, match="no MessagePassed"):
        withdrawal_from_log([b"\0" * 32, *topics[1:]], data)
