"""Typed answers: what is one, and what is not."""

import msgspec
import pytest

from gonogo.rpc import Header, Quantity, Receipt, SyncStatus, decode_hook, encode_hook
from tests.simulator.devnet import Devnet

HEADER = {"number": "0x10", "hash": "0x" + "ab" * 32, "parentHash": "0x" + "cd" * 32}
HEADER["timestamp"] = "0x1"


def decode(value: object, wanted: object) -> object:
    decoder = msgspec.json.Decoder(wanted, dec_hook=decode_hook)
    found: object = decoder.decode(msgspec.json.encode(value))
    return found


def test_a_header() -> None:
    """Quantities become numbers, and unknown fields are dropped."""
    header = decode({**HEADER, "miner": "0x" + "00" * 20}, Header)

    assert header == Header(Quantity(16), HEADER["hash"], HEADER["parentHash"], Quantity(1))


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        "0x10",
        {},
        {**HEADER, "number": 16},
        {**HEADER, "number": "16"},
        {**HEADER, "number": "0x"},
        {**HEADER, "number": "0xzz"},
        {**HEADER, "number": None},
        {**HEADER, "number": "0x" + "f" * 65},
        {**HEADER, "hash": "0xab"},
        {**HEADER, "hash": None},
    ],
)
def test_what_is_no_header(answer: object) -> None:
    """A block that is null, partial or of other types is no answer."""
    with pytest.raises(msgspec.ValidationError):
        decode(answer, Header)


def test_a_sync_status() -> None:
    """The whole answer of op-node is understood, heads as plain numbers."""
    devnet = Devnet()

    status = decode(devnet.sync_status("sequencer-0"), SyncStatus)

    assert isinstance(status, SyncStatus)
    assert status.safe_l2.number == devnet.safe_head()


@pytest.mark.parametrize("head", ["unsafe_l2", "safe_l2", "finalized_l2", "head_l1"])
def test_a_head_that_is_missing_or_negative(head: str) -> None:
    """A status without a head, or with one below zero, is no status."""
    status = Devnet().sync_status("sequencer-0")

    with pytest.raises(msgspec.ValidationError):
        decode({**status, head: None}, SyncStatus)
    with pytest.raises(msgspec.ValidationError):
        decode({**status, head: {"hash": "0x" + "ab" * 32, "number": -1}}, SyncStatus)


def test_a_receipt_that_is_not_there_yet() -> None:
    """A transaction that waits has no receipt, which is an answer."""
    assert decode(None, Receipt | None) is None


def test_quantities_are_kept_as_they_came() -> None:
    """Numbers larger than JSON's survive being kept."""
    kept = msgspec.json.encode([Quantity(10**30)], enc_hook=encode_hook)

    assert kept == b'["0xc9f2c9cd04674edea40000000"]'
