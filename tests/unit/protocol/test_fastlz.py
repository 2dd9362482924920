"""The length of data after compression by FastLZ."""

import pytest

from gonogo.protocol import fastlz_size

EMPTY_TRANSACTION = bytes.fromhex("dd80808094095e7baea6a6c7c4c2dfeb977efac326af552d878080808080")
CONTRACT_CALL = bytes.fromhex(
    "02f901550a758302df1483be21b88304743f94f80e51afb613d764fa61751affd3313c190a86bb870151bd62fd12"
    "adb8e41ef24f3f000000000000000000000000000000000000000000000000000000000000006e00000000000000"
    "0000000000af88d065e77c8cc2239327c5edb3a432268e5831000000000000000000000000000000000000000000"
    "000000000000000003c1e50000000000000000000000000000000000000000000000000000000000000000000000"
    "00000000000000000000000000000000000000000000000000000000000000000000000000000000a00000000000"
    "00000000000000000000000000000000000000000000000000000000148c89ed219d02f1a5be012c689b4f5b7318"
    "27bebe000000000000000000000000c001a033fd89cb37c31b2cba46b6466e040c61fc9b2a3675a7f5f493ebd5ad"
    "77c497f8a07cdf65680e238392693019b4092f610222e71b7cec06449cb922b93b6a12744e"
)


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (b"", 0),
        (b"\1" * 1000, 21),
        (bytes(1000), 21),
        (EMPTY_TRANSACTION, 31),
        (CONTRACT_CALL, 202),
    ],
    ids=["nothing", "ones", "zeros", "empty transaction", "contract call"],
)
def test_the_vectors_of_op_geth(data: bytes, size: int) -> None:
    """The execution client that charges the fee publishes these sizes."""
    assert fastlz_size(data) == size


@pytest.mark.parametrize(
    ("length", "size"), [(1, 2), (13, 14), (14, 15), (32, 33), (33, 35), (64, 66)]
)
def test_what_does_not_repeat_grows(length: int, size: int) -> None:
    """Each run of up to 32 bytes that are written as they are costs one more."""
    assert fastlz_size(bytes(range(length))) == size


def test_a_repetition_too_far_away_is_not_found() -> None:
    """A match reaches back 8191 bytes and no farther."""
    pattern = bytes(range(100, 164))
    filler = b"".join(number.to_bytes(3, "big") for number in range(1, 4000))
    near = fastlz_size(pattern + filler[:3000] + pattern) - fastlz_size(filler[:3000])
    far = fastlz_size(pattern + filler[:9000] + pattern) - fastlz_size(filler[:9000])

    assert near < far
