"""What it takes to meet a policy: how many passes, how long, when, by whom.

Only numbers and times are worked out here, from the policy's own; `story` makes acts
of them.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from gonogo import digest
from gonogo.readiness import ChainScope, Policy, Requirement
from gonogo.record import RecordedDeployment, RecordedFact, RecordedIdentity

NETWORK, CHAIN = "selftest", "selftest-l2"
FEATURE, COMPONENT, VERSION = "selftest-feature", "op-node", "1.0.0"
_LEAST_WINDOW = 1.0
_MOST_ATTEMPTS = 20_000
_RUNS = 3
_ERROR = Fraction(1, 20)


class NoControlError(Exception):
    """A policy cannot be met by anything that is tried here; says why."""


def named(what: str) -> str:
    """Return a digest to tell things apart by."""
    return digest.of_bytes(f"gonogo selftest: {what}".encode())


def deployment_of(what: str) -> RecordedDeployment:
    """Return a deployment to tell apart from others."""
    facts = (RecordedFact("genesis", named(what)),)
    return RecordedDeployment(NETWORK, named("candidate"), RecordedIdentity(facts))


@dataclass(frozen=True)
class Plan:
    """When the passes of a policy's checks are seen."""

    judged_at: datetime
    """The moment for which all is met."""
    ends: tuple[datetime, ...]
    """The ends of the windows, oldest first."""
    slot: timedelta
    """How far apart windows are at the least."""
    passes: dict[str, int]
    """By requirement, how many of the last windows it passes in."""
    components: tuple[str, ...]

    @property
    def began(self) -> datetime:
        """When the workspace begins."""
        return self.ends[0] - self.slot - timedelta(hours=2)

    @property
    def chains(self) -> tuple[ChainScope, ...]:
        """What is judged."""
        return (ChainScope(CHAIN, self.components),)

    @property
    def runs(self) -> tuple[tuple[datetime, ...], ...]:
        """The ends, cut into a few runs; the last run has one."""
        size = math.ceil((len(self.ends) - 1) / (_RUNS - 1)) or 1
        first = self.ends[:-1]
        cut = [first[at : at + size] for at in range(0, len(first), size)]
        return (*cut, self.ends[-1:])


def plan_of(policy: Policy, now: datetime) -> Plan:
    """Work out how a policy is met at about this time.

    Raises:
        NoControlError: it cannot be.
    """
    judged_at = _outside_freezes(policy, now.replace(microsecond=0))
    asked = observed(policy)
    needed = {each.id: _attempts(each) for each in asked}
    longest = max((each.window_seconds for each in asked), default=0.0)
    slot = max(longest, _LEAST_WINDOW) + 1.0
    if policy.soak_seconds and not asked:
        raise NoControlError("it asks for a soak and observes nothing, so nothing can be seen")
    count, slot = _soaked(policy, max([2, *needed.values()]), slot)
    if asked:
        # One is seen all the time, so that the deployment was.
        needed[asked[0].id] = count
    last = judged_at - timedelta(seconds=90)
    ends = tuple(last - timedelta(seconds=slot) * (count - 1 - at) for at in range(count))
    components = {COMPONENT, *(each.component for each in policy.requirements if each.component)}
    return Plan(judged_at, ends, timedelta(seconds=slot), needed, tuple(sorted(components)))


def observed(policy: Policy) -> tuple[Requirement, ...]:
    """Return the requirements that a check answers."""
    return tuple(each for each in policy.requirements if each.check is not None)


def by_hand(policy: Policy) -> tuple[Requirement, ...]:
    """Return the requirements that people answer."""
    return tuple(each for each in policy.requirements if each.check is None)


def window_seconds(requirement: Requirement) -> float:
    """Return how long a window is that is long enough, and not nothing."""
    return max(requirement.window_seconds, _LEAST_WINDOW)


def _attempts(requirement: Requirement) -> int:
    """Return how many straight passes it takes; none failed, so all attempts are passes."""
    count = max(requirement.passes, 1)
    percent = requirement.repeatable_failure_percent
    if percent is None:
        return count
    rate = 1 - Fraction(repr(percent)) / 100
    # Rounded arithmetic finds about where, exact arithmetic decides.
    least = max(1, int(math.log(_ERROR) / math.log(rate)) - 1) if rate else 1
    while rate**least > _ERROR:
        least += 1
    if least > _MOST_ATTEMPTS:
        raise NoControlError(f"{requirement.id} asks for {least} passes, more than are made here")
    return max(count, least)


def _soaked(policy: Policy, count: int, slot: float) -> tuple[int, float]:
    """Return how many windows, and how far apart, so that the deployment was soaked."""
    if not policy.soak_seconds:
        return count, slot
    # Seen for somewhat longer than is asked, as judging takes place a little later.
    span = policy.soak_seconds + 3600.0
    gap = policy.soak_longest_gap_seconds
    if gap:
        count = max(count, math.ceil(span / (gap * 0.9)) + 1)
    slot = max(slot, span / (count - 1))
    if gap and slot > gap:
        raise NoControlError("its windows are longer than the soak may go unobserved")
    return count, slot


def _outside_freezes(policy: Policy, moment: datetime) -> datetime:
    """Return the first moment from here on at which nothing is frozen."""
    for freeze in sorted(policy.freezes, key=lambda each: each.starts_at):
        if freeze.starts_at <= moment + timedelta(days=1) and moment < freeze.ends_at:
            moment = freeze.ends_at + timedelta(minutes=1)
    return moment
