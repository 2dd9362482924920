"""Decide about a step: what a determination says of what was judged.

Whoever decides may confirm a verdict or make it worse, never better: the verdict and its
level follow from the decision as it was judged, with what they added among its reasons.
"""

from datetime import timedelta

from gonogo import digest
from gonogo.promotion import Judged, determination_body
from gonogo.readiness import Reason, Verdict, decision_bytes, outline
from gonogo.record import Act, Block, DeterminationBody, OutlineBody
from gonogo.workflows import Judgement, decisions_in_force, scope_of

BLOCKED = "blocked"
"""The code of what whoever decides says in words of their own."""


def blocked(reason: str, verdict: Verdict) -> Reason:
    """Return the reason of whoever decides against a step."""
    explanation = f"whoever decided says so: {reason.strip()}"
    remedy = "Ask whoever decided what would change it, then let them decide again."
    return Reason("decision", verdict, explanation, remedy, BLOCKED, reason.strip())


def outline_of(judgement: Judgement) -> OutlineBody:
    """Return what a judgement comes to, without words for people."""
    return outline(judgement.decision)


def determination_of(judgement: Judgement, transition: str) -> DeterminationBody:
    """Return what a determination on a judgement says."""
    decision, policy = judgement.decision, judgement.policy
    judged = Judged(
        network=decision.network,
        transition=transition,
        deployment=judgement.seen.deployment,
        candidate=decision.candidate,
        scope=scope_of(judgement.seen.network),
        features=judgement.features,
        policy_digest=policy.digest,
        policy_level=policy.level,
        validity=timedelta(seconds=policy.validity_seconds),
        judged_at=decision.judged_at,
        outline=outline_of(judgement),
        blocks=tuple(
            Block(each.code, each.subject, each.verdict.value, each.explanation)  # type: ignore[arg-type]  # a block holds or is a no-go
            for each in judgement.blocks
        ),
        decision=digest.of_bytes(decision_bytes(decision)),
    )
    return determination_body(judged, judgement.counted.acts)


def replaced_by(body: DeterminationBody, judgement: Judgement) -> tuple[Act, ...]:
    """Return the decisions that stand and that a new one would replace."""
    standing = decisions_in_force(judgement.counted.acts, body.network, body.transition)
    return tuple(act for act in standing if act.id in body.supersedes)
