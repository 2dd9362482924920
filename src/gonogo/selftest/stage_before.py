"""The stage before: what a policy asks to have passed there, and how that is signed.

One person looks at another network, decides and promotes, under a policy that asks for that look
alone. It is the least that makes a pass, so that what a case takes away is missed.
"""

from datetime import timedelta

from gonogo.people import ActKind, Role
from gonogo.readiness import Policy, Requirement
from gonogo.record import (
    Body,
    DeterminationBody,
    ManualResultBody,
    OutlineAnswer,
    OutlineBody,
    ScopedChain,
)
from gonogo.selftest.bodies import FEATURES, step_on
from gonogo.selftest.drafts import Change, Draft
from gonogo.selftest.plan import CHAIN, COMPONENT, Plan, named
from gonogo.selftest.scene import Scene

_BEFORE = "selftest-before"
_ROW_BEFORE = Requirement(
    id="before",
    title="What the stage before asked",
    why="A feature must have passed there.",
    remedy="Sign that it is so.",
    source="selftest",
    freshness_seconds=timedelta(days=1).total_seconds(),
    roles=(Role.PLATFORMS.value,),
)


def pass_before(policy: Policy, plan: Plan, scene: Scene, change: Change) -> None:
    """Sign that the feature passed the transition before, which the policy asks for."""
    cast = scene.cast
    at = plan.judged_at - timedelta(seconds=30)
    seen = ManualResultBody(
        _BEFORE, named("deployment before"), _ROW_BEFORE.id, CHAIN, "passed", "seen there", ()
    )
    result = change(Draft(ActKind.MANUAL_RESULT, seen, cast.platforms, at - timedelta(seconds=1)))
    if result is not None:
        scene.sign(result.kind, result.body, by=result.by, at=result.at)
    decided = DeterminationBody(
        network=_BEFORE,
        transition=str(policy.requires_passed),
        deployment=named("deployment before"),
        candidate=named("candidate before"),
        policy_digest=policy_before(str(policy.requires_passed)).digest,
        scope=(ScopedChain(CHAIN, (COMPONENT,)),),
        judged_at=at,
        features=FEATURES,
        outline=OutlineBody((OutlineAnswer("met", CHAIN, "before"),), (), "go"),
        blocks=(),
        verdict="go",
        level="READINESS_BEFORE",
        valid_until=at + timedelta(days=1),
        supersedes=(),
        decision=named("decision before"),
    )
    draft = change(Draft(ActKind.DETERMINATION, decided, cast.platforms, at))
    if draft is None:
        return
    decision = scene.sign(draft.kind, draft.body, by=draft.by, at=draft.at)
    step = change(Draft(ActKind.PROMOTION, step_on(decision), cast.platforms, at))
    if step is not None:
        scene.sign(step.kind, step.body, by=step.by, at=step.at)


def policy_before(transition: str) -> Policy:
    """Return the policy under which the feature passed the stage before; it asks one person."""
    return Policy(
        name=transition,
        title="The stage before",
        level="READINESS_BEFORE",
        requirements=(_ROW_BEFORE,),
        interval_seconds=1.0,
        validity_seconds=timedelta(days=1).total_seconds(),
    )


def is_before(body: Body) -> bool:
    """Say whether something is a look at the network of the stage before."""
    return isinstance(body, ManualResultBody) and body.network == _BEFORE
