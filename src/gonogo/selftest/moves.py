"""Moves: what people, runners and forgers do in a scene, one function each.

Each adds to a scene what it says and nothing else, a second after the last act.
"""

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from gonogo.evidence import Evidence, Outcome
from gonogo.people import ActKind, People
from gonogo.readiness import Requirement
from gonogo.record import (
    Act,
    EndorsementBody,
    FindingBody,
    PeopleBody,
    PlanBody,
    RatingBody,
    RunStartedBody,
    SelectedQuestion,
    WaiverBody,
)
from gonogo.selftest.bodies import CANDIDATE, DEPLOYMENT, ended_body, item_of, run_bodies
from gonogo.selftest.plan import CHAIN, NETWORK
from gonogo.selftest.scene import Scene
from gonogo.selftest.stand import Stand


def run_again(
    stand: Stand,
    scene: Scene,
    *outcomes: tuple[Requirement, Outcome],
    asked: Sequence[Requirement] | None = None,
    number_ahead: int = 0,
    **changes: object,
) -> Evidence | None:
    """Let the runner run once more; return the first of what it recorded.

    Args:
        stand: the policy that is tried.
        scene: where it runs.
        outcomes: what it records, by requirement.
        asked: what it selected; what it recorded, if not given.
        number_ahead: how many runs it says were between the last one and this.
        changes: what else its end says.
    """
    run, number = f"run-again-{len(scene.acts)}", _next_number(scene) + number_ahead
    items = tuple(
        item_of(requirement, run, scene.now + timedelta(seconds=2), outcome, seconds=1.0)
        for requirement, outcome in outcomes
    )
    started, ended = run_bodies(stand.policy, run, number, items)
    if asked is not None:
        started = msgspec.structs.replace(started, selections=_questions(asked))
    if changes:
        ended = msgspec.structs.replace(ended, **changes)
    scene.sign(ActKind.RUN_STARTED, started, by=scene.cast.runner)
    scene.sign(ActKind.RUN_ENDED, ended, by=scene.cast.runner)
    return items[0] if items else None


def start_run(stand: Stand, scene: Scene, *asked: Requirement) -> RunStartedBody:
    """Let the runner begin a run that it never ends."""
    started, _ = run_bodies(stand.policy, f"run-begun-{len(scene.acts)}", _next_number(scene), ())
    started = msgspec.structs.replace(started, selections=_questions(asked))
    scene.sign(ActKind.RUN_STARTED, started, by=scene.cast.runner)
    return started


def end_run(scene: Scene, started: RunStartedBody, *items: Evidence, by: str) -> Act:
    """Let somebody end a run."""
    return scene.sign(ActKind.RUN_ENDED, ended_body(started.run, items), by=by)


def finding(
    scene: Scene,
    *,
    by: str,
    severity: int | None = None,
    requirement: str | None = None,
) -> Act:
    """Let somebody find something wrong."""
    body = FindingBody(
        network=NETWORK,
        deployment=DEPLOYMENT.digest,
        candidate=CANDIDATE,
        chain=None,
        requirement=requirement,
        title="made up by gonogo selftest",
        description="made up by gonogo selftest",
        impact=None,
        severity=severity,
        owning_team=None,
        tracker_url=None,
    )
    return scene.sign(ActKind.FINDING, body, by=by)


def rate(scene: Scene, finding_id: str, severity: int, *, by: str) -> Act:
    """Let somebody say how grave a finding is."""
    body = RatingBody(finding_id, severity, "funds would be stuck", "as the definitions say")
    return scene.sign(ActKind.RATING, body, by=by)


def endorse(scene: Scene, act: Act, *, by: str) -> Act:
    """Let somebody agree to an act."""
    return scene.sign(ActKind.ENDORSEMENT, EndorsementBody(act.id, "agreed"), by=by)


def adopt(scene: Scene, people: People) -> Act:
    """Let as many roots as there are say who is who from now on."""
    act = scene.sign(ActKind.PEOPLE, PeopleBody.of(people), by=scene.cast.root)
    for root in scene.trust.roots[1:]:
        endorse(scene, act, by=f"root:{root.name}")
    return act


def plan(scene: Scene, finding_id: str, *, by: str, days: int = 3, drill: str | None = None) -> Act:
    """Let somebody say how a finding is lived with."""
    body = PlanBody(
        finding=finding_id,
        owner=by.partition("#")[0],
        due=(scene.now + timedelta(days=days)).date(),
        text="restart it by hand",
        drill=drill,
        no_drill_because=None if drill else "it cannot be exercised here",
    )
    return scene.sign(ActKind.PLAN, body, by=by)


def waive(
    scene: Scene,
    requirement: str,
    *,
    by: str,
    days: float = 1,
    deployment: str = DEPLOYMENT.digest,
) -> Act:
    """Let somebody excuse a requirement for some days; fewer than none: it is over."""
    body = WaiverBody(
        network=NETWORK,
        deployment=deployment,
        requirement=requirement,
        chain=None,
        until=scene.now + timedelta(days=days),
        reason="made up by gonogo selftest",
    )
    return scene.sign(ActKind.WAIVER, body, by=by)


def disturb(stand: Stand, scene: Scene, requirement: Requirement) -> None:
    """Make a requirement unknown: its check errors; what people answer is said of nobody."""
    run_again(stand, scene, (requirement, Outcome.ERRORED))


def _next_number(scene: Scene) -> int:
    runner = scene.cast.signers[scene.cast.runner].fingerprint
    return 1 + sum(act.signer == runner for act in scene.of_kind(ActKind.RUN_STARTED))


def _questions(asked: Sequence[Requirement]) -> tuple[SelectedQuestion, ...]:
    checks = sorted({str(each.check) for each in asked if each.check is not None})
    return tuple(SelectedQuestion(check, CHAIN) for check in checks)
