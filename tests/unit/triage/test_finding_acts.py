"""What people sign about findings: what counts at once, what waits, and what is refused."""

from pathlib import Path

import pytest

from gonogo.errors import GonogoError
from gonogo.findings import Severity
from gonogo.people import ActKind
from gonogo.project import (
    NotAllowedError,
    TextError,
    UnknownNetworkError,
    require_another,
)
from gonogo.triage.finding_acts import (
    PlanAsked,
    planning,
    rating,
    resolving,
)
from gonogo.triage.finding_view import State
from gonogo.triage.outlook import NothingRecordedError, UnknownNameError
from tests.unit.steps.founders import ADA, BOB, CAROL, Founder
from tests.unit.triage.acting import TOMORROW, add, plan, rate, resolve
from tests.unit.triage.desks import (
    BOBS_OTHER,
    CHAIN,
    EVE,
    LAB,
    NET,
    RITA,
    SAM,
    Office,
    office,
)


def test_a_first_rating_holds_at_once(team: Office) -> None:
    """Whoever has the role rates alone, as long as nothing gets less grave by that."""
    rate(team, RITA, 2)

    view = team.only_finding()
    assert view.severity is Severity.SEV2
    assert view.state is State.RATED
    assert not view.pending


def test_raising_holds_at_once(team: Office) -> None:
    """One person alone makes it graver."""
    rate(team, RITA, 3)
    rate(team, ADA, 0)

    assert team.only_finding().severity is Severity.SEV0


def test_lowering_alone_changes_nothing_and_says_who_must_agree(team: Office) -> None:
    """The lower rating waits, and whoever signed it is not among those who can agree."""
    rate(team, ADA, 1)
    lower = rate(team, ADA, 3)

    view = team.only_finding()
    assert view.severity is Severity.SEV1
    assert [each.act.id for each in view.pending] == [lower.id]
    assert view.turn == "platforms (bob)"
    assert view.next_commands[0] == f"gonogo endorse {lower.id.removeprefix('sha256:')[:12]}"


def test_lowering_says_before_it_is_signed_that_it_waits(team: Office) -> None:
    """Nobody signs a lower rating in the belief that it holds."""
    rate(team, ADA, 1)
    desk = team.desk(RITA)
    named = team.only_finding().finding.id

    prepared = desk.prepare(
        ActKind.RATING, rating(desk, named, Severity.SEV3, "few were hit", "looked again")
    )

    assert "second person" in prepared.draft.warnings[0]


def test_a_second_person_makes_lowering_hold(team: Office) -> None:
    """Two people with the role can make it less grave."""
    rate(team, ADA, 1)
    lower = rate(team, RITA, 3)
    team.endorse(BOB, lower)

    assert team.only_finding().severity is Severity.SEV3


def test_the_second_key_of_one_person_is_no_second_person(team: Office) -> None:
    """Bob cannot agree with himself by changing keys, and the command says so."""
    rate(team, ADA, 1)
    lower = rate(team, BOB, 3)
    with pytest.raises(NotAllowedError, match="nobody agrees to an own act"):
        require_another(team.desk(BOBS_OTHER).signed, lower, BOBS_OTHER.signer.fingerprint)
    team.endorse(BOBS_OTHER, lower)

    assert team.only_finding().severity is Severity.SEV1
    assert team.only_finding().pending


def test_lowering_again_and_again_is_still_one_person(team: Office) -> None:
    """Two lower ratings of one person do not endorse each other; the last one waits."""
    rate(team, ADA, 1)
    rate(team, ADA, 2)
    last = rate(team, ADA, 3)

    view = team.only_finding()
    assert view.severity is Severity.SEV1
    assert [each.act.id for each in view.pending] == [last.id]


def test_a_reporter_does_not_lower_what_was_reported(team: Office) -> None:
    """The reporter's own severity is a rating, which the reporter alone cannot lower."""
    reported = add(team, ADA, severity=Severity.SEV1, impact="many")
    rate(team, ADA, 3, reported.id)

    view = next(each for each in team.findings() if each.finding.id == reported.id)
    assert view.severity is Severity.SEV1


