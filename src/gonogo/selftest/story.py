"""The story by which a policy is met: who signed what, from the first trust to the last pass.

A list of drafts, so that a case can leave one out or have it say something else before
anything is signed: the base with exactly one change.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from gonogo import digest
from gonogo.evidence import Evidence, Outcome, Window
from gonogo.people import ActKind, Role
from gonogo.readiness import Policy, Requirement
from gonogo.record import (
    Act,
    Body,
    ComponentVersion,
    DeterminationBody,
    EndorsementBody,
    FeatureVersions,
    ManualResultBody,
    OutlineAnswer,
    OutlineBody,
    PeopleBody,
    PolicyBody,
    RunEndedBody,
    RunStartedBody,
    ScopeBody,
    ScopedChain,
    ScopedFeature,
    SelectedQuestion,
    StepBody,
    TrustBody,
)
from gonogo.selftest.cast import Cast
from gonogo.selftest.plan import (
    CHAIN,
    COMPONENT,
    FEATURE,
    NETWORK,
    VERSION,
    Plan,
    deployment_of,
    named,
    window_seconds,
)
from gonogo.selftest.scene import Disk, Scene

DEPLOYMENT = deployment_of("deployment")
CANDIDATE = named("candidate")
FEATURES = (FeatureVersions(FEATURE, (ComponentVersion(COMPONENT, VERSION),)),)
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


@dataclass(frozen=True)
class Draft:
    """An act that is going to be signed."""

    kind: ActKind
    body: Body
    by: str
    at: datetime
    workspace: str | None = None


Change = Callable[[Draft], Draft | None]
"""What a case makes of a draft; None: it is never signed."""


def unchanged(draft: Draft) -> Draft:
    """Leave a draft as it is."""
    return draft


def sign_alone(scene: Scene, draft: Draft) -> Act:
    """Sign a draft, and nothing else."""
    return scene.sign(draft.kind, draft.body, by=draft.by, at=draft.at, workspace=draft.workspace)


def sign(scene: Scene, draft: Draft) -> None:
    """Sign a draft; to who is who the other roots agree, since it names not only roots."""
    act = sign_alone(scene, draft)
    if draft.kind is ActKind.PEOPLE:
        agreed = EndorsementBody(act.id, "agreed")
        for root in scene.cast.trust.roots[1:]:
            scene.sign(ActKind.ENDORSEMENT, agreed, by=f"root:{root.name}", at=draft.at)


def tell(  # noqa: PLR0913 - What is told, of whom, where, and how it is changed.
    policy: Policy,
    plan: Plan,
    cast: Cast,
    disk: Disk,
    change: Change = unchanged,
    *,
    signing: Callable[[Scene, Draft], object] = sign,
) -> Scene:
    """Sign the story of a policy that is met, but for what is changed."""
    scene = Scene(disk, cast, plan.began, {}, {})
    earlier = Earlier(policy, plan, cast)
    for draft in earlier.drafts():
        changed = change(draft)
        if changed is not None:
            signing(scene, changed)
    if policy.requires_passed is not None:
        scene.policies = (digest.canonical_json(policy_before(policy.requires_passed)),)
        _pass_before(policy, plan, scene, change)
    scene.now = max(scene.now, plan.judged_at)
    return scene


@dataclass(frozen=True)
class Earlier:
    """Everything that is signed before anybody decides."""

    policy: Policy
    plan: Plan
    cast: Cast

    def drafts(self) -> list[Draft]:
        """Return all of it, oldest first."""
        drafts = [*self._beginning(), *self._runs(), *self._by_hand()]
        return sorted(drafts, key=lambda draft: draft.at)

    def _beginning(self) -> Iterator[Draft]:
        cast, at = self.cast, self.plan.began
        yield Draft(ActKind.TRUST, TrustBody.of(cast.trust), cast.root, at)
        yield Draft(ActKind.PEOPLE, PeopleBody.of(cast.people), cast.root, at)
        taken = PolicyBody(self.policy.name, self.policy.digest)
        yield Draft(ActKind.POLICY, taken, cast.platforms, at)
        yield Draft(ActKind.SCOPE, ScopeBody((scoped(cast, FEATURE),)), cast.platforms, at)

    def _runs(self) -> Iterator[Draft]:
        number = 0
        for ends in self.plan.runs:
            items = self._seen(ends, f"run-{number + 1}")
            if not items:
                continue
            number += 1
            run = f"run-{number}"
            began = min(item.window.started_at for item in items)
            started, ended = run_bodies(self.policy, run, number, items)
            yield Draft(ActKind.RUN_STARTED, started, self.cast.runner, began)
            yield Draft(ActKind.RUN_ENDED, ended, self.cast.runner, ends[-1])

    def _seen(self, ends: tuple[datetime, ...], run: str) -> tuple[Evidence, ...]:
        return tuple(
            item_of(requirement, run, end)
            for requirement in observed(self.policy)
            for end in ends
            if end in self.plan.ends[-self.plan.passes[requirement.id] :]
        )

    def _by_hand(self) -> Iterator[Draft]:
        for requirement in by_hand(self.policy):
            able = self.cast.those_with(*(Role(role) for role in requirement.roles))
            count = max(requirement.people, requirement.passes, 1)
            for number in range(count):
                at = self.plan.judged_at - timedelta(seconds=80) + timedelta(seconds=number)
                body = manual_body(requirement.id, note=f"look {number + 1}")
                yield Draft(ActKind.MANUAL_RESULT, body, able[number % len(able)], at)


def _pass_before(policy: Policy, plan: Plan, scene: Scene, change: Change) -> None:
    """Let the feature pass the transition before, which the policy asks for."""
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


def step_on(decision: Act) -> StepBody:
    """Return the step on a decision, of exactly what that was about."""
    body = decision.body
    assert isinstance(body, DeterminationBody)  # noqa: S101 - It was just signed as one.
    return StepBody(
        determination=decision.id,
        network=body.network,
        transition=body.transition,
        deployment=str(body.deployment),
        candidate=body.candidate,
        features=body.features,
    )


def scoped(cast: Cast, feature: str) -> ScopedFeature:
    """Return a feature that is in scope here."""
    team = cast.people.teams[0].name
    return ScopedFeature(feature, feature, team, (COMPONENT,), (NETWORK,))


def observed(policy: Policy) -> tuple[Requirement, ...]:
    """Return the requirements that a check answers."""
    return tuple(each for each in policy.requirements if each.check is not None)


def by_hand(policy: Policy) -> tuple[Requirement, ...]:
    """Return the requirements that people answer."""
    return tuple(each for each in policy.requirements if each.check is None)


def item_of(
    requirement: Requirement,
    run: str,
    ended_at: datetime,
    outcome: Outcome = Outcome.PASSED,
    *,
    seconds: float | None = None,
) -> Evidence:
    """Return an answer to a requirement, from a window that is long enough."""
    length = window_seconds(requirement) if seconds is None else seconds
    return Evidence(
        run=run,
        check=str(requirement.check),
        chain=CHAIN,
        deployment=DEPLOYMENT.digest,
        outcome=outcome,
        summary=f"made up by gonogo selftest: {outcome.value}",
        window=Window(ended_at - timedelta(seconds=length), ended_at),
        parameters=requirement.parameters,
    )


def run_bodies(
    policy: Policy, run: str, number: int, items: tuple[Evidence, ...]
) -> tuple[RunStartedBody, RunEndedBody]:
    """Return the beginning and the end of a run that answered everything that it selected."""
    questions = sorted({(item.check, item.chain) for item in items})
    started = RunStartedBody(
        run=run,
        number=number,
        network=NETWORK,
        policy=policy.name,
        policy_digest=policy.digest,
        selections=tuple(SelectedQuestion(*each) for each in questions),
    )
    return started, ended_body(run, items)


def ended_body(run: str, items: tuple[Evidence, ...]) -> RunEndedBody:
    """Return the end of a run on the deployment that is judged."""
    return RunEndedBody(
        run=run,
        state="finished",
        network=NETWORK,
        candidate=CANDIDATE,
        deployment=DEPLOYMENT,
        is_void=False,
        evidence=items,
        unknown_facts=(),
        problems=(),
    )


def manual_body(requirement: str, *, note: str = "seen") -> ManualResultBody:
    """Return a sign-off: somebody tested a requirement by hand, and it passed."""
    return ManualResultBody(
        network=NETWORK,
        deployment=DEPLOYMENT.digest,
        requirement=requirement,
        chain=None,
        outcome="passed",
        note=note,
        attachments=(),
    )
