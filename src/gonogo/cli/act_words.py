"""What an act says, in one line for a person."""

import functools

from gonogo import record
from gonogo.people import to_the_minute
from gonogo.printable import printable
from gonogo.record import Act

_SHORT = len("sha256:") + 12


def short(act_id: str) -> str:
    """Return as much of an id as tells it from others in one record."""
    return act_id[:_SHORT]


def act_words(act: Act) -> str:
    """Return what an act says, in one line."""
    return printable(_told(act.body))


@functools.singledispatch
def _told(body: object) -> str:
    """Say nothing of a body that has no words yet; its kind is shown all the same."""
    del body
    return ""


@_told.register
def _(body: record.TrustBody) -> str:
    trust = body.trust()
    return f"roots {', '.join(root.name for root in trust.roots)}; {trust.threshold} must agree"


@_told.register
def _(body: record.PeopleBody) -> str:
    people = body.people()
    return f"{len(people.people)} people, {len(people.runners)} runners"


@_told.register
def _(body: record.ScopeBody) -> str:
    return ", ".join(each.id for each in body.features) or "no features"


@_told.register
def _(body: record.PolicyBody) -> str:
    return f"{body.transition} by {short(body.policy_digest)}"


@_told.register
def _(body: record.EndorsementBody) -> str:
    return f"{short(body.act)}: {body.note}"


@_told.register
def _(body: record.RunStartedBody) -> str:
    return f"run {body.number} on {body.network} for {body.policy}"


@_told.register
def _(body: record.RunEndedBody) -> str:
    failed = sum(item.outcome.value == "failed" for item in body.evidence)
    void = ", void" if body.is_void else ""
    return f"{body.state} on {body.network}: {len(body.evidence)} answers, {failed} failed{void}"


@_told.register
def _(body: record.EvaluationBody) -> str:
    return f"run {body.run}: {len(body.evidence)} answers judged again"


@_told.register
def _(body: record.FindingBody) -> str:
    return f"{body.network}: {body.title}"


@_told.register
def _(body: record.RatingBody) -> str:
    return f"{short(body.finding)} is SEV {body.severity}: {body.reason}"


@_told.register
def _(body: record.AnnotationBody) -> str:
    duplicate = body.duplicate_of and f"duplicate of {short(body.duplicate_of)}"
    said = [each for each in (body.owning_team, body.tracker_url, duplicate) if each]
    return f"{short(body.finding)}: {', '.join(said)}"


@_told.register
def _(body: record.PlanBody) -> str:
    return f"{short(body.finding)} until {body.due}: {body.text}"


@_told.register
def _(body: record.ResolutionBody) -> str:
    return f"{short(body.finding)}: {body.cause}"


@_told.register
def _(body: record.WaiverBody) -> str:
    return f"{body.requirement} on {body.network} until {to_the_minute(body.until)}: {body.reason}"


@_told.register
def _(body: record.ManualResultBody) -> str:
    return f"{body.requirement} on {body.network} {body.outcome}: {body.note}"


@_told.register
def _(body: record.DeterminationBody) -> str:
    return f"{body.transition} of {body.network}: {body.verdict}, {body.level}"


@_told.register
def _(body: record.RevocationBody) -> str:
    return f"{short(body.determination)}: {body.reason}"


@_told.register
def _(body: record.StepBody) -> str:
    return f"{body.transition} of {body.network}"


@_told.register
def _(body: record.VersionDifferenceBody) -> str:
    return f"{body.component} {body.from_version} to {body.to_version}: {body.reason}"


@_told.register
def _(body: record.BreakGlassBody) -> str:
    return f"{body.transition} of {body.network} until {to_the_minute(body.until)}: {body.reason}"


@_told.register
def _(body: record.BreakGlassClosedBody) -> str:
    return f"{short(body.break_glass)}: {body.retrospective}"
