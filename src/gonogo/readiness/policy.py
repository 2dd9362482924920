"""A policy: what must hold before one transition, as data.

A policy is written for a transition (`rehearsal`, `promote:alphanet`) and lists
every row of the checklist. A row that nothing observes automatically has no
check: it holds until a signed manual record meets it. A policy that requires
nothing cannot be built, because every network would meet it.
"""

import contextlib
import math
from dataclasses import dataclass
from datetime import datetime

import msgspec

from gonogo import digest
from gonogo.errors import GonogoError


class EmptyPolicyError(GonogoError):
    """A policy has no requirements, so every network would meet it."""

    def __init__(self, policy: str) -> None:
        super().__init__(
            f"policy {policy!r} has no requirements",
            hint="Name at least one requirement, or delete the policy.",
        )
        self.policy = policy


@dataclass(frozen=True)
class Requirement:
    """One thing that must hold, why, and what to do when it does not."""

    id: str
    title: str
    why: str
    remedy: str
    source: str
    """Where the rule comes from: a line of the process or the checklist."""
    check: str | None = None
    """The check that answers it; None: only a signed manual record can."""
    component: str | None = None
    """The component that it is about; only where the inventory lacks it, it does not apply."""
    parameters: tuple[tuple[str, str], ...] = ()
    """What the check holds the network to, sorted by name, values as text."""
    window_seconds: float = 0.0
    """How long must be observed in one piece."""
    freshness_seconds: float = 0.0
    """How old a pass may be."""
    passes_to_resolve: int = 1
    """How many later passes a failure needs."""
    passes: int = 1
    """How many straight passes it takes to be met."""
    is_invariant: bool = False
    """No waiver ever covers it, and it is never put into a rate."""
    repeatable_failure_percent: float | None = None
    """The failure rate that its attempts must exclude; None: it carries no rate."""
    roles: tuple[str, ...] = ()
    """Who may sign it, where no check answers it: `platforms`, `feature`. Sorted."""
    people: int = 1
    """How many distinct people must sign it, where no check answers it."""

    def __post_init__(self) -> None:
        """Refuse durations that nothing can be compared with.

        Raises:
            ValueError: the window or the freshness is no finite number.
        """
        # No comparison with a NaN is ever true, so nothing would be too short for it or too old.
        if not (math.isfinite(self.window_seconds) and math.isfinite(self.freshness_seconds)):
            raise ValueError(f"the window and freshness of {self.id!r} must be finite numbers")


@dataclass(frozen=True)
class Freeze:
    """A time in which nothing may go on, such as a holiday or a release of another network."""

    starts_at: datetime
    ends_at: datetime
    """The first moment after it."""
    reason: str


@dataclass(frozen=True)
class Policy:
    """The requirements of one transition."""

    name: str
    title: str
    level: str
    """What a decision under this policy is worth: `READINESS_REHEARSAL`."""
    requirements: tuple[Requirement, ...]
    interval_seconds: float
    """How often the network is read during a window."""
    resolves_by_pass: bool = False
    """Whether later passes alone resolve a finding, without a cause."""
    validity_seconds: float = 0.0
    """For how long a determination under it may be acted on; zero: it may not."""
    soak_seconds: float = 0.0
    """How long before the judgement the deployment must have been observed first."""
    soak_longest_gap_seconds: float = 0.0
    """How long it may have gone unobserved in between; zero: for any time."""
    freezes: tuple[Freeze, ...] = ()
    accepts_solo: bool = True
    """Whether one person alone may have done everything."""
    needs_scope: bool = False
    """Whether it must be said which features are in scope."""
    requires_passed: str | None = None
    """The transition that every feature in scope must have passed before."""

    def __post_init__(self) -> None:
        """Refuse a policy that nothing can fail."""
        if not self.requirements:
            raise EmptyPolicyError(self.name)

    @property
    def digest(self) -> str:
        """Return the name of this policy by its content."""
        return digest.of_value(self)

    @property
    def is_of_plan(self) -> bool:
        """Whether it is about what is planned, before there is anything to observe."""
        return self.name.startswith("deploy:")

    @property
    def window_seconds(self) -> float:
        """Return the longest window that any requirement asks for."""
        return max(requirement.window_seconds for requirement in self.requirements)


def policy_from_bytes(content: bytes, name: str) -> Policy | None:
    """Return the policy of this digest; None: these bytes are not that policy."""
    with contextlib.suppress(msgspec.MsgspecError, EmptyPolicyError, ValueError):
        policy = msgspec.json.decode(content, type=Policy)
        # Read and written again it must be the same, or something of it was not understood.
        if digest.of_bytes(content) == policy.digest == name:
            return policy
    return None
