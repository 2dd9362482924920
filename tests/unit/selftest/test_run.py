"""Every case under shipped policies, and what becomes of policies that nobody can meet."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from gonogo.people import Root
from gonogo.readiness import shipped_policy, shipped_policy_names
from gonogo.readiness.policy import Freeze
from gonogo.selftest import CASES, State, try_policy
from tests.simulator.signed_record import example_people, example_trust
from tests.unit.selftest.stands import (
    NOW,
    USUAL,
    gates,
    of_policy,
    result,
    shipped,
    tried,
    without,
    workspace,
)

FINE = {State.MET, State.REFUSED, State.PARTLY, State.NOT_ASKED}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["rehearsal", "deploy:alphanet", "promote:betanet"])
def test_everything_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing is let through, for the reasons expected; the base alone passes."""
    done = try_policy(shipped(name), workspace(), gates(), tmp_path, now=NOW, cases=USUAL)

    wrong = {
        each.case.id: each.why
        for each in done.results
        if each.state not in FINE and each.case.id != "control"
    }
    assert wrong == {}
    assert result(done, "control-stand-ins").state is State.MET


def test_betanet_tries_every_case(tmp_path: Path) -> None:
    """The policy that asks for most leaves no case out for want of something to ask."""
    ids = ("same-person", "wrong-role", "skipped-stage", "versions", "waived-invariant")
    done = tried(tmp_path, shipped("promote:betanet"), *ids)

    assert [each.state for each in done.results[2:]] == [State.REFUSED] * len(ids)


@pytest.mark.parametrize("name", shipped_policy_names())
def test_every_shipped_policy_can_be_met(tmp_path: Path, name: str) -> None:
    """There is a go under each, so that a hold says something."""
    done = tried(tmp_path, shipped(name))

    assert result(done, "control-stand-ins").state is State.MET


def test_rows_come_first_and_in_order() -> None:
    """The table has 28 rows, each of them once, and every case has a name of its own."""
    assert [each.number for each in CASES[:28]] == list(range(1, 29))
    assert {each.number for each in CASES[28:]} == {0}
    assert len({each.id for each in CASES}) == len(CASES)


@pytest.mark.parametrize("number", [*range(1, 11), 27])
def test_rows_about_runners_of_tests_are_never_wholly_green(number: int) -> None:
    """What comes with the acceptance room is said, and the row is refused partly at the most."""
    row = next(each for each in CASES if each.number == number)

    assert row.left


def test_row_of_which_a_part_is_left_is_refused_partly(tmp_path: Path) -> None:
    """Partly is a state of its own."""
    done = tried(tmp_path, None, "misspelt-test")

    assert result(done, "misspelt-test").state is State.PARTLY


def test_people_who_cannot_meet_a_policy_are_told(tmp_path: Path) -> None:
    """Who is missing is named; the cases are tried with a stand-in all the same."""
    few = workspace(without(example_people(), "fred"))
    done = tried(tmp_path, shipped("promote:alphanet"), "errored", of=few)

    control = result(done, "control")
    assert control.state is State.NOT_TRIED
    assert "feature" in control.why
    assert result(done, "errored").state is State.PARTLY
    assert "standin-feature" in done.notes[0]


def test_solo_cannot_meet_what_refuses_solo(tmp_path: Path) -> None:
    """One person's workspace is no go under a policy that asks for more than one."""
    strict = replace(shipped_policy("rehearsal"), accepts_solo=False)
    alone = workspace(trust=example_trust(is_solo=True))
    done = tried(tmp_path, of_policy(strict), "self-lowered", of=alone)

    assert result(done, "control").state is State.NOT_TRIED
    assert "solo" in result(done, "control").why
    assert result(done, "self-lowered").state is State.REFUSED


def test_policy_that_is_pinned_otherwise_has_no_control(tmp_path: Path) -> None:
    """A pin on another digest holds every decision, so refusals would prove nothing of it."""
    pins = {"rehearsal": "sha256:" + "0" * 64}
    done = tried(tmp_path, of=workspace(trust=replace(example_trust(), policies=pins)))

    assert result(done, "control").state is State.NOT_TRIED
    assert "policy-not-signed" in result(done, "control").why


def test_policy_that_nobody_can_meet_is_not_tried(tmp_path: Path) -> None:
    """Where there is no base, no case counts as refused."""
    policy = shipped_policy("rehearsal")
    gap = replace(policy, soak_seconds=86400.0, soak_longest_gap_seconds=1.0)
    done = tried(tmp_path, of_policy(gap), "errored", "waived-grave")

    assert {each.state for each in done.results} == {State.NOT_TRIED}


def test_policy_under_which_nothing_may_be_acted_on_is_not_tried(tmp_path: Path) -> None:
    """A decision that is never valid cannot be shown to pass."""
    done = tried(tmp_path, of_policy(replace(shipped_policy("rehearsal"), validity_seconds=0.0)))

    assert result(done, "control").state is State.NOT_TRIED
    assert "expired" in result(done, "control").why


def test_freeze_is_waited_for(tmp_path: Path) -> None:
    """Within a freeze everything holds, so the base is told for the moment after it."""
    freeze = Freeze(NOW - timedelta(days=1), NOW + timedelta(days=3), "holidays")
    done = tried(
        tmp_path, of_policy(replace(shipped_policy("rehearsal"), freezes=(freeze,))), "errored"
    )

    assert result(done, "control").state is State.MET
    assert result(done, "errored").state is State.PARTLY


def test_roots_who_are_people_are_no_strangers(tmp_path: Path) -> None:
    """In most workspaces a root is a person with the same key, and may sign as both."""
    people, trust = example_people(), example_trust()
    keys = {each.name: each.keys[0].public for each in people.people}
    roots = tuple(Root(name, keys[name]) for name in ("ada", "bert"))
    ids = ("outside-role", "people-edited", "trust-replaced")
    done = tried(tmp_path, None, *ids, of=workspace(trust=replace(trust, roots=roots)))

    assert [each.state for each in done.results] == [State.MET, State.MET] + [State.REFUSED] * 3