def test_the_severity_of_a_reporter_without_the_role_is_no_rating(team: Office) -> None:
    """Carol may say how grave it looks to her; it stays unrated."""
    reported = add(team, CAROL, severity=Severity.SEV3, impact="few")

    view = next(each for each in team.findings() if each.finding.id == reported.id)
    assert view.severity is None
    assert view.turn == "platforms or release-coordinator (ada, bob, rita)"


@pytest.mark.parametrize("who", [CAROL, SAM, LAB, EVE])
def test_nobody_without_the_role_rates(team: Office, who: Founder) -> None:
    """It is refused before anything is signed, and says who may."""
    before = team.acts()

    with pytest.raises(NotAllowedError) as refused:
        rate(team, who, 3)

    assert refused.value.hint == "Ask ada, bob, rita."
    assert team.acts() == before


@pytest.mark.parametrize("text", ["", "  \n ", "a\x1b[2Jb", "a\u202eb", "a\x07", "x" * 1_000_000])
def test_texts_that_hide_or_flood_are_refused(team: Office, text: str) -> None:
    """Neither the impact nor the cause can hold what moves a cursor, nothing, or a megabyte."""
    named, before = team.only_finding().finding.id, team.acts()

    with pytest.raises(TextError):
        team.sign(ADA, ActKind.RATING, lambda desk: rating(desk, named, Severity.SEV3, text, "so"))
    with pytest.raises(TextError):
        resolve(team, cause=text)

    assert team.acts() == before


def test_a_plan_counts_once_somebody_of_platforms_agrees(team: Office) -> None:
    """Until then it waits, and afterwards the finding is planned."""
    rate(team, ADA, 2)
    planned = plan(team)
    assert team.only_finding().state is State.RATED
    assert team.only_finding().turn == "platforms (ada, bob)"

    team.endorse(ADA, planned)

    assert team.only_finding().state is State.PLANNED


@pytest.mark.parametrize("who", [BOB, BOBS_OTHER, CAROL])
def test_nobody_accepts_the_own_plan_nor_without_the_role(team: Office, who: Founder) -> None:
    """Bob's plan is not accepted by Bob, with whichever key, and not by a feature team."""
    rate(team, ADA, 2)
    planned = plan(team, BOB)
    team.endorse(who, planned)

    assert team.only_finding().state is State.RATED


@pytest.mark.parametrize(
    "due",
    [
        "2025-12-31",
        "2026-02-30",
        "tomorrow",
        "",
        "2026-01-02T10:00:00",
        "20260102",
        "\u0662\u0660\u0662\u0666-\u0660\u0661-\u0660\u0662",
    ],
)
def test_a_plan_needs_a_day_to_come(team: Office, due: str) -> None:
    """A day that is past, that does not exist or that is no day is refused."""
    with pytest.raises(TextError):
        plan(team, due=due)


def test_today_is_a_day_to_come(team: Office) -> None:
    """A plan holds until the end of its last day."""
    rate(team, ADA, 2)
    team.endorse(ADA, plan(team, due="2026-01-01"))

    assert team.only_finding().state is State.PLANNED
    team.wait(24 * 3600)
    assert team.only_finding().state is State.RATED


def test_a_plan_has_an_owner_whom_people_know(team: Office) -> None:
    """The nearest name is suggested."""
    with pytest.raises(UnknownNameError, match="did you mean 'proofs'"):
        plan(team, owner="profs")


def test_a_plan_for_a_sev_1_is_told_to_excuse_nothing(team: Office) -> None:
    """It can be signed, and nobody is led to believe that it helps."""
    rate(team, ADA, 1)
    desk, named = team.desk(CAROL), team.only_finding().finding.id
    asked = PlanAsked("proofs", TOMORROW, "restart it", None, "why")

    draft = desk.prepare(ActKind.PLAN, planning(desk, named, asked)).draft

    assert "excuses no SEV 1" in draft.warnings[0]


