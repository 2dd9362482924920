"""What would be lost by taking people, runners, roles and keys out of people.yaml."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from gonogo.people import Key, People
from gonogo.project import losses
from gonogo.record import PeopleBody, ScopeBody
from tests.unit.steps.founders import ADA
from tests.unit.triage.desks import Office, office


@pytest.fixture
def team(tmp_path: Path) -> Office:
    made = office(tmp_path)
    made.observe()
    return made


def _told(team: Office, changed: People) -> str:
    return "\n".join(losses(PeopleBody.of(changed), team.desk(ADA).signed))


def _now(team: Office) -> People:
    return team.desk(ADA).signed.counted.people[0]


def test_who_signed_nothing_may_go(team: Office) -> None:
    """Where nothing is lost, nobody is warned; and another file loses nothing."""
    people = _now(team)
    without = tuple(each for each in people.people if each.name != "carol")

    assert _told(team, people) == ""
    assert _told(team, replace(people, people=without)) == ""
    assert losses(ScopeBody(()), team.desk(ADA).signed) == ()


def test_a_machine_that_is_taken_out_is_counted(team: Office) -> None:
    """It is told whose acts, how many, and what to do instead."""
    told = _told(team, replace(_now(team), runners=()))

    assert told.startswith("lab (SHA256:")
    assert "signed 2 acts that count" in told
    assert "give the key an `until` instead" in told


def test_an_end_in_the_past_says_that_what_came_after_is_not_theirs(team: Office) -> None:
    """An `until` before what a key signed is how roots say that it was stolen."""
    people = _now(team)
    (lab,) = people.runners
    ended = Key.of(lab.keys[0].public, valid_until=team.clock.now() - timedelta(days=1))

    told = _told(team, replace(people, runners=(replace(lab, keys=(ended,)),)))

    assert "signed 2 acts at or after the `until` of the key" in told
