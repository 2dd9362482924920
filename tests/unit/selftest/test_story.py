"""The story by which a policy is met, and what becomes of it when a case changes one thing."""

from pathlib import Path

import pytest

from gonogo.people import ActKind
from gonogo.readiness import Policy, shipped_policy
from gonogo.record import ManualResultBody, RunEndedBody, RunStartedBody
from gonogo.selftest.cast import full_cast
from gonogo.selftest.drafts import Change, Draft, sign_alone, unchanged
from gonogo.selftest.plan import by_hand, plan_of
from gonogo.selftest.scene import Disk, Scene
from gonogo.selftest.stage_before import is_before
from gonogo.selftest.story import Earlier, tell
from tests.simulator.signed_record import example_people, example_trust
from tests.unit.selftest.stands import NOW

POLICY = shipped_policy("promote:betanet")


def earlier(policy: Policy = POLICY) -> Earlier:
    cast = full_cast(example_people(), example_trust(), policy, NOW)
    return Earlier(policy, plan_of(policy, NOW), cast)


def told(directory: Path, change: Change = unchanged, policy: Policy = POLICY) -> Scene:
    parts = earlier(policy)
    return tell(policy, parts.plan, parts.cast, Disk(directory), change)


def test_it_begins_with_trust_and_is_told_in_order() -> None:
    """Nobody could sign anything before it was said who is who."""
    drafts = earlier().drafts()

    assert [draft.kind for draft in drafts[:2]] == [ActKind.TRUST, ActKind.PEOPLE]
    assert [draft.at for draft in drafts] == sorted(draft.at for draft in drafts)


def test_every_run_that_began_has_ended() -> None:
    """Each is one pair of acts under one number, and nothing in it lies outside of it."""
    drafts = earlier().drafts()
    began = {d.body.run: d.at for d in drafts if isinstance(d.body, RunStartedBody)}
    ended = {d.body.run: (d.at, d.body) for d in drafts if isinstance(d.body, RunEndedBody)}

    assert began
    assert began.keys() == ended.keys()
    for run, (at, body) in ended.items():
        windows = [item.window for item in body.evidence]
        assert min(each.started_at for each in windows) == began[run]
        assert max(each.ended_at for each in windows) == at


def test_people_answer_what_no_check_does() -> None:
    """As many as a requirement asks for, each somebody else, after the last window."""
    parts = earlier()
    signed = [
        (each.body.requirement, each.by, each.at)
        for each in parts.drafts()
        if isinstance(each.body, ManualResultBody)
    ]

    for row in by_hand(POLICY):
        assert len({by for requirement, by, _ in signed if requirement == row.id}) >= row.people
    assert {requirement for requirement, _, _ in signed} == {row.id for row in by_hand(POLICY)}
    assert all(parts.plan.ends[-1] < at < parts.plan.judged_at for _, _, at in signed)


@pytest.mark.parametrize("kind", [ActKind.SCOPE, ActKind.RUN_ENDED, ActKind.PROMOTION])
def test_what_a_case_leaves_out_is_all_that_is_missing(tmp_path: Path, kind: ActKind) -> None:
    """The base with exactly one change: none of the others goes with it."""
    (tmp_path / "whole").mkdir()
    (tmp_path / "less").mkdir()

    def change(draft: Draft) -> Draft | None:
        return None if draft.kind is kind else draft

    whole, less = told(tmp_path / "whole"), told(tmp_path / "less", change)

    assert whole.of_kind(kind)
    assert not less.of_kind(kind)
    assert len(whole.acts) - len(less.acts) == len(whole.of_kind(kind))


def test_a_policy_without_a_stage_before_tells_of_none(tmp_path: Path) -> None:
    """Only who asks for a pass elsewhere is shown one."""
    first = shipped_policy("promote:alphanet")

    scene = told(tmp_path, policy=first)

    assert first.requires_passed is None
    assert scene.policies == ()
    assert not [act for act in scene.acts.values() if is_before(act.body)]


def test_who_signs_alone_is_endorsed_by_nobody(tmp_path: Path) -> None:
    """To who is who the other roots agree only where a case does not keep them from it."""
    (tmp_path / "agreed").mkdir()
    (tmp_path / "alone").mkdir()
    parts = earlier()

    agreed = told(tmp_path / "agreed")
    alone = tell(POLICY, parts.plan, parts.cast, Disk(tmp_path / "alone"), signing=sign_alone)

    others = len(parts.cast.trust.roots) - 1
    assert len(agreed.of_kind(ActKind.ENDORSEMENT)) == others > 0
    assert alone.of_kind(ActKind.ENDORSEMENT) == ()
