"""The outline of a decision: what two implementations must agree on, byte for byte.

Without any words for people, so that a better sentence does not make another
decision of it. A signed determination carries it, and the verifier derives it again.
"""

from gonogo import digest
from gonogo.readiness.decision import Decision
from gonogo.record import OutlineAnswer, OutlineBody, OutlineReason


def outline(decision: Decision) -> OutlineBody:
    """Return what a decision comes to."""
    answers = (
        OutlineAnswer(given.answer.value, given.chain, given.requirement)
        for given in decision.answers
    )
    reasons = {(reason.code, reason.subject, reason.verdict.value) for reason in decision.reasons}
    return OutlineBody(
        answers=tuple(sorted(answers, key=lambda given: (given.requirement, given.chain))),
        reasons=tuple(OutlineReason(*each) for each in sorted(reasons)),  # type: ignore[arg-type]  # the verdict is one
        verdict=decision.verdict.value,
    )


def outline_bytes(decision: Decision) -> bytes:
    """Return the canonical JSON of a decision's outline."""
    return digest.canonical_json(outline(decision))
