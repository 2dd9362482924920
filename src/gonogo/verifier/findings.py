"""Findings, and what people made of them: severity, plans, claims, duplicates.

A failure opens a finding by itself. What people say about one changes how it
weighs only as far as they may say it, and less grave only if a second one agrees.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from .act import Act
from .asking import Question
from .canonical import digest, encode
from .counting import Counted
from .policy import Requirement
from .questions import Case, Item, Questions
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
    duplicate_of: Mapping[str, str]


def failure_findings(
    questions: Questions, named: AbstractSet[str]
) -> dict[Question, list[Finding]]:
    """Return what failures opened, by question; `named` are the ids that people spoke about."""
    found: dict[Question, list[Finding]] = {}
    for question, items in questions.items.items():
        failed = failures(questions, question)
        if failed:
            starts = sorted(item.started_at for item in items if item.outcome == "passed")
            found[question] = list(_opened(question, failed, starts, named))
    return found


def named_findings(counted: Counted) -> frozenset[str]:
    """Return the ids of findings that people said something about."""
    acts = counted.of_kind("rating", "annotation", "plan", "resolution")
    return frozenset(act.body["finding"] for act in acts)


def _opened(
    question: Question, failed: Iterable[Item], pass_starts: list[datetime], named: AbstractSet[str]
) -> Iterator[Finding]:
    """Yield the finding of the first failure of each episode, and of those that were named."""
    by_deployment: dict[str, list[Item]] = defaultdict(list)
    for item in failed:
        by_deployment[item.deployment].append(item)
    for items in by_deployment.values():
        before: Item | None = None
        for item in sorted(items, key=lambda item: item.order):
            name = _name(item)
            if before is None or _is_parted(before, item, pass_starts) or name in named:
                yield Finding(name, (question,), item.deployment, item.ended_at, is_failure=True)
            before = item


def _is_parted(before: Item, after: Item, pass_starts: list[datetime]) -> bool:
    """Say whether a pass began between the ends of two failures."""
    # Searched for and not walked through: a check that fails each minute for weeks has thousands
    # of failures, each of which is held against the one before it.
    first = bisect_left(pass_starts, before.ended_at)
    return first < len(pass_starts) and pass_starts[first] < after.ended_at


def _name(item: Item) -> str:
    """Return the id of the finding that a failure opens, if it opens one."""
    if item.question.is_by_hand:
        return item.run
    asked, chain = item.question.asked, item.question.chain
    return digest(encode(["finding", item.deployment, asked, chain, item.digest]))


def reported_findings(
    counted: Counted, case: Case, asked: Mapping[str, Requirement]
) -> Iterator[Finding]:
    """Yield what people and runners reported about the network.

    `asked` are the requirements of the policy, by their ids.
    """
    for act in counted.of_kind("finding"):
        if act.body["network"] != case.network:
            continue
        requirement = asked.get(act.body["requirement"])
        chains = case.scope if act.body["chain"] is None else (act.body["chain"],)
        questions = () if requirement is None else tuple(map(requirement.question, chains))
        yield Finding(
            act.id, questions, act.body["deployment"], act.at, is_failure=False, reported=act
        )


def lives(counted: Counted, questions: Questions, case: Case, findings: Iterable[Finding]) -> Lives:
    """Work out what was said about these findings, by whoever may."""
    known = {finding.id: finding for finding in findings}
    said = {
        act.body["finding"]: act.body["duplicate_of"]
        for act in _in_time(counted.of_kind("annotation"))
        if act.body["duplicate_of"] is not None and counted.is_endorsed(act)
    }
    duplicate_of = {
        name: original for name, original in said.items() if name in known and original in known
    }
    claims = {act.body["finding"]: act for act in _in_time(counted.of_kind("resolution"))}
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
            # Alone only upwards: who could calm a SEV 0 alone would be two persons at once.
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


def _shared(severities: Mapping[str, int], duplicate_of: Mapping[str, str]) -> dict[str, int]:
    """Let what is unrated weigh as the first rated one that it duplicates."""
    shared = dict(severities)
    for name in duplicate_of:
        for original in originals(name, duplicate_of):
            if name not in shared and original in severities:
                shared[name] = severities[original]
    return shared


def originals(name: str, duplicate_of: Mapping[str, str]) -> list[str]:
    """Return what a finding duplicates, then what that does, until nothing or a circle."""
    found: list[str] = []
    one = duplicate_of.get(name)
    # Two that call each other the same would otherwise be walked round for ever.
    while one is not None and one != name and one not in found:
        found.append(one)
        one = duplicate_of.get(one)
    return found


def _in_time(acts: Iterable[Act]) -> list[Act]:
    return sorted(acts, key=lambda act: (act.at, act.id))


def _planned(counted: Counted, questions: Questions, case: Case) -> Iterator[str]:
    passed = {
        item.digest
        for item in questions.all_items()
        if item.outcome == "passed"
        and not item.is_void
        and item.deployment == case.deployment
        and questions.could_see(item)
    }
    passed |= {
        act.id
        for act in counted.of_kind("manual-result")
        if act.body["network"] == case.network
        and act.body["outcome"] == "passed"
        and act.body["deployment"] == case.deployment
    }
    for act in counted.of_kind("plan"):
        is_drilled = act.body["drill"] in passed or bool(act.body["no_drill_because"])
        # The last day of a plan is whole, in UTC, at whatever hour of it somebody judges.
        is_due = date.fromisoformat(act.body["due"]) < case.latest.date()
        if is_drilled and not is_due and counted.is_endorsed(act):
            yield act.body["finding"]
