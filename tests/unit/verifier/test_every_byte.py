"""Every single byte of a bundle, changed: none of them goes unnoticed."""

import pytest

from gonogo.verifier import verify
from tests.unit.verifier.writing import Decided, decided, evidence, expected, founded, summary


def _smallest() -> Decided:
    writer = founded()
    writer.run(20, evidence(""))
    return decided(writer)


@pytest.mark.slow
@pytest.mark.parametrize("flip", [0x01, 0x20], ids=["lowest bit", "case"])
def test_no_byte_can_be_changed(flip: int) -> None:
    """A bundle with one byte changed is refused, whichever it is."""
    decision = _smallest()
    bundle = decision.bundle(summary(decision))
    asked = expected()

    accepted = [
        position
        for position in range(len(bundle))
        if verify(_changed(bundle, position, flip), asked).is_accepted
    ]

    assert verify(bundle, asked).is_accepted
    assert accepted == []


def test_no_byte_can_be_added_or_taken_away() -> None:
    """A bundle that was cut off, or has something before or behind it, is refused."""
    bundle = _smallest().bundle()
    asked = expected()

    for cut in range(0, len(bundle), 97):
        assert not verify(bundle[:cut], asked).is_accepted
    for added in (b"\n", b" ", b"\0", b"{}"):
        assert not verify(bundle + added, asked).is_accepted
        assert not verify(added + bundle, asked).is_accepted


def _changed(bundle: bytes, position: int, flip: int) -> bytes:
    return bundle[:position] + bytes([bundle[position] ^ flip]) + bundle[position + 1 :]
