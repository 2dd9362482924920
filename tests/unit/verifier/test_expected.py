"""What a verification is worth, and what is asked for without the bundle."""

import pytest

from gonogo.verifier import ReasonCode
from gonogo.verifier.expected import ACCEPTABLE, Verification
from gonogo.verifier.reasons import Reason
from tests.unit.verifier.writing import expected


def test_nothing_is_accepted_beside_go_unless_it_is_said() -> None:
    """Neither a condition nor force."""
    assert expected().accept == frozenset()
    assert {"conditional", "break-glass"} == ACCEPTABLE


@pytest.mark.parametrize("verdict", ["go", None, "no-go"])
def test_one_reason_against_it_is_enough(verdict: str | None) -> None:
    """Whatever verdict was derived; and without a reason it may be acted upon."""
    reason = Reason(ReasonCode.EXPIRED, "it is over")

    assert not Verification((reason,), verdict).is_accepted
    assert Verification((), verdict).is_accepted
