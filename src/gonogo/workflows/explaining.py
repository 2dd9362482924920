"""Say of each thing that keeps a step back whose turn it is, and what exactly to type.

From the same decision that `assess --now` shows; nothing here judges.
"""

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from gonogo.evidence import Evidence
from gonogo.findings import Finding
from gonogo.readiness import (
    Answer,
    Decision,
    Policy,
    Reason,
    Record,
    Requirement,
    RequirementAnswer,
    Verdict,
)

_NOBODY = "nobody"


@dataclass(frozen=True)
class Turn:
    """Whose turn it is."""

    who: str
    """In words: `platforms`, `whoever runs the checks`; `nobody`, where nothing is left to do."""
    command: str
    """What to type; empty where nothing is, or where no command does it."""


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
    turn: Turn


class Explaining:
    """Explains one decision."""

    def __init__(self, decision: Decision, record: Record, policy: Policy, move: str) -> None:
        self._decision = decision
        self._record = record
        self._policy = policy
        self._findings = {finding.id: finding for finding in record.findings}
        self._assess = f"gonogo assess {shlex.quote(decision.network)} --for {move}"

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
                turns=tuple(dict.fromkeys(self._turns(requirement, answer, findings))),
            )

    def circumstances(self) -> Iterator[Circumstance]:
        """Yield what weighs on the decision beside its requirements."""
        for reason in self._decision.reasons:
            if reason.verdict is not Verdict.GO:
                yield Circumstance(reason, self._turn_of_reason(reason))

    def _turns(
        self, requirement: Requirement, answer: RequirementAnswer, findings: Iterable[Finding]
    ) -> Iterator[Turn]:
        if answer.answer is Answer.MET:
            yield Turn(_NOBODY, "")
            return
        if answer.answer is Answer.UNMET or findings:
            yield from self._turns_of_findings(findings)
        if requirement.check is None:
            who = " or ".join(requirement.roles) or "platforms"
            network = shlex.quote(self._decision.network)
            yield Turn(who, f"gonogo sign-off {requirement.id} --network {network} --evidence FILE")
        else:
            yield Turn("whoever runs the checks", self._assess)

    def _turns_of_findings(self, findings: Iterable[Finding]) -> Iterator[Turn]:
        if self._policy.resolves_by_pass:
            return
        for finding in findings:
            name = _short(finding.id)
            if finding.severity is None:
                command = f"gonogo finding rate {name}"
                yield Turn("platforms or the release coordinator", command)
            if finding.resolution is None:
                who = finding.owning_team or "the owning team"
                yield Turn(who, f'gonogo finding resolve {name} --cause "…" --fix URL')

    def _turn_of_reason(self, reason: Reason) -> Turn:
        name = _short(reason.subject)
        network = shlex.quote(self._decision.network)
        known = {
            "finding-unrated": Turn(
                "platforms or the release coordinator", f"gonogo finding rate {name}"
            ),
            "finding-blocks": Turn("the owning team", f"gonogo finding show {name}"),
            "finding-planned": Turn(_NOBODY, ""),
            "run-unfinished": Turn("whoever started it", f"gonogo resume {reason.subject}"),
            "record-incomplete": Turn("whoever keeps the clone", "gonogo audit verify"),
            "run-numbers": Turn("whoever keeps the runner", "gonogo audit verify"),
            "lost-act": Turn("whoever keeps this machine", "gonogo record restore"),
            "unadopted": Turn("platforms, or a root", f"gonogo adopt {reason.subject}"),
            "no-scope": Turn("platforms", "gonogo adopt gonogo.yaml"),
            "solo": Turn("the root", "gonogo adopt trust.yaml"),
            "feature-not-passed": Turn(
                "the feature's team", f"gonogo ledger --feature {reason.subject}"
            ),
            "policy-not-signed": Turn("the roots", "gonogo adopt trust.yaml"),
            "soak": Turn("whoever runs the checks", self._assess),
            "freeze": Turn(_NOBODY, ""),
            "blocked": Turn("platforms", f"gonogo determine {network}"),
        }
        return known.get(reason.code, Turn("whoever runs the checks", self._assess))


def _since(
    answer: RequirementAnswer, evidence: Iterable[Evidence], findings: Iterable[Finding]
) -> datetime | None:
    """Return since when a requirement is answered like this, as far as anybody saw it."""
    opened = [finding.opened_at for finding in findings]
    if opened and answer.answer is not Answer.MET:
        return min(opened)
    return min((item.window.ended_at for item in evidence), default=None)


def _short(name: str) -> str:
    return name.removeprefix("sha256:")[:12]
