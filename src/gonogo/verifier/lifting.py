"""What waivers and plans say of requirements that are not met: they make them conditional.

A waiver excuses a requirement until a date, a plan says how each of its open findings is
lived with, and neither covers a SEV 0 or 1. Whether the requirement may be excused at
all, and was looked at lately, `answers` knows.
"""

from collections.abc import Iterable
from functools import cached_property

from . import shape as s
from .counting import Counted
from .findings import Finding, Lives
from .policy import Requirement
from .questions import Case

_GRAVEST_THAT_CAN_BE_LIFTED = 2
_UNRATED = 99


class Lifting:
    """The waivers and plans that hold in one case."""

    def __init__(self, counted: Counted, case: Case, lives: Lives) -> None:
        self.counted = counted
        self.case = case
        self.lives = lives

    def are_planned(self, findings: Iterable[Finding]) -> bool:
        """Say whether each of these findings may be lived with, and has a plan for it."""
        return all(self._is_planned(finding) for finding in findings)

    def is_waived(
        self, requirement: Requirement, chain: str, unresolved: Iterable[Finding]
    ) -> bool:
        """Say whether a waiver covers a requirement there, and nothing too grave is open."""
        waived = self._waived.get(requirement.id, frozenset())
        return (None in waived or chain in waived) and not any(
            self.lives.severity.get(finding.id, _UNRATED) < _GRAVEST_THAT_CAN_BE_LIFTED
            for finding in unresolved
        )

    def _is_planned(self, finding: Finding) -> bool:
        severity = self.lives.severity.get(finding.id)
        return (
            severity is not None
            and severity >= _GRAVEST_THAT_CAN_BE_LIFTED
            and finding.id in self.lives.planned
        )

    @cached_property
    def _waived(self) -> dict[str, frozenset[str | None]]:
        """Return the chains on which each requirement is waived now; null stands for all."""
        found: dict[str, frozenset[str | None]] = {}
        latest = self.case.latest
        for act in self.counted.of_kind("waiver"):
            body = act.body
            if (body["network"], body["deployment"]) == (
                self.case.network,
                self.case.deployment,
            ) and act.at <= self.case.judged_at <= latest < s.read_time(body["until"]):
                own = found.get(body["requirement"], frozenset())
                found[body["requirement"]] = own | {body["chain"]}
        return found
