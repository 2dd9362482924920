"""Explain a decision: each thing that keeps a step back, with all that its answer rests on.

From the same decision that `assess --now` shows; nothing here judges. Whose turn it is,
and what exactly to type, `readiness.Turns` says.
"""

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from gonogo.evidence import Evidence
from gonogo.findings import Finding
from gonogo.readiness import (
    NOBODY,
    Answer,
    Decision,
    Policy,
    Reason,
    Record,
    Requirement,
    RequirementAnswer,
    Turn,
    Turns,
    Verdict,
)


@dataclass(frozen=True)
class Explained:
    """A requirement on a chain, with everything that its answer rests on."""

    requirement: Requirement
    answer: RequirementAnswer
    since: datetime | None
    """Since when it is as it is; None: nobody ever saw it."""
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Circumstance:
    """A reason beside the requirements, and whose turn it is."""

    reason: Reason
    turns: tuple[Turn, ...]


class Explaining:
    """Explains one decision."""

    def __init__(self, decision: Decision, record: Record, policy: Policy, move: str) -> None:
        self._decision = decision
        self._record = record
        self._policy = policy
        self._findings = {finding.id: finding for finding in record.every_finding}
        assess = f"gonogo assess {shlex.quote(decision.network)} --for {move}"
        self._turns = Turns(policy, record, assess)

    def requirements(self, only: str | None = None) -> Iterator[Explained]:
        """Yield every requirement with its answers, or the one that is asked for."""
        asked = {each.id: each for each in self._policy.requirements}
        digests = {item.digest: item for item in self._record.evidence}
        for answer in self._decision.answers:
            if only not in (None, answer.requirement):
                continue
            requirement = asked[answer.requirement]
            evidence = tuple(digests[name] for name in answer.evidence if name in digests)
            findings = tuple(
                self._findings[name] for name in answer.findings if name in self._findings
            )
            yield Explained(
                requirement=requirement,
                answer=answer,
                since=_since(answer, evidence, findings),
                evidence=evidence,
                findings=findings,
                turns=self._turns.of_answer(answer) or (_nobodys(requirement.id),),
            )

    def circumstances(self) -> Iterator[Circumstance]:
        """Yield what weighs on the decision beside its requirements."""
        for reason in self._decision.reasons:
            if reason.verdict is not Verdict.GO:
                turns = self._turns.of_reason(reason) or (_nobodys(reason.about),)
                yield Circumstance(reason, turns)


def _nobodys(about: str) -> Turn:
    return Turn(about, NOBODY, "Nothing is left to do.")


def _since(
    answer: RequirementAnswer, evidence: Iterable[Evidence], findings: Iterable[Finding]
) -> datetime | None:
    """Return since when a requirement is answered like this, as far as anybody saw it."""
    opened = [finding.opened_at for finding in findings]
    if opened and answer.answer is not Answer.MET:
        return min(opened)
    return min((item.window.ended_at for item in evidence), default=None)
