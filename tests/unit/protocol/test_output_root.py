"""The commitment to an L2 block."""

import pytest

from gonogo.protocol import MalformedDataError, keccak256, output_root


def test_a_published_root() -> None:
    """Another implementation's example gives the same root."""
    root = output_root(
        bytes.fromhex("beef").rjust(32, b"\0"),
        bytes.fromhex("babe").rjust(32, b"\0"),
        bytes.fromhex("c0de").rjust(32, b"\0"),
    )

    assert root.hex() == "0c39fb6b07cf6694b13e63e59f7b15255be1c93a4d6d3e0da6c99729647c0d11"


def test_the_parts_and_their_order() -> None:
    """A root is the hash of version zero, state, storage and block, in this order."""
    state, storage, block = b"\1" * 32, b"\2" * 32, b"\3" * 32

    assert output_root(state, storage, block) == keccak256(bytes(32) + state + storage + block)


@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_part_of_another_length_is_refused(position: int) -> None:
    """A shortened hash would give a root that nobody can prove against."""
    parts = [bytes(32), bytes(32), bytes(32)]
    parts[position] = bytes(31)

    with pytest.raises(MalformedDataError, match="32 bytes"):
        output_root(*parts)
