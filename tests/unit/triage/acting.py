"""What people say about the only finding of a network, each in one call."""

from gonogo.findings import Severity
from gonogo.people import ActKind
from gonogo.record import Act
from gonogo.triage.finding_acts import (
    PlanAsked,
    Report,
    adding,
    planning,
    rating,
    resolving,
)
from gonogo.triage.finding_links import Link, linking
from tests.unit.steps.founders import CAROL, Founder
from tests.unit.triage.desks import (
    NET,
    Office,
)

TOMORROW = "2026-01-02"


def rate(team: Office, who: Founder, severity: int, name: str | None = None) -> Act:
    named = name or team.only_finding().finding.id
    return team.sign(
        who, ActKind.RATING, lambda desk: rating(desk, named, Severity(severity), "many", "so")
    ).act


def plan(team: Office, who: Founder = CAROL, **given: str | None) -> Act:
    words = {"owner": "proofs", "due": TOMORROW, "text": "restart it", **given}
    if not {"drill", "no_drill_because"} & given.keys():
        words["no_drill_because"] = "nothing is done"
    named = team.only_finding().finding.id
    asked = PlanAsked(**words)  # type: ignore[arg-type]  # Each is a text or None.
    return team.sign(who, ActKind.PLAN, lambda desk: planning(desk, named, asked)).act


def resolve(team: Office, who: Founder = CAROL, cause: str = "it was cut off") -> Act:
    named = team.only_finding().finding.id
    return team.sign(
        who, ActKind.RESOLUTION, lambda desk: resolving(desk, named, cause, "https://o/pull/7")
    ).act


def link(team: Office, name: str, asked: Link, who: Founder = CAROL) -> Act:
    return team.sign(who, ActKind.ANNOTATION, lambda desk: linking(desk, name, asked)).act


def add(team: Office, who: Founder = CAROL, /, **given: object) -> Act:
    report = Report(**{"network": NET, "title": "deposits are not shown", **given})  # type: ignore[arg-type]
    return team.sign(who, ActKind.FINDING, lambda desk: adding(desk, report)).act
