"""The P-256 precompile verifies what is valid, and nothing else."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, encode_dss_signature

from gonogo.gates.base.fjord_precompile import INVALID, VALID
from tests.unit.gates.fee_chains import FeeScene
from tests.unit.gates.withdrawal.two_chains import word


def _verify(data: bytes) -> None:
    digest, *numbers = (data[at : at + 32] for at in range(0, 160, 32))
    r, s, x, y = (int.from_bytes(number, "big") for number in numbers)
    key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    key.verify(encode_dss_signature(r, s), digest, ec.ECDSA(Prehashed(hashes.SHA256())))


def test_the_example_is_a_signature_of_that_curve() -> None:
    """Another implementation than any chain's says so."""
    _verify(VALID)


@pytest.mark.parametrize(
    "kind", [kind for kind, data in INVALID.items() if len(data) == len(VALID)]
)
def test_the_counterexamples_are_none(kind: str) -> None:
    """Each differs from the example in one thing, and that is enough."""
    with pytest.raises((InvalidSignature, ValueError)):
        _verify(INVALID[kind])


async def test_a_precompile_that_verifies(fees: FeeScene) -> None:
    """One to what is valid, and nothing to all else."""
    assert await fees.run("fjord_precompile") == ("pass", "", "")


async def test_no_precompile(fees: FeeScene) -> None:
    """An address without code answers nothing to a valid signature."""
    fees.l2.precompile = "0x"

    action, kind, message = await fees.run("fjord_precompile")

    assert (action, kind) == ("fail", "assertion")
    assert "sequencer-0 on a valid signature" in message


async def test_one_that_accepts_anything(fees: FeeScene) -> None:
    """Money would be anybody's."""
    fees.l2.precompile = word(1)

    message = (await fees.run("fjord_precompile"))[2]

    assert "sequencer-0 on a signature of another message" in message


async def test_before_fjord(fees: FeeScene) -> None:
    """Nobody promised it yet."""
    fees.plan(fjord_time=None)

    assert (await fees.run("fjord_precompile"))[:2] == ("skip", "precondition")
