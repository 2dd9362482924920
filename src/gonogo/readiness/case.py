"""A requirement on a chain, with everything that its answer rests on.

What is asked of it here is the same for every answer: whether it applies, how often it
failed, what is fresh, and who signed.
"""

import shlex
from dataclasses import dataclass

from gonogo.evidence import Evidence
from gonogo.readiness.attempts import Attempts
from gonogo.readiness.lineage import Lineage
from gonogo.readiness.policy import Policy, Requirement
from gonogo.readiness.rate import is_rate_exceeded
from gonogo.readiness.record import ChainScope, Record
from gonogo.readiness.standing import Asked, Standing, count_apart, does_apply, stand


@dataclass(frozen=True)
class Case:
    """A requirement on a chain, with everything that its answer rests on."""

    requirement: Requirement
    chain: ChainScope
    policy: Policy
    record: Record
    attempts: Attempts
    lineage: Lineage
    standing: Standing

    @property
    def applies(self) -> bool:
        """Whether the chain has what the requirement is about."""
        return does_apply(self.requirement, self.chain.components)

    @property
    def full_attempts(self) -> tuple[int, int]:
        """How many attempts on this deployment failed, and how many there were."""
        here = sum(item.deployment == self.record.deployment for item in self.standing.failures)
        return here, here + count_apart(self.standing.full_passes, None)

    @property
    def is_failing_too_often(self) -> bool:
        """Whether it fails more often than its requirement allows."""
        percent = self.requirement.repeatable_failure_percent
        if percent is None or not self.applies:
            return False
        return is_rate_exceeded(*self.full_attempts, percent)

    @property
    def remedy(self) -> str:
        """What to do, with the network's name where its policy can only say that one belongs."""
        name = shlex.quote(self.record.network)
        return self.requirement.remedy.replace("--network NETWORK", f"--network {name}")

    @property
    def assess(self) -> str:
        """Return the command that asks it again, which must be one that works when it is typed."""
        policy = shlex.quote(self.record.policy_as_typed or self.policy.name)
        return f"`gonogo assess {self.record.network} --policy {policy}`"


def ask(  # noqa: PLR0913, PLR0917 - what is asked, of what, and all that it rests on
    requirement: Requirement,
    chain: ChainScope,
    policy: Policy,
    record: Record,
    attempts: Attempts,
    lineage: Lineage,
) -> Case:
    """Put together what the answer to a requirement on a chain rests on."""
    standing = stand(Asked(requirement, policy, chain.components, lineage), attempts)
    return Case(requirement, chain, policy, record, attempts, lineage, standing)


def signers(case: Case) -> frozenset[str]:
    """Return who signed the fresh passes of a requirement since its last failure."""
    since = case.standing.failed_at
    acts = {
        item.run
        for item in case.standing.full_passes
        if is_fresh(item, case) and (since is None or item.window.started_at >= since)
    }
    return frozenset(result.person for result in case.record.manual_results if result.act in acts)


def is_fresh(item: Evidence, case: Case) -> bool:
    """Say whether evidence is young enough; a policy without a freshness accepts none."""
    freshness = case.requirement.freshness_seconds
    age = (case.record.judged_at - item.window.ended_at).total_seconds()
    return freshness > 0 and 0 <= age <= freshness
