"""What acts of the story say: looks that passed, runs that answered everything, sign-offs.

All of it is about one candidate on one deployment, and is as sound as a policy can ask for; what
is wrong in a case is put there by the case.
"""

from datetime import datetime, timedelta

from gonogo.evidence import Evidence, Outcome, Window
from gonogo.readiness import Policy, Requirement
from gonogo.record import (
    Act,
    ComponentVersion,
    DeterminationBody,
    FeatureVersions,
    ManualResultBody,
    RunEndedBody,
    RunStartedBody,
    ScopedFeature,
    SelectedQuestion,
    StepBody,
)
from gonogo.selftest.cast import Cast
from gonogo.selftest.plan import (
    CHAIN,
    COMPONENT,
    FEATURE,
    NETWORK,
    VERSION,
    deployment_of,
    named,
    window_seconds,
)

DEPLOYMENT = deployment_of("deployment")
CANDIDATE = named("candidate")
FEATURES = (FeatureVersions(FEATURE, (ComponentVersion(COMPONENT, VERSION),)),)


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
