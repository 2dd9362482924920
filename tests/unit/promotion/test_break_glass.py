"""Break-glass: what it permits, how long it is shown, and that it is never a pass."""

from datetime import timedelta
from typing import Any

import pytest

from gonogo.networks import Stage
from gonogo.people import ActKind
from gonogo.promotion import (
    NoReasonError,
    TimeOverError,
    break_glass_body,
    break_glass_closed_body,
    break_glass_level,
    forced_step_body,
    may_force,
    open_break_glasses,
)
from gonogo.record import BreakGlassClosedBody
from tests.simulator.signed_record import example_people
from tests.unit.promotion.example import DAYS, Process, named, wanted


def refused(process: Process, act: str, **asked: Any) -> list[str]:
    """Return the codes of why a break-glass does not permit the usual step now."""
    return [each.code for each in may_force(act, wanted(**asked), process.counted(), process.now)]


def test_an_open_break_glass_permits_its_step() -> None:
    """Whoever holds the key opens the gate for one step."""
    process = Process()

    assert refused(process, process.break_glass().id) == []


@pytest.mark.parametrize("name", ["ada", "cora", "fred", "lab-1", "stranger"])
def test_only_its_own_key_opens_it(name: str) -> None:
    """Not even Platforms force the gate with the keys with which they decide."""
    process = Process()

    assert refused(process, process.break_glass(by=name).id) == ["not_open"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"transition": "promote:betanet"}, "not_this_transition"),
        ({"transition": "publish:alphanet"}, "not_this_transition"),
        ({"deployment": named("other")}, "not_this_deployment"),
        ({"candidate": named("other")}, "not_this_candidate"),
        ({"network": "beta"}, "not_open"),
    ],
)
def test_it_permits_nothing_else(asked: dict[str, Any], code: str) -> None:
    """One transition of one deployment of one candidate."""
    process = Process()

    assert refused(process, process.break_glass().id, **asked) == [code]


def test_it_permits_one_step_only() -> None:
    """The step that it was opened for is made once."""
    process = Process()
    opened = process.break_glass()
    found = open_break_glasses(process.counted().acts, "alpha")[0]
    process.sign(ActKind.PROMOTION, forced_step_body(found, wanted()), by="cora")

    assert refused(process, opened.id) == ["used"]


def test_it_permits_nothing_when_its_time_is_over() -> None:
    """It is shown all the same, until somebody looks back on it."""
    process = Process()
    opened = process.break_glass(until=process.now + DAYS)
    process.now += DAYS - timedelta(minutes=1)
    shortly = timedelta(seconds=1)

    before = may_force(opened.id, wanted(), process.counted(), process.now - shortly)
    codes = refused(process, opened.id)
    shown = open_break_glasses(process.counted().acts, "alpha")

    assert before == ()
    assert codes == ["expired"]
    assert [each.act for each in shown] == [opened.id]
    assert "over since" in shown[0].sentence(process.now, example_people())


def test_it_permits_nothing_before_it_was_opened() -> None:
    """Clocks differ a little, and the record lets them; a step waits."""
    process = Process()
    opened = process.break_glass()
    early = process.now - timedelta(minutes=1)

    found = may_force(opened.id, wanted(), process.counted(), early)

    assert [each.code for each in found] == ["not_yet_valid"]


def test_closing_it_ends_it() -> None:
    """With its retrospective it is no longer shown, and permits nothing."""
    process = Process()
    opened = process.break_glass()
    body = break_glass_closed_body(opened.id, "the fix went out; the check was flaky")
    process.sign(ActKind.BREAK_GLASS_CLOSED, body, by="ada")

    assert refused(process, opened.id) == ["not_open"]
    assert open_break_glasses(process.counted().acts, "alpha") == ()


@pytest.mark.parametrize("name", ["gina", "cora", "fred", "stranger"])
def test_nobody_else_closes_it(name: str) -> None:
    """Whoever broke the glass does not close the case."""
    process = Process()
    opened = process.break_glass()
    process.sign(ActKind.BREAK_GLASS_CLOSED, BreakGlassClosedBody(opened.id, "fine"), by=name)

    assert len(open_break_glasses(process.counted().acts, "alpha")) == 1


def test_closing_another_one_does_not_end_it() -> None:
    """Each is closed by itself."""
    process = Process()
    opened = process.break_glass()
    other = process.break_glass(reason="something else")
    process.sign(ActKind.BREAK_GLASS_CLOSED, BreakGlassClosedBody(other.id, "fine"), by="ada")

    assert [each.act for each in open_break_glasses(process.counted().acts, "alpha")] == [opened.id]


def test_the_sentence_says_all_that_must_be_seen() -> None:
    """Level, step, network, who, since when, until when, why, and whether it was used."""
    process = Process()
    process.break_glass()
    (opened,) = open_break_glasses(process.counted().acts, "alpha")

    sentence = opened.sentence(process.now, example_people())

    assert sentence == (
        "BREAK-GLASS READINESS_ALPHANET_BREAKGLASS: gina opened promote:alphanet of alpha by force"
        " on 2026-11-01 12:04 UTC, until 2026-11-02 12:03 UTC, not used: the security fix cannot"
        f" wait (no pass for any feature; {opened.act} is open until its retrospective is recorded)"
    )


def test_each_network_shows_its_own() -> None:
    """What is open on one network is not shown on another."""
    process = Process()
    process.break_glass()

    assert open_break_glasses(process.counted().acts, "beta") == ()


@pytest.mark.parametrize(
    ("transition", "level"),
    [
        ("promote:betanet", "READINESS_BETANET_BREAKGLASS"),
        ("publish:testnet", "READINESS_TESTNET_BREAKGLASS"),
        ("rehearsal", "READINESS_REHEARSAL_BREAKGLASS"),
    ],
)
def test_its_level_is_its_own(transition: str, level: str) -> None:
    """No policy's level ends as this one does."""
    assert break_glass_level(transition) == level


def test_it_needs_a_reason_and_a_time() -> None:
    """Nobody opens it for nothing, or for no time."""
    now = Process().now

    with pytest.raises(NoReasonError):
        break_glass_body(wanted(), reason=" … ", until=now + DAYS, now=now)
    with pytest.raises(TimeOverError):
        break_glass_body(wanted(), reason="a fix", until=now, now=now)
    with pytest.raises(NoReasonError):
        break_glass_closed_body(named("one"), "")
    body = break_glass_body(wanted(), reason=" a fix ", until=now + timedelta(hours=1), now=now)
    assert (body.reason, body.network) == ("a fix", "alpha")


def test_a_forced_step_names_the_break_glass() -> None:
    """What rests on no decision says so in the place of the decision."""
    process = Process()
    opened = process.break_glass()
    (found,) = open_break_glasses(process.counted().acts, "alpha")

    body = forced_step_body(found, wanted(stage=Stage.ALPHANET))

    assert body.determination == opened.id
