"""Waivers: one requirement of one deployment for a time, and never what must hold."""

from pathlib import Path

import pytest

from gonogo.errors import GonogoError
from gonogo.findings import Severity
from gonogo.people import ActKind
from gonogo.project import (
    ChangedMeanwhileError,
    NotAllowedError,
    RefusedError,
    TextError,
    UnknownNetworkError,
)
from gonogo.readiness import Answer
from gonogo.record import Act
from gonogo.triage.finding_acts import rating
from gonogo.triage.looking import look_at
from gonogo.triage.outlook import UnknownNameError
from gonogo.triage.waiving import WaiverAsked, waive, waivers
from tests.unit.steps.founders import ADA, BOB, CAROL, Founder
from tests.unit.triage.desks import CHAIN, LAB, NET, RITA, SAM, Office, office

SOON = "2026-01-01T12:00:00Z"


@pytest.fixture
def team(tmp_path: Path) -> Office:
    made = office(tmp_path)
    made.observe(block_rate="failed", balances="passed")
    return made


def sign(team: Office, who: Founder = ADA, /, **given: str | None) -> Act:
    words: dict[str, str | None] = {
        "requirement": "block-rate",
        "network": NET,
        "until": SOON,
        "reason": "the rate is read by hand until then",
    }
    asked = WaiverAsked(**{**words, **given})  # type: ignore[arg-type]  # Texts or None.
    return team.sign(who, ActKind.WAIVER, lambda desk: waive(desk, asked)).act


def rate(team: Office, severity: Severity) -> None:
    named = team.only_finding().finding.id
    team.sign(ADA, ActKind.RATING, lambda desk: rating(desk, named, severity, "all", "so"))


def answer(team: Office, requirement: str = "block-rate") -> Answer:
    decision = look_at(team.desk(ADA), NET).decision
    assert decision is not None
    return next(each.answer for each in decision.answers if each.requirement == requirement)


def test_a_waiver_makes_it_conditional_and_is_listed(team: Office) -> None:
    """It excuses what failed, for the deployment that was recorded last."""
    signed = sign(team)

    (listed,) = waivers(team.desk(BOB), NET)
    assert answer(team) is Answer.CONDITIONAL
    assert (listed.act.id, listed.by, listed.why_not) == (signed.id, "ada", None)


def test_a_waiver_ends(team: Office) -> None:
    """After its last moment it excuses nothing, and the list says so."""
    sign(team)
    team.wait(13 * 3600)

    (listed,) = waivers(team.desk(ADA))
    assert answer(team) is Answer.UNMET
    assert listed.why_not == "it ended on 2026-01-01 12:00 UTC"


def test_a_waiver_of_an_earlier_deployment_excuses_nothing(team: Office) -> None:
    """Deployed anew, everything is open again; it can still be named, and excuses only that."""
    earlier = look_at(team.desk(ADA), NET).present().digest
    sign(team)
    team.observe(genesis="0x2", balances="passed")
    sign(team, deployment=earlier[:20])

    assert answer(team) is Answer.UNMET
    listed = waivers(team.desk(ADA), NET)
    assert {each.why_not for each in listed} == {"the network was deployed anew since"}


def test_the_last_deployment_is_the_one_that_was_seen_last(team: Office) -> None:
    """Going back to a former deployment makes that the present one."""
    first = look_at(team.desk(ADA), NET).present().digest
    team.observe(genesis="0x2", balances="passed")
    second = look_at(team.desk(ADA), NET).present().digest
    team.observe(genesis="0x1", balances="passed")

    assert first != second
    assert look_at(team.desk(ADA), NET).present().digest == first


@pytest.mark.parametrize("requirement", ["safe-head-advances", "nodes-agree"])
def test_an_invariant_is_never_waived(team: Office, requirement: str) -> None:
    """It is refused before anything is signed."""
    before = team.acts()

    with pytest.raises(RefusedError, match="invariant"):
        sign(team, requirement=requirement)

    assert team.acts() == before


