"""The stage before, where a policy asks for a pass there."""

from pathlib import Path

from gonogo import digest
from gonogo.people import ActKind
from gonogo.readiness import shipped_policy
from gonogo.record import DeterminationBody, StepBody
from gonogo.selftest.drafts import Draft
from gonogo.selftest.stage_before import is_before, policy_before
from tests.unit.selftest.telling import POLICY, told


def test_the_pass_is_of_the_transition_that_is_asked_for(tmp_path: Path) -> None:
    """A look, a decision under the policy that is kept beside the record, and the step on it."""
    scene = told(tmp_path)

    bodies = [act.body for act in scene.acts.values()]
    (decided,) = [body for body in bodies if isinstance(body, DeterminationBody)]
    (step,) = [body for body in bodies if isinstance(body, StepBody)]
    assert decided.transition == step.transition == POLICY.requires_passed
    assert len([body for body in bodies if is_before(body)]) == 1
    assert scene.policies == (digest.canonical_json(policy_before(decided.transition)),)
    assert decided.policy_digest == digest.of_bytes(scene.policies[0])


def test_without_a_decision_there_is_no_step_on_it(tmp_path: Path) -> None:
    """Nobody promotes on what nobody signed."""

    def change(draft: Draft) -> Draft | None:
        return None if draft.kind is ActKind.DETERMINATION else draft

    scene = told(tmp_path, change)

    assert scene.of_kind(ActKind.DETERMINATION) == ()
    assert scene.of_kind(ActKind.PROMOTION) == ()


def test_a_policy_without_a_stage_before_tells_of_none(tmp_path: Path) -> None:
    """Only who asks for a pass elsewhere is shown one."""
    first = shipped_policy("promote:alphanet")

    scene = told(tmp_path, policy=first)

    assert first.requires_passed is None
    assert scene.policies == ()
    assert not [act for act in scene.acts.values() if is_before(act.body)]
