"""Findings, and what people made of them: severity, plans, claims, duplicates.

A failure opens a finding by itself. What people say about one changes how it
weighs only as far as they may say it, and less grave only if a second one agrees.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from .act import Act
from .canonical import digest, encode
from .counting import Counted
from .questions import Case, Item, Question, Questions
from .windows import failures


@dataclass(frozen=True)
class Finding:
    """Something wrong."""

    id: str
    questions: tuple[Question, ...]
    """What it is about; none where no requirement is."""
    deployment: str
    opened_at: datetime
    is_failure: bool
    """Whether evidence opened it, and not a person."""
    reported: Act | None = None


@dataclass(frozen=True)
class Lives:
    """What was said about each finding."""

    severity: Mapping[str, int]
    """The rating that stands; a finding that is not in it is unrated."""
    planned: frozenset[str]
    """Those with an accepted plan that is not past due."""
    claims: Mapping[str, Act]
    """The last resolution of each."""
    duplicate_of: Mapping[str, frozenset[str]]


def failure_findings(questions: Questions) -> dict[Question, list[Finding]]:
    """Return what failures opened, by question."""
    found: dict[Question, list[Finding]] = defaultdict(list)
    for question in questions.items:
        failed = failures(questions, question)
        if question[0].startswith("manual:") and failed:
            found[question] = [
                Finding(item.run, (question,), item.deployment, item.ended_at, is_failure=True)
                for item in sorted(failed, key=lambda item: item.order)
            ]
        elif failed:
            starts = [i.started_at for i in questions.items[question] if i.outcome == "passed"]
            found[question] = list(_opened(question, failed, sorted(starts)))
    return found


def _opened(
    question: Question, failed: Iterable[Item], pass_starts: list[datetime]
) -> Iterator[Finding]:
    by_deployment: dict[str, list[Item]] = defaultdict(list)
    for item in failed:
        by_deployment[item.deployment].append(item)
    for items in by_deployment.values():
        items.sort(key=lambda item: item.order)
        first = [
            after
            for before, after in pairwise(items)
            if any(before.ended_at <= start < after.ended_at for start in pass_starts)
        ]
        for item in (items[0], *first):
            name = digest(encode(["finding", item.deployment, *question, item.digest]))
            yield Finding(name, (question,), item.deployment, item.ended_at, is_failure=True)


def reported_findings(counted: Counted, case: Case, asked: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what people and runners reported about the network.

    `asked` is the first half of the question of each requirement, by its id.
    """
    for act in counted.of_kind("finding"):
        if act.body["network"] != case.network:
            continue
        check = asked.get(act.body["requirement"])
        chains = case.scope if act.body["chain"] is None else (act.body["chain"],)
        questions = () if check is None else tuple((check, chain) for chain in chains)
        yield Finding(
            act.id, questions, act.body["deployment"], act.at, is_failure=False, reported=act
        )


def lives(counted: Counted, questions: Questions, case: Case, findings: Iterable[Finding]) -> Lives:
    """Work out what was said about these findings, by whoever may."""
    known = {finding.id: finding for finding in findings}
    duplicates: dict[str, set[str]] = defaultdict(set)
    for act in counted.of_kind("annotation"):
        original = act.body["duplicate_of"]
        if original in known and act.body["finding"] in known:
            duplicates[act.body["finding"]].add(original)
    duplicate_of = {name: frozenset(others) for name, others in duplicates.items()}
    claims: dict[str, Act] = {}
    for act in sorted(counted.of_kind("resolution"), key=lambda act: (act.at, act.id)):
        claims[act.body["finding"]] = act
    return Lives(
        severity=_shared(_severities(counted, known), duplicate_of),
        planned=frozenset(_planned(counted, questions, case)),
        claims=claims,
        duplicate_of=duplicate_of,
    )


def _severities(counted: Counted, known: Mapping[str, Finding]) -> dict[str, int]:
    ratings: dict[str, list[Act]] = defaultdict(list)
    for act in counted.of_kind("rating"):
        if act.body["finding"] in known:
            ratings[act.body["finding"]].append(act)
    for finding in known.values():
        report = finding.reported
        if report is not None and report.body["severity"] is not None and counted.may_rate(report):
            ratings[finding.id].append(report)
    seen = counted.graph.seen(act.id for rows in ratings.values() for act in rows)
    order = {act.id: position for position, act in enumerate(counted.acts)}
    standing = {}
    for name, rows in ratings.items():
        effective: list[Act] = []
        for act in sorted(rows, key=lambda act: order[act.id]):
            before = [one for one in effective if seen.is_before(one.id, act.id)]
            last = _gravest(_unreplaced(before, seen.is_before))
            is_less_grave = last is not None and act.body["severity"] > last
            if not is_less_grave or counted.is_endorsed(act):
                effective.append(act)
        gravest = _gravest(_unreplaced(effective, seen.is_before))
        if gravest is not None:
            standing[name] = gravest
    return standing


def _unreplaced(acts: list[Act], is_before: Callable[[str, str], bool]) -> list[Act]:
    return [act for act in acts if not any(is_before(act.id, other.id) for other in acts)]


def _gravest(acts: Iterable[Act]) -> int | None:
    return min((act.body["severity"] for act in acts), default=None)


def _shared(
    severities: Mapping[str, int], duplicate_of: Mapping[str, frozenset[str]]
) -> dict[str, int]:
    """Let what is unrated weigh as what it duplicates, through however many steps."""
    shared = dict(severities)
    for name in duplicate_of:
        if name not in severities:
            rated = [severities[one] for one in originals(name, duplicate_of) if one in severities]
            if rated:
                shared[name] = min(rated)
    return shared


def originals(name: str, duplicate_of: Mapping[str, frozenset[str]]) -> set[str]:
    """Return all that a finding duplicates, directly or by way of others; never itself."""
    found: set[str] = set()
    todo = list(duplicate_of.get(name, ()))
    while todo:
        one = todo.pop()
        if one not in found and one != name:
            found.add(one)
            todo.extend(duplicate_of.get(one, ()))
    return found


def _planned(counted: Counted, questions: Questions, case: Case) -> Iterator[str]:
    passed = {
        item.digest
        for item in questions.all_items()
        if item.outcome == "passed" and not item.is_void and item.deployment == case.deployment
    }
    passed |= {
        act.id
        for act in counted.of_kind("manual-result")
        if act.body["outcome"] == "passed" and act.body["deployment"] == case.deployment
    }
    for act in counted.of_kind("plan"):
        is_drilled = act.body["drill"] in passed or bool(act.body["no_drill_because"])
        is_due = date.fromisoformat(act.body["due"]) < case.judged_at.date()
        if is_drilled and not is_due and counted.is_endorsed(act):
            yield act.body["finding"]
