"""Signatures checked by helpers: the same answers, whoever gives them."""

from dataclasses import replace

import pytest

from gonogo.record import gather
from gonogo.record.act import Act, Signature
from gonogo.record.checking import WORTH_A_HELPER, check_signatures
from gonogo.record.public_key import PublicKey
from tests.unit.record.example import ADA, BOB, EVE, Workshop
from tests.unit.record.signing import ecdsa

KEYS = {each.fingerprint: PublicKey.of_line(each.public) for each in (ADA, BOB)}


def some() -> list[Act]:
    workshop = Workshop()
    right = workshop.finding(ADA)
    wrong = replace(right, signature=workshop.finding(BOB).signature)
    unknown = workshop.finding(EVE)
    framed = workshop.finding(ecdsa())
    return [right, wrong, unknown, framed, replace(framed, signer=ADA.fingerprint)]


ANSWERS = [
    Signature.RIGHT,
    Signature.WRONG,
    Signature.UNKNOWN,
    Signature.RIGHT,
    Signature.WRONG,
]


@pytest.mark.parametrize("cores", [1, 2, 3])
def test_helpers_answer_as_one_would_alone(cores: int) -> None:
    """However many interpreters share the work, each act gets its own answer."""
    acts = some()
    rounds = -(-WORTH_A_HELPER // len(acts))

    assert check_signatures(acts * rounds, KEYS, cores=cores) == ANSWERS * rounds


def test_few_are_checked_here() -> None:
    """A handful of acts starts no interpreter."""
    assert check_signatures(some(), KEYS) == ANSWERS
    assert gather([]).acts == ()
