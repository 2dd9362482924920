"""The story by which a policy is met: who signed what, from the first trust to the last pass.

A list of drafts, so that a case can leave one out or have it say something else before
anything is signed: the base with exactly one change.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from gonogo import digest
from gonogo.evidence import Evidence
from gonogo.people import ActKind, Role
from gonogo.readiness import Policy
from gonogo.record import PeopleBody, PolicyBody, ScopeBody, TrustBody
from gonogo.selftest.bodies import item_of, manual_body, run_bodies, scoped
from gonogo.selftest.cast import Cast
from gonogo.selftest.drafts import Change, Draft, sign, unchanged
from gonogo.selftest.plan import FEATURE, Plan, by_hand, observed
from gonogo.selftest.scene import Disk, Scene
from gonogo.selftest.stage_before import pass_before, policy_before


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
        pass_before(policy, plan, scene, change)
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
