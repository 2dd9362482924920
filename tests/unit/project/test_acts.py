"""Signing what was shown: nothing that changed meanwhile, and nothing that would not count."""

from datetime import timedelta
from pathlib import Path

import pytest

from gonogo.findings import Severity
from gonogo.people import ActKind, Key, People, Person, Role, Runner, Team
from gonogo.project import (
    ChangedMeanwhileError,
    NotAllowedError,
    Prepared,
    UnclearTrustError,
    sign_act,
)
from gonogo.record import EndorsementBody, PeopleBody, RecordDirectory
from gonogo.triage import Link, linking, rating
from tests.unit.steps.founders import ADA, BOB, CAROL, Founder
from tests.unit.triage.desks import LAB, Office, office


@pytest.fixture
def team(tmp_path: Path) -> Office:
    made = office(tmp_path)
    made.observe(block_rate="failed")
    return made


def prepared(team: Office, who: Founder, severity: Severity) -> Prepared:
    desk, named = team.desk(who), team.only_finding().finding.id
    return desk.prepare(ActKind.RATING, rating(desk, named, severity, "many", "so"))


def test_what_is_shown_says_what_as_whom_and_with_which_key(team: Office) -> None:
    """Everything that the signer should see is there before anything is signed."""
    asked = prepared(team, ADA, Severity.SEV2)

    assert ("severity", "SEV 2 major") in asked.draft.shown
    assert asked.signer == f"ada ({ADA.signer.fingerprint})"


def test_nothing_is_signed_about_what_changed_meanwhile(team: Office) -> None:
    """A git pull between looking and signing brought another rating: look again."""
    asked = prepared(team, ADA, Severity.SEV3)
    prepared(team, BOB, Severity.SEV1).sign()
    before = team.acts()

    with pytest.raises(ChangedMeanwhileError):
        asked.sign()

    assert team.acts() == before


def test_what_came_meanwhile_and_changes_nothing_is_rested_on(team: Office) -> None:
    """An act about something else does not stop anybody, and is among the heads."""
    team.observe(balances="failed")
    first, second = team.findings()
    desk = team.desk(ADA)
    asked = desk.prepare(
        ActKind.RATING, rating(desk, first.finding.id, Severity.SEV2, "many", "so")
    )
    other = team.sign(
        CAROL,
        ActKind.ANNOTATION,
        lambda own: linking(own, second.finding.id, Link("proofs")),
    ).act

    done = asked.sign()

    assert done.act.heads == (other.id,)


def test_a_role_that_was_taken_away_meanwhile_signs_nothing(team: Office) -> None:
    """Who may sign is asked again when it is signed."""
    asked = prepared(team, BOB, Severity.SEV2)
    _people_without_bob(team)
    before = team.acts()

    with pytest.raises(NotAllowedError):
        asked.sign()

    assert team.acts() == before


def test_a_key_that_ran_out_signs_nothing(team: Office) -> None:
    """Its date is asked before anything is shown."""
    _people_without_bob(team, bobs_until_hours=1)
    prepared(team, BOB, Severity.SEV2)
    team.wait(2 * 3600)

    with pytest.raises(NotAllowedError, match="not valid now"):
        prepared(team, BOB, Severity.SEV2)


def test_a_record_that_begins_otherwise_is_not_signed_into(team: Office, tmp_path: Path) -> None:
    """Somebody exchanged the whole record: nothing is added to that."""
    asked = prepared(team, ADA, Severity.SEV2)
    acts = team.project.acts
    acts.rename(tmp_path / "aside")
    acts.mkdir()

    with pytest.raises(UnclearTrustError):
        asked.sign()

    assert RecordDirectory(acts).read().acts == ()


def test_a_finding_that_vanished_is_not_rated(team: Office) -> None:
    """The act that opened it was taken out between looking and signing."""
    asked = prepared(team, ADA, Severity.SEV2)
    ended = next(
        act
        for act in RecordDirectory(team.project.acts).read().acts
        if act.kind is ActKind.RUN_ENDED
    )
    digits = ended.id.removeprefix("sha256:")
    (team.project.acts / digits[:2] / f"{digits}.json").unlink()
    before = team.acts()

    with pytest.raises(Exception, match="there is no finding"):
        asked.sign()

    assert team.acts() == before


def test_what_was_signed_counts_for_everybody(team: Office) -> None:
    """The record that comes with it is the one that others will read."""
    done = prepared(team, ADA, Severity.SEV2).sign()

    assert done.act.id in team.desk(BOB).signed.counted.by_id
    assert done.act.id in done.signed.counted.by_id


def _people_without_bob(team: Office, *, bobs_until_hours: float | None = None) -> None:
    """Let Ada take Bob's role away, or limit his key."""
    people = [Person("ada", "platforms", frozenset({Role.PLATFORMS}), (Key.of(ADA.public),))]
    if bobs_until_hours is not None:
        until = team.clock.now().replace(microsecond=0) + timedelta(hours=bobs_until_hours)
        keys = (Key.of(BOB.public, valid_until=until),)
        people.append(Person("bob", "platforms", frozenset({Role.PLATFORMS}), keys))
    team.wait(60)
    said = People(
        (Team("platforms", "Platforms"),),
        tuple(people),
        (Runner("lab", (Key.of(LAB.public),)),),
    )
    adopted = sign_act(team.project, ActKind.PEOPLE, PeopleBody.of(said), ADA.signer, team.clock)
    agreed = EndorsementBody(adopted.act.id, "")
    sign_act(team.project, ActKind.ENDORSEMENT, agreed, BOB.signer, team.clock)
