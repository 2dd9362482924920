"""What to do next, computed from what is known: must, should, could.

Nothing here judges. What must be done is what keeps the verdict from being a go; what
should be done is what makes it worth less soon; what could be done is what was nearly
missed. A sentence that many requirements share is told once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from gonogo.readiness import Answer, Decision, Verdict
from gonogo.report.authority import Authority
from gonogo.report.deadlines import Deadline
from gonogo.report.nearness import NearLimit
from gonogo.report.quantity import moment, quantity
from gonogo.report.release_entries import BreakGlassEntry, FindingEntry, WaiverEntry
from gonogo.report.untested import Untested

MUST, SHOULD, COULD = "must", "should", "could"

SOON = timedelta(days=3)
"""How long before something expires it is told that it does."""


@dataclass(frozen=True)
class Recommendation:
    """What to do, or to watch."""

    urgency: str
    """`must` before it can be a go, `should` while it stands, `could` when there is time."""
    text: str
    about: tuple[str, ...] = ()
    """Requirements or findings."""


def recommendations(  # noqa: PLR0913 - one argument for each thing that advice is taken from
    decision: Decision,
    *,
    authority: Authority | None,
    findings: Iterable[FindingEntry],
    waivers: Iterable[WaiverEntry],
    break_glasses: Iterable[BreakGlassEntry],
    deadlines: Iterable[Deadline],
    near: Iterable[NearLimit],
    untested: Iterable[Untested],
    now: datetime,
) -> tuple[Recommendation, ...]:
    """Return what to do, the most urgent first."""
    given = [
        *_of_authority(authority, decision, now),
        *_of_break_glasses(break_glasses),
        *_of_reasons(decision),
        *_of_answers(decision),
        *_of_waivers(waivers),
        *_of_plans(findings),
        *_of_deadlines(deadlines, now),
        *_of_untested(untested),
        *_of_near(near),
    ]
    order = (MUST, SHOULD, COULD)
    return tuple(sorted(_told_once(given), key=lambda each: order.index(each.urgency)))


def _told_once(given: Iterable[Recommendation]) -> list[Recommendation]:
    about: dict[tuple[str, str], list[str]] = {}
    for each in given:
        about.setdefault((each.urgency, each.text), []).extend(each.about)
    return [
        Recommendation(urgency, text, tuple(dict.fromkeys(names)))
        for (urgency, text), names in about.items()
    ]


def _of_authority(
    authority: Authority | None, decision: Decision, now: datetime
) -> Iterator[Recommendation]:
    if authority is None:
        if decision.verdict in (Verdict.GO, Verdict.CONDITIONAL):
            yield Recommendation(
                SHOULD, "Let the Platforms team decide: until somebody signs, nobody may act on it."
            )
        return
    if failings := authority.failings(now):
        yield Recommendation(
            MUST, f"Do not act on this decision ({', '.join(failings)}); decide again."
        )


def _of_break_glasses(opened: Iterable[BreakGlassEntry]) -> Iterator[Recommendation]:
    for each in opened:
        yield Recommendation(MUST, "Close the break-glass with its retrospective.", (each.act,))


def _of_reasons(decision: Decision) -> Iterator[Recommendation]:
    for reason in decision.reasons:
        if reason.remedy and reason.verdict in (Verdict.HOLD, Verdict.NO_GO):
            yield Recommendation(MUST, reason.remedy, (reason.about,))


def _of_answers(decision: Decision) -> Iterator[Recommendation]:
    # What failed comes before what nobody knows: that it must be mended is certain.
    for answer in (Answer.UNMET, Answer.UNKNOWN):
        for given in decision.answers:
            if given.answer is answer and given.remedy:
                yield Recommendation(MUST, given.remedy, (given.requirement,))


def _of_waivers(waivers: Iterable[WaiverEntry]) -> Iterator[Recommendation]:
    for waiver in waivers:
        if waiver.state == "in force":
            text = f"Meet what is waived before the waiver ends on {moment(waiver.until)}."
            yield Recommendation(SHOULD, text, (waiver.requirement,))


def _of_plans(findings: Iterable[FindingEntry]) -> Iterator[Recommendation]:
    for finding in findings:
        plan = finding.plan
        if plan is not None and plan.state == "accepted" and finding.state == "open":
            text = f"Carry out the plan of {plan.owner}, due on {plan.due}: {plan.text}"
            yield Recommendation(SHOULD, text, (finding.title,))


def _of_deadlines(deadlines: Iterable[Deadline], now: datetime) -> Iterator[Recommendation]:
    for each in deadlines:
        if not each.is_over and each.at - now <= SOON:
            yield Recommendation(SHOULD, f"Soon, on {moment(each.at)}: {each.what}.")


def _of_untested(untested: Iterable[Untested]) -> Iterator[Recommendation]:
    absent = [each.requirement for each in untested if each.kind == "not applicable"]
    if absent:
        yield Recommendation(
            COULD,
            "Make sure that the network really lacks what its inventory does not list.",
            tuple(dict.fromkeys(absent)),
        )


def _of_near(near: Iterable[NearLimit]) -> Iterator[Recommendation]:
    for each in near:
        value, limit = quantity(each.value, each.unit), quantity(each.limit, each.unit)
        yield Recommendation(
            COULD,
            f"Look at {each.figure}: {value} of at most {limit} on {each.chain},"
            " which was nearly missed.",
            (each.requirement,),
        )
