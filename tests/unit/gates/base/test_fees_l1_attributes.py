"""What L2 was told of L1 is what L1 has."""

import pytest

from tests.unit.gates.fee_chains import FeeScene


async def test_l2_knows_l1_as_it_is(fees: FeeScene) -> None:
    """The block, its prices, its place in the epoch, and the SystemConfig."""
    assert await fees.run("fees_l1_attributes") == ("pass", "", "")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("hash", "the hash of L1 block 40, as L2 was told"),
        ("timestamp", "the time of L1 block 40"),
        ("basefee", "the base fee of L1 block 40"),
        ("blobBaseFee", "the blob base fee of L1 block 40"),
        ("sequenceNumber", "goes on in its epoch or begins the next"),
        ("baseFeeScalar", "the base fee scalar, as L2 was told"),
        ("blobBaseFeeScalar", "the blob base fee scalar, as L2 was told"),
        ("batcherHash", "the batcher, as L2 was told"),
    ],
)
async def test_one_thing_that_is_not_so(fees: FeeScene, told: str, words: str) -> None:
    """Each attribute is held against L1 by itself."""
    fees.l2.says[told] = 12345

    action, kind, message = await fees.run("fees_l1_attributes")

    assert (action, kind) == ("fail", "assertion")
    assert words in message


async def test_l1_was_reorganised(fees: FeeScene) -> None:
    """Another block stands there now than the one that L2 was derived from."""
    fees.l1.hash = "0x" + "12" * 32

    assert "the hash of L1 block 40" in (await fees.run("fees_l1_attributes"))[2]


async def test_a_blob_fee_of_another_fork(fees: FeeScene) -> None:
    """L1 itself is asked for it, since it knows by which of its forks it is computed."""
    fees.l1.blob_fee_wei += 1

    assert "the blob base fee of L1 block 40" in (await fees.run("fees_l1_attributes"))[2]


async def test_nobody_says_where_the_configuration_is(fees: FeeScene) -> None:
    """Without its address what governs the chain cannot be compared."""
    fees.describe(contracts=())

    ending = await fees.run("fees_l1_attributes")

    assert ending[:2] == ("skip", "precondition")
    assert "the address of SystemConfigProxy" in ending[2]
