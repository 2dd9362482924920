"""The story by which a policy is met, and what becomes of it when a case changes one thing."""

from pathlib import Path

import pytest

from gonogo.people import ActKind
from gonogo.record import ManualResultBody, RunEndedBody, RunStartedBody
from gonogo.selftest.drafts import Draft
from gonogo.selftest.plan import by_hand
from tests.unit.selftest.telling import POLICY, earlier, told


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
