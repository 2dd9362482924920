"""A decision: a verdict with every reason behind it.

The verdict is computed from the reasons whenever it is asked for; there is no
second place where it is kept, so the two cannot disagree.
"""

import enum
from dataclasses import dataclass
from datetime import datetime

import msgspec

from gonogo import digest
from gonogo.errors import GonogoError
from gonogo.evidence import Figure
from gonogo.readiness.verdict import Verdict, worst


class UnreadableDecisionError(GonogoError):
    """Bytes that should be a decision are none."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"this is not a decision: {what}",
            hint="Judge again with `gonogo assess NETWORK --now`; the evidence is still there.",
        )
        self.what = what


class Answer(enum.Enum):
    """What the record says about one requirement."""

    MET = "met"  #: Final, fresh, executed evidence of this deployment says so.
    CONDITIONAL = "conditional"  #: Not met, and a valid waiver covers it.
    UNKNOWN = "unknown"  #: Nobody can say: missing, stale, errored, too short.
    UNMET = "unmet"  #: It was seen to fail, and that is not resolved.


VERDICT_OF = {
    Answer.MET: Verdict.GO,
    Answer.CONDITIONAL: Verdict.CONDITIONAL,
    Answer.UNKNOWN: Verdict.HOLD,
    Answer.UNMET: Verdict.NO_GO,
}


class SignatureState(enum.Enum):
    """How far a decision can be trusted."""

    UNSIGNED = "unsigned"  #: Nobody signed it; it is worth what its reader saw.


@dataclass(frozen=True)
class RequirementAnswer:
    """One requirement on one chain, and what the record says about it."""

    requirement: str
    """The requirement's identifier."""
    title: str
    chain: str
    answer: Answer
    rule: str
    """The rule that gave the answer, in one sentence."""
    seen: str
    """What was seen, in one sentence; says `nothing` where nothing was."""
    why: str
    remedy: str
    """What to do next; empty when it is met."""
    source: str
    evidence: tuple[str, ...] = ()
    """Digests of the evidence it rests on."""
    readings: tuple[str, ...] = ()
    """Digests of the artifacts with the raw readings."""
    figures: tuple[Figure, ...] = ()
    findings: tuple[str, ...] = ()
    """Open findings about it."""

    @property
    def verdict(self) -> Verdict:
        """Return what this answer alone would make of the decision."""
        return VERDICT_OF[self.answer]


@dataclass(frozen=True)
class Reason:
    """Something beside the requirements that weighs on the verdict."""

    about: str
    verdict: Verdict
    explanation: str
    remedy: str = ""
    code: str = ""
    """A word that does not change, such as `finding-blocks`: machines go by it."""
    subject: str = ""
    """What it is about, for machines: the id of a finding or a run, a signing key, a feature."""


@dataclass(frozen=True)
class Decision:
    """A verdict on one deployment under one policy, with every reason behind it."""

    network: str
    candidate: str
    deployment: str
    policy: str
    policy_title: str
    policy_digest: str
    level: str
    judged_at: datetime
    answers: tuple[RequirementAnswer, ...]
    reasons: tuple[Reason, ...] = ()
    """Findings, unfinished runs, drift, unknown identity: what no requirement covers."""
    notes: tuple[str, ...] = ()
    """What was ignored and why, and other things to know that change nothing."""
    signature: SignatureState = SignatureState.UNSIGNED

    @property
    def level_reached(self) -> str:
        """Return what the decision is worth: the policy's level, perhaps only conditionally."""
        is_conditional = self.verdict is Verdict.CONDITIONAL
        return f"{self.level}_CONDITIONAL" if is_conditional else self.level

    @property
    def verdict(self) -> Verdict:
        """Return the gravest verdict among answers and reasons; without answers: hold or worse."""
        answered = worst(answer.verdict for answer in self.answers)
        return worst([answered, *(reason.verdict for reason in self.reasons)])


def decision_bytes(decision: Decision) -> bytes:
    """Return a decision's canonical JSON: the same decision is the same bytes anywhere."""
    return digest.canonical_json(decision)


def decision_from_bytes(content: bytes) -> Decision:
    """Return the decision that `decision_bytes` wrote.

    Raises:
        UnreadableDecisionError: the bytes are no decision, or of another form of it.
    """
    try:
        return msgspec.json.decode(content, type=Decision)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableDecisionError(str(error)) from error
