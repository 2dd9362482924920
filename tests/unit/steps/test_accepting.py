"""What lets a pass count with another version: shown with what it carries over, and only once."""

import pytest

from gonogo.people import ActKind
from gonogo.project import Draft, RefusedError, Signed
from gonogo.promotion import NoReasonError, ledger_of
from gonogo.record import Found
from gonogo.steps.accepting import version_difference_draft
from tests.unit.promotion.example import FEATURES, POLICIES, Process

RC, NEXT = "1.2.0-rc.1", "1.2.0-rc.3"


def signed(process: Process) -> Signed:
    """Return what is signed."""
    return Signed(Found(tuple(process.acts.values())), process.counted())


def accepted(
    process: Process, component: str, before: str, after: str, reason: str = "the same commit"
) -> Draft:
    """Let somebody accept another version."""
    return version_difference_draft(
        signed(process), POLICIES, component, from_version=before, to_version=after, reason=reason
    )


@pytest.fixture
def process() -> Process:
    """A record in which two features went up."""
    made = Process()
    made.promote(made.decide())
    return made


def test_what_is_carried_over_is_shown(process: Process) -> None:
    """Each pass with the old version, and no other; then it counts."""
    draft = accepted(process, "op-geth", RC, NEXT)
    process.sign(draft.kind, draft.body, by="ada")

    touched = {**FEATURES["interop"], "op-geth": NEXT}
    refusals = ledger_of(process.counted(), POLICIES).passed("interop", "promote:alphanet", touched)
    assert draft.kind is ActKind.VERSION_DIFFERENCE
    assert dict(draft.shown)["counts with"] == NEXT
    carried = [value for key, value in draft.shown if key == "carries over"]
    assert carried == ["interop, promote:alphanet on alpha"]
    assert refusals == ()


@pytest.mark.parametrize(
    ("component", "before", "after", "told"),
    [
        ("op-geth", RC, RC, "is what it is"),
        ("op-geth", "1.2.0-rc1", NEXT, "no feature passed anything with op-geth 1.2.0-rc1"),
        ("op-geht", RC, NEXT, "no feature passed anything with op-geht"),
        ("op-geth", NEXT, RC, "no feature passed anything with op-geth 1.2.0-rc.3"),
    ],
)
def test_what_would_count_for_nothing_is_refused(
    process: Process, component: str, before: str, after: str, told: str
) -> None:
    """It is misspelt, or the wrong way round."""
    with pytest.raises(RefusedError, match=told):
        accepted(process, component, before, after)


def test_what_passed_nothing_cannot_be_carried_over() -> None:
    """A promotion on a decision that refused is no pass."""
    process = Process()
    process.promote(process.decide(verdict="hold"))

    with pytest.raises(RefusedError, match="no feature passed"):
        accepted(process, "op-geth", RC, NEXT)


def test_it_is_signed_once(process: Process) -> None:
    """What was signed counts already."""
    process.sign_difference("op-geth", RC, NEXT)

    with pytest.raises(RefusedError, match=r"counts for 1\.2\.0-rc\.1 already"):
        accepted(process, "op-geth", RC, NEXT)


def test_it_needs_its_reason(process: Process) -> None:
    """Nobody should have to guess why later."""
    with pytest.raises(NoReasonError):
        accepted(process, "op-geth", RC, NEXT, " ")
