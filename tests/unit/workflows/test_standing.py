"""Which decisions stand."""

from datetime import timedelta

import pytest

from gonogo.people import ActKind
from gonogo.promotion import revocation_body
from gonogo.workflows import decisions_in_force
from tests.unit.attest.example import NETWORK, TRANSITION, Decided


@pytest.fixture
def record() -> Decided:
    made = Decided()
    made.sign_off()
    return made


def standing(record: Decided, network: str = NETWORK, transition: str = TRANSITION) -> list[str]:
    acts = record.counted(record.now + timedelta(minutes=1)).acts
    return [act.id for act in decisions_in_force(acts, network, transition)]


def test_decision_stands_until_another_replaces_it(record: Decided) -> None:
    """A later decision about the same step supersedes the former."""
    first = record.decide()
    before = standing(record)
    second = record.decide()

    assert before == [first.id]
    assert standing(record) == [second.id]


def test_decision_that_was_taken_back_does_not_stand(record: Decided) -> None:
    """Nothing rests on it any more."""
    decision = record.decide()
    record.sign(ActKind.REVOCATION, revocation_body(decision.id, "wrong commit"), by="ada")

    assert standing(record) == []


@pytest.mark.parametrize(
    ("network", "transition"), [("other", TRANSITION), (NETWORK, "publish:alphanet")]
)
def test_decision_stands_for_its_own_step_alone(
    record: Decided, network: str, transition: str
) -> None:
    """Another network, or another step of it, is not decided about."""
    record.decide()

    assert standing(record, network, transition) == []


def test_who_may_not_revoke_takes_nothing_back(record: Decided) -> None:
    """Only acts that count are looked at."""
    decision = record.decide()
    record.sign(ActKind.REVOCATION, revocation_body(decision.id, "I want it so"), by="fred")

    assert standing(record) == [decision.id]
