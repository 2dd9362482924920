"""Steps are made on a decision that holds, or by force that the record names; else refused."""

from datetime import timedelta
from pathlib import Path

import pytest

from gonogo.evidence import Outcome
from gonogo.people import ActKind
from gonogo.project import NoProjectError, NotAllowedError
from gonogo.promotion import NoReasonError
from gonogo.readiness import Verdict
from gonogo.record import BreakGlassBody, StepBody
from gonogo.steps.deciding import Deciding
from gonogo.steps.determination import blocked
from gonogo.steps.stepping import Check, Stepping, StepRefusedError
from tests.unit.steps.founders import ADA, BOB
from tests.unit.steps.places import DEPLOYED, NETWORK, PUBLISH, Place, observed, place


@pytest.fixture
def here(tmp_path: Path) -> Place:
    return observed(tmp_path)


def check(here: Place) -> Check:
    return Stepping(here).check(NETWORK, "publish", accepts_conditional=False)


def decide(here: Place) -> None:
    deciding = Deciding(here)
    deciding.determine(deciding.propose(NETWORK, PUBLISH), ADA.signer)
    here.wait()


def codes(found: Check) -> set[str]:
    return {each.code for each in found.refusals}


def test_nothing_is_published_on_no_decision(here: Place) -> None:
    """However well everything looks: somebody must have decided."""
    found = check(here)

    assert codes(found) == {"no_determination"}
    assert found.refusals[0].remedy == "Decide: gonogo determine eris --for publish."
    with pytest.raises(StepRefusedError, match="no decision stands"):
        Stepping(here).step(found, ADA.signer)


def test_a_hold_is_refused_with_what_holds_it(here: Place) -> None:
    """A bundle of it can be made, and the verifier refuses that: nobody knew enough."""
    decide(here)

    found = check(here)

    assert found.decision is not None
    assert found.verified is None
    assert codes(found) == {"hold"}
    with pytest.raises(StepRefusedError, match=r"\[hold\]"):
        Stepping(here).step(found, ADA.signer)


@pytest.mark.parametrize(
    ("verdict", "code", "said"), [("NO_GO", "no_go", "blocked"), ("HOLD", "hold", "held")]
)
def test_a_block_is_told_to_whom_it_refuses(
    here: Place, verdict: str, code: str, said: str
) -> None:
    """With whose it was and what was not met, since what is judged anew knows nothing of it."""
    deciding = Deciding(here)
    added = (blocked("not before the audit", Verdict[verdict]),)
    deciding.determine(deciding.propose(NETWORK, PUBLISH, added), ADA.signer, added)
    here.wait()

    (told,) = [each for each in check(here).refusals if each.code == code]

    assert f"ada {said} it: not before the audit" in told.explanation
    assert "; seen-now: none of its nodes answers now" in told.explanation
    assert "gonogo explain eris --for publish" in told.remedy
    assert "Ask ada what would change it." in told.remedy


def test_what_failed_since_speaks_against_the_step(here: Place) -> None:
    """Whatever was decided, a failure that came later is told beside it."""
    decide(here)
    here.observe(Outcome.FAILED)
    here.wait()

    found = check(here)

    assert "failed_since" in codes(found)
    assert any("safe head" in each.explanation for each in found.refusals)


def test_who_may_not_publish_is_told_before(here: Place) -> None:
    """A step of theirs would count for nothing."""
    Stepping(here).require_may("publish", ADA.signer.fingerprint)

    with pytest.raises(NotAllowedError):
        Stepping(here).require_may("publish", BOB.signer.fingerprint)


def test_a_step_by_force_is_made_once_and_named(here: Place) -> None:
    """The break-glass permits one step of this deployment, and the act says which it was."""
    stepping, found = Stepping(here), check(here)
    until = here.clock.now() + timedelta(hours=1)
    glass = stepping.open_by_force(found, ADA.signer, reason="users wait", until=until)
    here.wait()
    opened = stepping.open_for(check(here))
    assert opened is not None

    step = stepping.force(found, opened, ADA.signer)

    assert isinstance(glass.body, BreakGlassBody)
    assert (glass.body.deployment, glass.body.reason) == (DEPLOYED.digest, "users wait")
    assert step.kind is ActKind.PUBLICATION
    assert isinstance(step.body, StepBody)
    assert step.body.determination == glass.id
    here.wait()
    assert stepping.open_for(check(here)) is None
    with pytest.raises(StepRefusedError):
        stepping.force(found, opened, ADA.signer)


def test_force_needs_a_reason(here: Place) -> None:
    """Whoever reads the record must find why the gate was passed by."""
    until = here.clock.now() + timedelta(hours=1)

    with pytest.raises(NoReasonError):
        Stepping(here).open_by_force(check(here), ADA.signer, reason=" ", until=until)


def test_nothing_is_opened_for_what_nobody_ever_saw(tmp_path: Path) -> None:
    """A break-glass is for one deployment, and here there is none to name."""
    made = place(tmp_path)
    made.wait()
    until = made.clock.now() + timedelta(hours=1)
    found = check(made)

    with pytest.raises(StepRefusedError, match="nobody can say which deployment"):
        Stepping(made).open_by_force(found, ADA.signer, reason="users wait", until=until)


def test_no_step_is_made_without_a_project(here: Place) -> None:
    """Nobody could sign it."""
    here.signed = None  # type: ignore[assignment]  # As of a workspace without gonogo.yaml.

    with pytest.raises(NoProjectError):
        Stepping(here)
