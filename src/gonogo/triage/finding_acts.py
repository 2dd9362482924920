"""Acts about findings, put together from what a person said: each as a `Compose`.

What is refused here would count for nothing, or would not do what its signer means it
to do: a plan whose drill failed, a duplicate of itself, a rating of what nobody knows.
What would count and merely waits for somebody else is told, not refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gonogo import digest
from gonogo.findings import Severity, severity_text
from gonogo.people import ActKind
from gonogo.project import (
    Compose,
    Desk,
    Draft,
    Signed,
    coming_day,
    optional_text,
    required_line,
    required_text,
    web_address,
)
from gonogo.record import (
    FindingBody,
    PlanBody,
    RatingBody,
    ResolutionBody,
)
from gonogo.triage.drills import drill_named
from gonogo.triage.finding_view import FindingView, State, find_finding
from gonogo.triage.finding_words import finding_rows, given_rows
from gonogo.triage.looking import look_at
from gonogo.triage.outlook import Outlook
from gonogo.triage.owners import owner_named, team_named


@dataclass(frozen=True)
class Report:
    """What somebody says is wrong with a network."""

    network: str
    title: str
    description: str = ""
    requirement: str | None = None
    chain: str | None = None
    severity: Severity | None = None
    impact: str | None = None
    team: str | None = None
    tracker: str | None = None
    deployment: str | None = None
    policy: str | None = None


@dataclass(frozen=True)
class PlanAsked:
    """How a finding is to be lived with."""

    owner: str
    due: str
    text: str
    drill: str | None = None
    no_drill_because: str | None = None


def adding(desk: Desk, asked: Report) -> Compose:
    """Return what puts together a finding that a person reports."""

    def compose(signed: Signed) -> Draft:
        seen = look_at(
            desk, asked.network, signed=signed, policy=asked.policy, deployment=asked.deployment
        )
        deployed = seen.present()
        if asked.requirement is not None:
            seen.requirements(asked.requirement)
        body = FindingBody(
            network=seen.network,
            deployment=deployed.digest,
            candidate=deployed.candidate,
            chain=seen.chain(asked.chain),
            requirement=asked.requirement,
            title=required_line(asked.title, "the title"),
            description=asked.description and required_text(asked.description, "the description"),
            impact=optional_text(asked.impact, "the impact"),
            severity=asked.severity,
            owning_team=team_named(signed, asked.team),
            tracker_url=None if asked.tracker is None else web_address(asked.tracker),
        )
        shown = (
            ("network", seen.network),
            ("title", body.title),
            *given_rows("description", body.description or None),
            ("deployment", _deployed(seen)),
            *given_rows("chain", body.chain),
            *given_rows("requirement", body.requirement),
            *given_rows(
                "severity", None if asked.severity is None else severity_text(asked.severity)
            ),
            *given_rows("on mainnet", body.impact),
            *given_rows("team", body.owning_team),
            *given_rows("tracker", body.tracker_url),
        )
        return Draft(ActKind.FINDING, body, shown, beside=deployed.last_seen)

    return compose


def rating(desk: Desk, name: str, severity: Severity, impact: str, reason: str) -> Compose:
    """Return what puts together a rating; a lower one waits for a second person."""

    def compose(signed: Signed) -> Draft:
        view = find_finding(desk, name, signed=signed)
        before = view.own_severity
        body = RatingBody(
            finding=view.finding.id,
            severity=int(severity),
            impact=required_text(impact, "the impact"),
            reason=required_text(reason, "the reason"),
        )
        shown = (
            *finding_rows(view),
            ("severity", _step(before, severity)),
            ("on mainnet", body.impact),
            ("because", body.reason),
        )
        warnings = () if before is None or severity <= before else (_LOWERING,)
        return Draft(ActKind.RATING, body, shown, (*warnings, *_if_resolved(view)))

    return compose


_LOWERING = (
    "This is less grave than what stands. It changes nothing until a second person of platforms"
    " agrees to it: gonogo endorse ACT, with the act that is named below."
)


def planning(desk: Desk, name: str, asked: PlanAsked) -> Compose:
    """Return what puts together a plan, whose drill passed or which says why there is none."""

    def compose(signed: Signed) -> Draft:
        view = find_finding(desk, name, signed=signed)
        drill = None if asked.drill is None else drill_named(view.outlook, asked.drill)
        body = PlanBody(
            finding=view.finding.id,
            owner=owner_named(signed, asked.owner),
            due=coming_day(asked.due, "the due date", desk.clock),
            text=required_text(asked.text, "the plan"),
            drill=None if drill is None else drill.digest,
            no_drill_because=optional_text(asked.no_drill_because, "the reason for no drill"),
        )
        shown = (
            *finding_rows(view),
            ("owner", body.owner),
            ("due", str(body.due)),
            ("plan", body.text),
            *given_rows("drill", None if drill is None else drill.told),
            *given_rows("no drill", body.no_drill_because),
        )
        return Draft(ActKind.PLAN, body, shown, tuple(_plan_warnings(view)))

    return compose


def resolving(desk: Desk, name: str, cause: str, fix: str) -> Compose:
    """Return what puts together the claim that a finding is mended."""

    def compose(signed: Signed) -> Draft:
        view = find_finding(desk, name, signed=signed)
        body = ResolutionBody(
            finding=view.finding.id,
            cause=required_text(cause, "the cause"),
            fix=required_text(fix, "the fix"),
        )
        shown = (*finding_rows(view), ("cause", body.cause), ("fix", body.fix))
        return Draft(ActKind.RESOLUTION, body, shown, tuple(_if_resolved(view)))

    return compose


def _step(before: Severity | None, after: Severity) -> str:
    told = severity_text(after)
    return told if before is None else f"{told}; before: {severity_text(before)}"


def _deployed(seen: Outlook) -> str:
    deployed = seen.present()
    return f"{digest.digits(deployed.digest)} of candidate {digest.digits(deployed.candidate)}"


def _if_resolved(view: FindingView) -> Iterator[str]:
    if view.state is State.RESOLVED:
        yield "It is resolved already; this changes nothing unless it opens again."


def _plan_warnings(view: FindingView) -> Iterator[str]:
    severity = view.severity
    if severity in (Severity.SEV0, Severity.SEV1):
        yield f"A plan excuses no SEV {severity.value}: it blocks until it is resolved."
    yield from _if_resolved(view)
