"""What to do next: must, should, could."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gonogo.readiness import Answer, Reason, RequirementAnswer, Verdict
from gonogo.report import ReleaseReport
from gonogo.report.advice import SOON, recommendations
from gonogo.report.authority import Afterwards
from gonogo.report.deadlines import Deadline
from gonogo.report.nearness import NearLimit
from gonogo.report.release_entries import BreakGlassEntry
from gonogo.report.untested import Untested
from tests.unit.report import releases, samples
from tests.unit.report.listed import ADA, HOUR, NOW, PLAN, authority, finding, waiver


def advice(report: ReleaseReport, urgency: str) -> str:
    return " ".join(each.text for each in report.recommendations if each.urgency == urgency)


def test_recommendations_say_what_must_and_what_should_be_done() -> None:
    """What blocks, what ends, what is due and what was nearly missed."""
    report = releases.conditional()

    assert "Meet what is waived before" in advice(report, "should")
    assert "Carry out the plan of fred, due on 2026-11-04" in advice(report, "should")
    assert "longest stall: 9.1 s of at most 10 s" in advice(report, "could")
    assert "Do not act on this decision (revoked)" in advice(releases.revoked(), "must")
    assert "Look into incident-drill." in advice(releases.hold(), "must")


TAKEN_BACK = Afterwards("revoked", ADA, "no", takes_force=True)
NOTHING: dict[str, Any] = {
    "authority": None,
    "findings": (),
    "waivers": (),
    "break_glasses": (),
    "deadlines": (),
    "near": (),
    "untested": (),
    "now": NOW,
}


def advised(
    *answers: RequirementAnswer, reasons: tuple[Reason, ...] = (), **given: Any
) -> set[str]:
    """Return what is said, each with its urgency before it."""
    decision = samples.decision(answers or (samples.answer(0),), reasons=reasons)
    found = recommendations(decision, **(NOTHING | given))
    return {f"{each.urgency}: {each.text} {' '.join(each.about)}".strip() for each in found}


def test_a_go_that_nobody_signed_asks_for_a_signature() -> None:
    """And one that is no go does not: first it must become one."""
    unmet = samples.answer(1, Answer.UNMET)

    (signing,) = advised()
    assert signing.startswith("should: Let the Platforms team decide")
    assert not any("Let the Platforms team" in text for text in advised(unmet))


def test_a_decision_that_stands_asks_for_nothing() -> None:
    """Nobody is kept busy without need."""
    assert advised(authority=authority()) == set()


def test_a_decision_that_fell_must_not_be_acted_on() -> None:
    """Every reason is told, in single words."""
    fallen = authority(TAKEN_BACK, valid_until=NOW)

    assert advised(authority=fallen) == {
        "must: Do not act on this decision (revoked, expired); decide again."
    }


def test_what_is_not_met_must_be_mended_the_worst_first_and_told_once() -> None:
    """Two requirements with one remedy are one thing to do."""
    alike = [replace(samples.answer(n, Answer.UNKNOWN), remedy="Look again.") for n in (1, 2)]
    unmet = replace(samples.answer(3, Answer.UNMET), remedy="Mend it.")

    decision = samples.decision((*alike, unmet))
    found = recommendations(decision, **(NOTHING | {"authority": authority()}))

    assert [each.text for each in found] == ["Mend it.", "Look again."]
    assert found[1].about == (alike[0].requirement, alike[1].requirement)


@pytest.mark.parametrize(
    ("verdict", "is_told"),
    [
        (Verdict.NO_GO, True),
        (Verdict.HOLD, True),
        (Verdict.CONDITIONAL, False),
        (Verdict.GO, False),
    ],
)
def test_a_reason_must_be_removed_where_it_keeps_the_verdict_from_a_go(
    verdict: Verdict, *, is_told: bool
) -> None:
    """What only makes it conditional is lived with."""
    reason = Reason("drift", verdict, "It moved.", remedy="Deploy again.")

    told = advised(reasons=(reason,), authority=authority())

    assert told == ({"must: Deploy again. drift"} if is_told else set())


def test_only_a_waiver_in_force_and_a_plan_that_is_kept_ask_for_something() -> None:
    """What is over excuses nothing, so there is nothing to keep in mind."""
    over = waiver(state="over"), finding(state="resolved"), finding(plan=None)
    late = finding(plan=replace(PLAN, state="past due"))

    assert advised(authority=authority(), waivers=over[:1], findings=(*over[1:], late)) == set()
    told = advised(authority=authority(), waivers=(waiver(),), findings=(finding(),))
    assert {text.split()[1] for text in told} == {"Meet", "Carry"}


@pytest.mark.parametrize(
    ("left", "is_over", "is_told"),
    [(SOON, False, True), (SOON + HOUR, False, False), (-HOUR, True, False)],
)
def test_what_ends_soon_is_told(left: timedelta, *, is_over: bool, is_told: bool) -> None:
    """Three days before, and not once it is over: that is told elsewhere."""
    ending = Deadline(NOW + left, "the waiver ends", is_over)

    told = advised(authority=authority(), deadlines=(ending,))

    assert any("Soon, on " in text for text in told) is is_told


def test_what_does_not_apply_should_be_looked_at() -> None:
    """An inventory that leaves something out makes requirements vanish; nothing else does."""
    absent = Untested("not applicable", "proposer", "T", "bench-901", "")
    other = Untested("stale", "peers", "T", "bench-901", "")

    told = advised(authority=authority(), untested=(absent, absent, other))

    assert told == {
        "could: Make sure that the network really lacks what its inventory does not list. proposer"
    }


def test_the_most_urgent_comes_first() -> None:
    """Whoever reads only one line reads the right one."""
    decision = samples.decision((samples.answer(1, Answer.UNMET),))
    near = NearLimit("peers", "T", "bench-901", "stall", 9.0, 10.0, "s", 90.0)
    glass = BreakGlassEntry("act-9", "READINESS_ALPHANET_BREAKGLASS", "By Gina.")

    found = recommendations(
        decision,
        **(NOTHING | {"near": (near,), "waivers": (waiver(),), "break_glasses": (glass,)}),
    )

    urgencies = [each.urgency for each in found]
    assert urgencies == ["must", "must", "should", "could"]
    assert found[0].text.startswith("Close the break-glass")


def test_what_has_no_remedy_is_no_advice() -> None:
    """An empty line helps nobody; what it is about stands in the report."""
    silent = replace(samples.answer(1, Answer.UNMET), remedy="")
    reason = Reason("drift", Verdict.NO_GO, "It moved.")

    assert advised(silent, reasons=(reason,), authority=authority()) == set()
