"""What is decided is what was shown, on what was signed, and what others would come to."""

from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.networks import planned
from gonogo.people import ActKind
from gonogo.project import NoProjectError, NotAllowedError, find_content
from gonogo.readiness import Policy, Reason, Verdict
from gonogo.record import DeterminationBody
from gonogo.steps.deciding import (
    ChangedMeanwhileError,
    Deciding,
    JudgesDisagreeError,
    NotPinnedError,
    summary_file,
)
from tests.unit.steps.founders import ADA, BOB, CAROL
from tests.unit.steps.places import CANDIDATE, DEPLOY, NET, NETWORK, Place, place, reviewed

BLOCK = Reason("decision", Verdict.NO_GO, "not before Monday", "Wait.", "blocked", "Monday")


@pytest.fixture
def here(tmp_path: Path) -> Place:
    return reviewed(tmp_path)


def test_a_go_is_signed_with_all_that_it_rests_on(here: Place) -> None:
    """The policy and the decision are kept by digest, and the summary is for others' tools."""
    deciding = Deciding(here)
    shown = deciding.propose(NETWORK, DEPLOY)

    done = deciding.determine(shown, ADA.signer)

    assert done.body.verdict == "go"
    assert done.body.deployment == planned(NET, CANDIDATE).digest
    assert find_content(here.project, done.body.policy_digest) is not None
    assert find_content(here.project, done.body.decision) is not None
    assert done.summary == summary_file(here.project, done.act.id)
    assert done.summary.is_file()
    assert not done.is_solo
    assert done.act in here.signed.counted().acts


def test_an_act_that_came_between_is_not_passed_over(here: Place) -> None:
    """Whoever agreed to a go did not agree to what somebody said meanwhile."""
    deciding = Deciding(here)
    shown = deciding.propose(NETWORK, DEPLOY)
    here.review("failed")

    with pytest.raises(ChangedMeanwhileError, match="it was go, and is no-go"):
        deciding.determine(shown, ADA.signer)
    assert not decisions(here)


def test_a_block_is_signed_as_what_it_is(here: Place) -> None:
    """It makes the verdict worse, and is told apart from what follows from the acts."""
    deciding = Deciding(here)

    done = deciding.determine(deciding.propose(NETWORK, DEPLOY, (BLOCK,)), ADA.signer, (BLOCK,))

    assert done.body.verdict == "no-go"
    assert [(each.code, each.explanation) for each in done.body.blocks] == [
        ("blocked", "not before Monday")
    ]
    assert (done.summary, done.no_summary_because is None) == (None, False)


def test_a_block_that_was_not_shown_is_a_change(here: Place) -> None:
    """Nothing is added between what somebody saw and what they sign."""
    deciding = Deciding(here)
    shown = deciding.propose(NETWORK, DEPLOY)

    with pytest.raises(ChangedMeanwhileError):
        deciding.determine(shown, ADA.signer, (BLOCK,))


def test_a_decision_names_those_that_it_replaces(here: Place) -> None:
    """Of one step one decision stands, and whoever decides is shown which goes."""
    deciding = Deciding(here)
    first = deciding.determine(deciding.propose(NETWORK, DEPLOY), ADA.signer)
    here.wait()

    again = deciding.propose(NETWORK, DEPLOY)

    assert [act.id for act in again.replaces] == [first.act.id]
    assert again.body.supersedes == (first.act.id,)


def test_what_was_not_reviewed_is_a_hold_without_summary(tmp_path: Path) -> None:
    """A hold may be signed: it says that nobody knew."""
    made = place(tmp_path, BOB)
    made.agree_on(DEPLOY)
    made.wait()
    deciding = Deciding(made)

    done = deciding.determine(deciding.propose(NETWORK, DEPLOY), ADA.signer)

    assert done.body.verdict == "hold"
    assert done.summary is None
    assert done.no_summary_because


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        (replace(DEPLOY, title="Otherwise"), "another policy was agreed on for deploy:alphanet"),
        (replace(DEPLOY, name="mine"), "no policy was agreed on for mine"),
    ],
)
def test_a_policy_that_was_not_agreed_on_is_refused(here: Place, policy: Policy, told: str) -> None:
    """Nobody could verify a decision under it."""
    deciding = Deciding(here)

    deciding.require_pinned(DEPLOY, NETWORK)
    with pytest.raises(NotPinnedError, match=told):
        deciding.require_pinned(policy, NETWORK)


def test_what_the_second_judge_refuses_is_not_signed(tmp_path: Path) -> None:
    """A decision that is over at once is one: others would refuse it, so nobody gets to see it."""
    made = place(tmp_path, BOB)
    over_at_once = replace(DEPLOY, validity_seconds=0.0)
    made.agree_on(over_at_once)
    made.review()
    deciding = Deciding(made)

    with pytest.raises(JudgesDisagreeError, match="expired"):
        deciding.determine(deciding.propose(NETWORK, over_at_once), ADA.signer)
    assert not decisions(made)


def test_a_key_whose_decision_would_count_for_nothing_is_refused(here: Place) -> None:
    """Before anything is judged for it."""
    deciding = Deciding(here)

    deciding.require_may(ADA.signer.fingerprint)
    with pytest.raises(NotAllowedError):
        deciding.require_may(CAROL.signer.fingerprint)


def test_nothing_is_decided_without_a_project(here: Place) -> None:
    """A decision that nobody signs is none."""
    here.signed = None  # type: ignore[assignment]  # As of a workspace without gonogo.yaml.

    with pytest.raises(NoProjectError):
        Deciding(here)


def test_what_this_machine_measured_is_signed_before_it_is_judged(here: Place) -> None:
    """A run that nobody signed holds; where the machine may sign, it only waited."""
    here.measure_unsigned()
    deciding = Deciding(here)
    before = deciding.propose(NETWORK, DEPLOY)

    deciding.prepare(NETWORK, DEPLOY)

    assert [block.code for block in before.body.blocks] == ["unsigned-run"]
    assert deciding.propose(NETWORK, DEPLOY).body.blocks == ()
    kinds = [act.kind for act in here.signed.counted().acts]
    assert kinds[-2:] == [ActKind.RUN_STARTED, ActKind.RUN_ENDED]


def decisions(here: Place) -> list[DeterminationBody]:
    return [
        act.body
        for act in here.signed.counted().acts
        if act.kind is ActKind.DETERMINATION and isinstance(act.body, DeterminationBody)
    ]
