"""Acts about findings, put together from what a person said: each as a `Compose`.

What is refused here would count for nothing, or would not do what its signer means it
to do: a plan whose drill failed, a duplicate of itself, a rating of what nobody knows.
What would count and merely waits for somebody else is told, not refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gonogo.findings import SEVERITY_NAMES, Severity
from gonogo.people import ActKind
from gonogo.project import (
    Compose,
    Desk,
    Draft,
    RefusedError,
    Signed,
    coming_day,
    optional_text,
    required_line,
    required_text,
    web_address,
)
from gonogo.record import (
    AnnotationBody,
    FindingBody,
    PlanBody,
    RatingBody,
    ResolutionBody,
)
from gonogo.triage.drills import drill_named
from gonogo.triage.finding_names import all_findings, finding_named, short_id
from gonogo.triage.finding_view import FindingView, State, find_finding
from gonogo.triage.looking import look_at
from gonogo.triage.outlook import Outlook, UnknownNameError

_Shown = tuple[tuple[str, str], ...]


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


@dataclass(frozen=True)
class Link:
    """What is to be noted about a finding."""

    team: str | None = None
    tracker: str | None = None
    duplicate_of: str | None = None


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
            owning_team=_team(signed, asked.team),
            tracker_url=None if asked.tracker is None else web_address(asked.tracker),
        )
        shown = (
            ("network", seen.network),
            ("title", body.title),
            *_given("description", body.description or None),
            ("deployment", _deployed(seen)),
            *_given("chain", body.chain),
            *_given("requirement", body.requirement),
            *_given("severity", None if asked.severity is None else severity_text(asked.severity)),
            *_given("on mainnet", body.impact),
            *_given("team", body.owning_team),
            *_given("tracker", body.tracker_url),
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
            *_finding(view),
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
            owner=_owner(signed, asked.owner),
            due=coming_day(asked.due, "the due date", desk.clock),
            text=required_text(asked.text, "the plan"),
            drill=None if drill is None else drill.digest,
            no_drill_because=optional_text(asked.no_drill_because, "the reason for no drill"),
        )
        shown = (
            *_finding(view),
            ("owner", body.owner),
            ("due", str(body.due)),
            ("plan", body.text),
            *_given("drill", None if drill is None else drill.told),
            *_given("no drill", body.no_drill_because),
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
        shown = (*_finding(view), ("cause", body.cause), ("fix", body.fix))
        return Draft(ActKind.RESOLUTION, body, shown, tuple(_if_resolved(view)))

    return compose


def linking(desk: Desk, name: str, link: Link) -> Compose:
    """Return what puts together a note: whose it is, where it is tracked, what it repeats."""

    def compose(signed: Signed) -> Draft:
        view = find_finding(desk, name, signed=signed)
        same = None if link.duplicate_of is None else _original(view, link.duplicate_of)
        body = AnnotationBody(
            finding=view.finding.id,
            owning_team=_team(signed, link.team),
            tracker_url=None if link.tracker is None else web_address(link.tracker),
            duplicate_of=same,
        )
        told = view.outlook.findings[same].title if same else ""
        shown = (
            *_finding(view),
            *_given("team", body.owning_team),
            *_given("tracker", body.tracker_url),
            *_given("same as", f"{short_id(same)}: {told}" if same else None),
        )
        return Draft(ActKind.ANNOTATION, body, shown)

    return compose


def severity_text(severity: Severity | None) -> str:
    """Return a severity as people write it."""
    return "unrated" if severity is None else f"SEV {severity.value} {SEVERITY_NAMES[severity]}"


def _step(before: Severity | None, after: Severity) -> str:
    told = severity_text(after)
    return told if before is None else f"{told}; before: {severity_text(before)}"


def _finding(view: FindingView) -> _Shown:
    return (
        ("finding", f"{view.digits} on {view.outlook.network}: {view.finding.title}"),
        ("it is", standing_text(view)),
    )


def standing_text(view: FindingView) -> str:
    """Return how grave a finding is and how far it has come."""
    if view.severity is None:
        return view.state.value if view.state is State.UNRATED else f"{view.state.value}, unrated"
    return f"{severity_text(view.severity)}, {view.state.value}"


def _given(word: str, text: str | None) -> _Shown:
    return () if text is None else ((word, text),)


def _deployed(seen: Outlook) -> str:
    deployed = seen.present()
    return f"{short_id(deployed.digest)} of candidate {short_id(deployed.candidate)}"


def _if_resolved(view: FindingView) -> Iterator[str]:
    if view.state is State.RESOLVED:
        yield "It is resolved already; this changes nothing unless it opens again."


def _plan_warnings(view: FindingView) -> Iterator[str]:
    severity = view.severity
    if severity in (Severity.SEV0, Severity.SEV1):
        yield f"A plan excuses no SEV {severity.value}: it blocks until it is resolved."
    yield from _if_resolved(view)


def _team(signed: Signed, name: str | None) -> str | None:
    """Return the name of a team of people.yaml, as it was signed."""
    teams = {team.name for people in signed.counted.people for team in people.teams}
    if name is None or name in teams:
        return name
    raise UnknownNameError("team", name, teams)


def _owner(signed: Signed, name: str) -> str:
    """Return the name of a person or a team, as it was signed."""
    known = {team.name for people in signed.counted.people for team in people.teams}
    known |= {person.name for people in signed.counted.people for person in people.people}
    if name in known:
        return name
    raise UnknownNameError("person or team", name, known)


def _original(view: FindingView, name: str) -> str:
    """Return the finding that another one is said to be the same as."""
    counted = view.outlook.signed.counted
    networks = all_findings(counted)
    found = finding_named(name, networks)
    if networks[found] != view.outlook.network:
        what = f"{short_id(found)} is a finding of {networks[found]}, and this one of"
        hint = "A finding is the same only as one of the same network."
        raise RefusedError(f"{what} {view.outlook.network}", hint=hint)
    said = {
        act.body.finding: act.body.duplicate_of
        for act in counted.acts
        if isinstance(act.body, AnnotationBody) and act.body.duplicate_of
    }
    at: str | None = found
    seen: set[str] = set()
    while at is not None and at not in seen:
        if at == view.finding.id:
            what = "a finding cannot be the same as itself, not even by way of others"
            hint = "Link it to the one that was there first; that one stays as it is."
            raise RefusedError(what, hint=hint)
        seen.add(at)
        at = said.get(at)
    return found
