"""What people did about findings: from the acts that count to what the judge weighs.

Pure. A finding's severity, plan, resolution and what it duplicates are never kept
anywhere; they follow from signed acts each time they are asked for, so two clones
that hold the same acts agree. `docs/record-format.md` has the rules.

What is not decided here: whether a finding is resolved. That is the judge's, who
sees the passes that must bear a resolution out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from gonogo.findings.finding import Finding, Plan, Resolution
from gonogo.findings.rating import Rating, standing_rating
from gonogo.findings.severity import Severity
from gonogo.people import Role
from gonogo.record import (
    Act,
    AnnotationBody,
    Counted,
    FindingBody,
    PlanBody,
    RatingBody,
    ResolutionBody,
)

_MAY_RATE = frozenset({Role.PLATFORMS, Role.RELEASE_COORDINATOR})
_ABOUT_FINDINGS = (AnnotationBody, PlanBody, RatingBody, ResolutionBody)


@dataclass(frozen=True)
class Care:
    """What people made of one finding."""

    severity: Severity | None = None
    """Its own; None: nobody rated it."""
    impact: str | None = None
    plan: Plan | None = None
    """Of those that were accepted, the one that is due last; else the last one."""
    resolution: Resolution | None = None
    owning_team: str | None = None
    tracker_url: str | None = None
    duplicate_of: str | None = None


def named_findings(counted: Counted) -> frozenset[str]:
    """Return the ids that ratings, annotations, plans and resolutions are about."""
    return frozenset(
        act.body.finding for act in counted.acts if isinstance(act.body, _ABOUT_FINDINGS)
    )


def reported_findings(counted: Counted, network: str) -> tuple[Finding, ...]:
    """Return the findings that people and runners wrote about a network, not yet rated."""
    return tuple(
        _reported(act, act.body)
        for act in counted.acts
        if isinstance(act.body, FindingBody) and act.body.network == network
    )


def care(counted: Counted, is_drilled: Callable[[str], bool]) -> Mapping[str, Care]:
    """Return what people made of each finding that any of them spoke about.

    Args:
        counted: The acts that count.
        is_drilled: Says whether a digest is that of evidence, or of a manual result,
            that passed on the deployment that is judged.
    """
    acts: dict[str, list[Act]] = defaultdict(list)
    for act in counted.acts:
        if isinstance(act.body, FindingBody):
            acts[act.id].append(act)
        elif isinstance(act.body, _ABOUT_FINDINGS):
            acts[act.body.finding].append(act)
    past = _Past(counted)
    return {about: _care(told, past, is_drilled) for about, told in acts.items()}


def cared_for(finding: Finding, cares: Mapping[str, Care]) -> Finding:
    """Return a finding with what people made of it; of others it shares nothing yet."""
    own = cares.get(finding.id)
    if own is None:
        return finding
    return replace(
        finding,
        severity=own.severity,
        impact=own.impact or finding.impact,
        plan=own.plan,
        resolution=own.resolution,
        owning_team=own.owning_team or finding.owning_team,
        tracker_url=own.tracker_url or finding.tracker_url,
        duplicate_of=own.duplicate_of,
    )


def shared_ratings(findings: Iterable[Finding]) -> Mapping[str, Severity]:
    """Return by id the ratings of findings that nobody rated, and that are the same as rated ones.

    Of those that are given: the duplicate of an unknown one shares nothing. A rating may
    itself be shared; a circle of unrated duplicates is unrated.
    """
    known = {finding.id: finding for finding in findings}
    shared = {}
    for finding in known.values():
        if finding.severity is None and finding.duplicate_of is not None:
            severity = _severity_along(finding, known)
            if severity is not None:
                shared[finding.id] = severity
    return shared


def _severity_along(finding: Finding, known: Mapping[str, Finding]) -> Severity | None:
    seen: set[str] = set()
    at: Finding | None = finding
    # Duplicates may go in a circle, which nobody who signs one of them can see.
    while at is not None and at.id not in seen:
        if at.severity is not None:
            return at.severity
        seen.add(at.id)
        at = known.get(at.duplicate_of or "")
    return None


def _reported(act: Act, body: FindingBody) -> Finding:
    return Finding(
        id=act.id,
        deployment=body.deployment,
        check="",
        chain=body.chain or "",
        opened_at=act.at,
        run="",
        evidence="",
        title=body.title,
        owning_team=body.owning_team,
        tracker_url=body.tracker_url,
        impact=body.impact,
        is_reported=True,
        requirement=body.requirement,
    )


class _Past:
    """Who saw what, among a few acts of a long record."""

    def __init__(self, counted: Counted) -> None:
        self.counted = counted
        self._positions = {act.id: place for place, act in enumerate(counted.history.order)}

    def among(self, acts: Iterable[Act]) -> Mapping[str, AbstractSet[str]]:
        """Return of each of these acts those of the others that it rests on."""
        chosen = {act.id for act in acts}
        if len(chosen) == 1:
            return {each: frozenset() for each in chosen}
        # Whatever an act rests on stands before it, so nothing before the first is of interest.
        first = min(self._positions[each] for each in chosen)
        return {each: self._seen(each, first) & chosen for each in chosen}

    def _seen(self, act_id: str, first: int) -> set[str]:
        history, seen, waiting = self.counted.history, set[str](), [act_id]
        while waiting:
            for head in history.acts[waiting.pop()].heads:
                if head not in seen and self._positions.get(head, -1) >= first:
                    seen.add(head)
                    waiting.append(head)
        return seen


def _care(told: list[Act], past: _Past, is_drilled: Callable[[str], bool]) -> Care:
    counted = past.counted
    rating = _rating(told, past)
    # Two of one moment go by their ids, so that every clone takes the same one for the last.
    in_time = sorted(told, key=lambda act: (act.at, act.id))
    team = url = same_as = None
    resolution = None
    plans = []
    for act in in_time:
        body = act.body
        if isinstance(body, AnnotationBody | FindingBody):
            team, url = body.owning_team or team, body.tracker_url or url
        # Whoever could say alone that two are the same could hide one behind the other.
        if isinstance(body, AnnotationBody) and body.duplicate_of and counted.endorsements(act.id):
            same_as = body.duplicate_of
        elif isinstance(body, PlanBody):
            plans.append(_plan(act, body, counted, is_drilled))
        elif isinstance(body, ResolutionBody):
            endorsed = bool(counted.endorsements(act.id))
            resolution = Resolution(body.cause, act.at, body.fix, endorsed, act.id)
    return Care(
        severity=rating.severity if rating else None,
        impact=rating.impact if rating else None,
        plan=_standing_plan(plans),
        resolution=resolution,
        owning_team=team,
        tracker_url=url,
        duplicate_of=same_as,
    )


def _rating(told: Iterable[Act], past: _Past) -> Rating | None:
    """Return the rating that stands; `told` is in the order of the acts that count."""
    ratings, acts = [], []
    for act in told:
        body = act.body
        if isinstance(body, RatingBody):
            severity: int | None = body.severity
        # Everybody may report, and say how grave it looks; only some may rate.
        elif isinstance(body, FindingBody) and past.counted.roles(act) & _MAY_RATE:
            severity = body.severity
        else:
            continue
        if severity is not None:
            is_endorsed = bool(past.counted.endorsements(act.id))
            ratings.append(Rating(act.id, Severity(severity), body.impact, is_endorsed))
            acts.append(act)
    return standing_rating(ratings, past.among(acts)) if ratings else None


def _plan(act: Act, body: PlanBody, counted: Counted, is_drilled: Callable[[str], bool]) -> Plan:
    is_shown = bool(body.no_drill_because) or (body.drill is not None and is_drilled(body.drill))
    return Plan(
        owner=body.owner,
        due=body.due,
        text=body.text,
        is_accepted=is_shown and bool(counted.endorsements(act.id)),
        drill=body.drill,
        no_drill_because=body.no_drill_because,
        act=act.id,
    )


def _standing_plan(plans: list[Plan]) -> Plan | None:
    # What two people agreed to is not undone by a plan that nobody agreed to.
    accepted = [plan for plan in plans if plan.is_accepted]
    if accepted:
        return max(accepted, key=lambda plan: (plan.due, plan.act))
    return plans[-1] if plans else None