def test_a_claim_waits_for_later_passes(team: Office) -> None:
    """A cause alone resolves nothing; a later pass under the policy does."""
    rate(team, ADA, 2)
    resolve(team)
    claimed = team.only_finding()
    assert claimed.state is State.CLAIMED
    assert claimed.passes_needed == 1
    assert claimed.next_commands[-1] == "gonogo assess eris --policy rehearsal"


def test_later_passes_resolve(team: Office) -> None:
    """What the policy asks for resolves it, and then it is nobody's turn."""
    team.observe(nodes_agree="failed")
    assert team.findings()[1].is_open

    team.observe(nodes_agree="passed")

    view = team.findings()[1]
    assert view.state is State.RESOLVED
    assert (view.turn, view.next_commands) == ("nobody", ())


def test_failing_again_makes_a_claim_void(team: Office) -> None:
    """Claimed fixed, still failing: it is said, and the cause is asked for anew."""
    rate(team, ADA, 2)
    resolve(team)
    team.observe(block_rate="failed")

    view = team.findings()[0]
    assert view.state is State.STILL_FAILING
    assert view.is_open
    assert any("finding resolve" in each for each in view.next_commands)


def test_a_claim_without_anything_that_asks_needs_somebody_else(team: Office) -> None:
    """Where no requirement asks, no pass can show that it is gone."""
    reported = add(team)
    named = reported.id
    claim = team.sign(
        CAROL, ActKind.RESOLUTION, lambda desk: resolving(desk, named, "a typo", "fixed")
    ).act

    def found() -> State:
        return next(v for v in team.findings() if v.finding.id == named).state

    assert found() is State.CLAIMED
    team.endorse(ADA, claim)
    assert found() is State.RESOLVED


def test_what_a_person_reports_is_about_the_last_deployment(team: Office) -> None:
    """It names deployment and candidate as the last run recorded them."""
    (seen,) = team.observe(genesis="0x2", balances="passed")
    reported = add(team, chain=CHAIN, requirement="balances", description="a\nb", team="proofs")

    view = next(each for each in team.findings() if each.finding.id == reported.id)
    assert view.finding.deployment == seen.deployment
    assert view.finding.requirement == "balances"
    assert view.finding.owning_team == "proofs"
    assert view.state is State.UNRATED


@pytest.mark.parametrize(
    ("given", "error", "told"),
    [
        ({"network": "eriss"}, UnknownNetworkError, "did you mean 'eris'"),
        ({"network": "../etc"}, UnknownNetworkError, "no network"),
        ({"chain": "eris-2"}, UnknownNameError, "did you mean 'eris-1'"),
        ({"requirement": "balance"}, UnknownNameError, "did you mean 'balances'"),
        ({"team": "proof"}, UnknownNameError, "did you mean 'proofs'"),
        ({"deployment": "abcdef12"}, UnknownNameError, "deployment"),
        ({"title": "two\nlines"}, TextError, "one line"),
        ({"title": "x" * 300}, TextError, "300 characters"),
        ({"title": "\x1b[31mred"}, TextError, "U\\+001B"),
        ({"description": "x" * 1_000_000}, TextError, "1000000 characters"),
        ({"tracker": "javascript:x"}, TextError, "no web address"),
    ],
)
def test_a_report_with_a_mistake_is_not_signed(
    team: Office, given: dict[str, object], error: type[GonogoError], told: str
) -> None:
    """What is misspelt is told with the nearest, and the record stays as it was."""
    before = team.acts()

    with pytest.raises(error, match=told):
        add(team, **given)

    assert team.acts() == before


def test_nothing_is_reported_where_nothing_was_observed(tmp_path: Path) -> None:
    """Without a deployment on record a finding would be about nothing."""
    team = office(tmp_path)
    (team.project.local / "networks" / NET).mkdir(parents=True)

    with pytest.raises(NothingRecordedError, match="no deployment of eris"):
        add(team)


def test_a_machine_reports_nothing_by_this_way_that_people_are_asked_for(team: Office) -> None:
    """A runner may sign a finding; a stranger may not."""
    add(team, LAB)
    with pytest.raises(NotAllowedError, match="it takes person or runner"):
        add(team, EVE)