@pytest.mark.parametrize("severity", [Severity.SEV0, Severity.SEV1])
def test_a_grave_finding_is_never_waived(team: Office, severity: Severity) -> None:
    """Whether the waiver names a chain or not."""
    rate(team, severity)

    for chain in (None, CHAIN):
        with pytest.raises(RefusedError, match=f"is SEV {severity}"):
            sign(team, chain=chain)


def test_a_lower_rating_that_waits_makes_no_waiver_possible(team: Office) -> None:
    """Nobody lowers a SEV 1 alone and then waives it."""
    for severity in (Severity.SEV1, Severity.SEV3):
        rate(team, severity)

    with pytest.raises(RefusedError, match="is SEV 1"):
        sign(team)


def test_an_unrated_finding_is_warned_of(team: Office) -> None:
    """It holds, waiver or not."""
    desk = team.desk(ADA)
    asked = WaiverAsked("block-rate", NET, SOON, "why")

    draft = desk.prepare(ActKind.WAIVER, waive(desk, asked)).draft

    assert "not rated" in draft.warnings[0]


@pytest.mark.parametrize(
    ("given", "error", "told"),
    [
        ({"requirement": "block-rates"}, UnknownNameError, "did you mean 'block-rate'"),
        ({"requirement": "list"}, UnknownNameError, "requirement"),
        ({"network": "erys"}, UnknownNetworkError, "did you mean 'eris'"),
        ({"chain": "eris-9"}, UnknownNameError, "did you mean 'eris-1'"),
        ({"until": "2025-12-31"}, TextError, "is past"),
        ({"until": "2026-01-01"}, TextError, "is past"),
        ({"until": "2026-01-01T12:00:00"}, TextError, "cannot be read"),
        ({"until": "2026-01-01T12:00:00+01:00"}, TextError, "cannot be read"),
        ({"until": "2026-02-30"}, TextError, "no such day"),
        ({"until": "soon\x1b[2J"}, TextError, "soon\\\\x1b"),
        ({"until": "2026-01-03"}, RefusedError, "at most 1 day"),
        ({"until": "9999-12-31"}, RefusedError, "at most 1 day"),
        ({"reason": " "}, TextError, "empty"),
        ({"reason": "a\x1b]0;x\x07"}, TextError, "U\\+001B"),
        ({"reason": "x" * 1_000_000}, TextError, "1000000"),
        ({"deployment": "ffffff"}, UnknownNameError, "deployment"),
        ({"policy": "promote:alphanets"}, GonogoError, "promote:alphanets"),
    ],
)
def test_a_waiver_with_a_mistake_is_not_signed(
    team: Office, given: dict[str, str], error: type[GonogoError], told: str
) -> None:
    """What is misspelt is told with the nearest, and the record stays as it was."""
    before = team.acts()

    with pytest.raises(error, match=told):
        sign(team, **given)

    assert team.acts() == before


@pytest.mark.parametrize("who", [CAROL, RITA, SAM, LAB])
def test_only_platforms_waives(team: Office, who: Founder) -> None:
    """Nobody else can, and it says who."""
    with pytest.raises(NotAllowedError) as refused:
        sign(team, who)

    assert refused.value.hint == "Ask ada, bob."


def test_another_network_has_waivers_of_its_own(team: Office) -> None:
    """What was waived on one network is no matter of another."""
    team.observe(network="styx", block_rate="failed")
    sign(team)

    assert waivers(team.desk(ADA), "styx") == ()
    assert len(waivers(team.desk(ADA))) == 1
    with pytest.raises(UnknownNetworkError):
        waivers(team.desk(ADA), "nix")


def test_a_run_that_ends_while_somebody_is_asked_stops_nobody(team: Office) -> None:
    """A network that is watched is seen again and again; only another deployment matters."""
    desk = team.desk(ADA)
    asked = WaiverAsked("balances", NET, SOON, "why")
    first = desk.prepare(ActKind.WAIVER, waive(desk, asked))
    team.observe(balances="passed")
    first.sign()
    second = desk.prepare(ActKind.WAIVER, waive(desk, asked))
    team.observe(genesis="0x2", balances="passed")

    with pytest.raises(ChangedMeanwhileError):
        second.sign()
