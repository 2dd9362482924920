"""What was not tested: everything that a decision does not know from observation.

A report that tells only what was seen reads as if all had been. Each requirement on
each chain that was not observed in full, and lately, stands here with the reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from gonogo.evidence import Evidence
from gonogo.readiness import Answer, Policy, Record, Requirement, RequirementAnswer
from gonogo.report.release_entries import WaiverEntry

KIND_WORDS = {
    "nobody": "Nothing observes it, and nobody recorded it.",
    "never seen": "Nothing was seen that counts.",
    "too short": "It was observed for less time than is asked.",
    "stale": "What was seen is too old.",
    "unanswered": "It was asked, and the answer is missing, or not enough.",
    "waived": "Somebody excused it; it was not seen to hold.",
    "planned": "It failed, and is lived with under a plan.",
    "not applicable": "The inventory lacks the component that it is about.",
    "damaged": "What it rested on is not there any more.",
}
"""What each kind means, in the order in which they are told."""


@dataclass(frozen=True)
class Untested:
    """Something that this decision does not know from observation."""

    kind: str
    """`nobody`, `never seen`, `too short`, `unanswered`, `waived`, `not applicable`, …"""
    requirement: str
    title: str
    chain: str
    why: str


@dataclass(frozen=True)
class _Known:
    """What an answer can be compared with."""

    requirements: Mapping[str, Requirement]
    evidence: Mapping[str, Evidence]
    components: Mapping[str, tuple[str, ...]]
    judged_at: datetime
    waived: frozenset[tuple[str, str | None]]
    recorded_by_hand: frozenset[str]


def untested(
    answers: tuple[RequirementAnswer, ...],
    policy: Policy,
    record: Record,
    waivers: tuple[WaiverEntry, ...],
    evidence: Mapping[str, Evidence],
) -> tuple[Untested, ...]:
    """Return what was not tested, in the order of its kinds and then of the policy.

    Args:
        answers: What was judged.
        policy: What was asked.
        record: What was judged from.
        waivers: Those of the deployment.
        evidence: What the answers rest on, by digest.
    """
    known = _Known(
        requirements={each.id: each for each in policy.requirements},
        evidence=evidence,
        components={chain.name: chain.components for chain in record.chains},
        judged_at=record.judged_at,
        waived=frozenset(
            (each.requirement, each.chain) for each in waivers if each.state == "in force"
        ),
        recorded_by_hand=frozenset(each.requirement for each in record.manual_results),
    )
    found = [each for given in answers for each in _untested(given, known)]
    order = list(KIND_WORDS)
    return tuple(sorted(found, key=lambda each: order.index(each.kind)))


def _untested(given: RequirementAnswer, known: _Known) -> Iterator[Untested]:
    requirement = known.requirements.get(given.requirement)
    if requirement is None:
        return
    kind = _kind(given, requirement, known)
    if kind is not None:
        yield Untested(kind, given.requirement, given.title, given.chain, given.seen)


def _kind(given: RequirementAnswer, requirement: Requirement, known: _Known) -> str | None:
    if given.answer is Answer.MET:
        return None if _applies(given, requirement, known) else "not applicable"
    if given.answer is Answer.CONDITIONAL:
        is_waived = known.waived & {(given.requirement, None), (given.requirement, given.chain)}
        return "waived" if is_waived else "planned"
    if given.answer is Answer.UNMET:
        return None
    if requirement.check is None:
        return "unanswered" if given.requirement in known.recorded_by_hand else "nobody"
    if not given.evidence:
        return "never seen"
    return _of_evidence(given, requirement, known)


def _of_evidence(given: RequirementAnswer, requirement: Requirement, known: _Known) -> str:
    seen = [known.evidence[name] for name in given.evidence if name in known.evidence]
    if not seen:
        return "damaged"
    if max(item.window.seconds for item in seen) < requirement.window_seconds:
        return "too short"
    # What is told is the latest that spoke for it; younger, it would have been taken.
    age = (known.judged_at - max(item.window.ended_at for item in seen)).total_seconds()
    return "stale" if age > requirement.freshness_seconds else "unanswered"


def _applies(given: RequirementAnswer, requirement: Requirement, known: _Known) -> bool:
    components = known.components.get(given.chain, ())
    return requirement.component is None or not components or requirement.component in components
