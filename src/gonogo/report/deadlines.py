"""What expires, and when: the decision, waivers, plans, and the passes it rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from gonogo.evidence import Evidence
from gonogo.readiness import Answer, Policy, RequirementAnswer
from gonogo.report.authority import Authority
from gonogo.report.quantity import moment
from gonogo.report.release_entries import FindingEntry, WaiverEntry


@dataclass(frozen=True)
class Deadline:
    """A moment from which the decision, or what it rests on, is worth less."""

    at: datetime
    what: str
    is_over: bool


def deadlines(  # noqa: PLR0913 - one argument for each thing that expires
    *,
    authority: Authority | None,
    waivers: Iterable[WaiverEntry],
    findings: Iterable[FindingEntry],
    answers: Iterable[RequirementAnswer],
    policy: Policy,
    evidence: Mapping[str, Evidence],
    now: datetime,
) -> tuple[Deadline, ...]:
    """Return every moment from which this is worth less, the next first."""
    found = [
        *_of_authority(authority),
        *_of_waivers(waivers),
        *_of_plans(findings),
        *_of_freshness(answers, policy, evidence),
    ]
    return tuple(Deadline(at, what, now >= at) for at, what in sorted(found))


_Ending = tuple[datetime, str]


def _of_authority(authority: Authority | None) -> Iterator[_Ending]:
    if authority is not None:
        yield authority.valid_until, "the decision expires; nobody may act on it afterwards"


def _of_waivers(waivers: Iterable[WaiverEntry]) -> Iterator[_Ending]:
    for waiver in waivers:
        if waiver.state == "in force":
            where = f" on {waiver.chain}" if waiver.chain else ""
            yield waiver.until, f"the waiver of {waiver.requirement}{where} by {waiver.by} ends"


def _of_plans(findings: Iterable[FindingEntry]) -> Iterator[_Ending]:
    for finding in findings:
        plan = finding.plan
        if plan is not None and plan.state == "accepted" and finding.state == "open":
            # The last day on which it is a plan is whole.
            over = datetime.combine(plan.due + timedelta(days=1), time(), tzinfo=UTC)
            yield over, f"the plan of {plan.owner} for “{finding.title}” is past due"


def _of_freshness(
    answers: Iterable[RequirementAnswer], policy: Policy, evidence: Mapping[str, Evidence]
) -> Iterator[_Ending]:
    """Yield when the first of the passes becomes too old."""
    freshness = {each.id: each.freshness_seconds for each in policy.requirements}
    met = [given for given in answers if given.answer is Answer.MET and given.evidence]
    stale = sorted(
        max(evidence[name].window.ended_at for name in given.evidence)
        + timedelta(seconds=freshness.get(given.requirement, 0.0))
        for given in met
        if all(name in evidence for name in given.evidence)
    )
    if len(stale) == 1:
        yield stale[0], "the pass of 1 requirement is too old"
    elif stale:
        # One line, not hundreds: each pass ends at a second of its own.
        last = "" if stale[-1] == stale[0] else f" the first, the last on {moment(stale[-1])}"
        yield stale[0], f"the passes of {len(stale)} requirements are too old{last and ','}{last}"
