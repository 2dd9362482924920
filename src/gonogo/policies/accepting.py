"""The policy that `gonogo accept` makes of the gates that it was asked for.

A gate is held to what a policy says of it, if one is named, and to every default otherwise.
That policy also says how many runs it takes: so many straight passes, or as many as exclude
the failure rate that it does not put up with.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from gonogo.acceptance import NO_LIMIT, SHIPPED, check_of
from gonogo.acceptance.stability import attempts_needed
from gonogo.errors import GonogoError
from gonogo.readiness import Policy, Requirement

ACCEPT_POLICY = "accept"
ACCEPT_LEVEL = "ACCEPTANCE_ONLY"
_FRESHNESS_SECONDS = 24 * 3600.0


class GateNotInPolicyError(GonogoError):
    """A policy does not ask for a gate, so it says nothing about it."""

    def __init__(self, policy: str, gates: Iterable[str]) -> None:
        super().__init__(
            f"policy {policy} does not ask for gate {', '.join(gates)}",
            hint=f"See what it asks for: gonogo policy show {policy}. Or leave --policy away.",
        )


@dataclass(frozen=True)
class Wanted:
    """What is to be run."""

    policy: Policy
    runs: int
    """How many times, one after the other."""


def wanted_of(
    gates: Iterable[str],
    policy: Policy | None = None,
    *,
    are_some_excluded: bool = False,
    is_from_elsewhere: bool = False,
) -> Wanted:
    """Return what these gates are held to, and how many runs that takes.

    Whoever excludes tests, or brings them from elsewhere, in so many words, is not told that
    this will not do. Under a policy it may not.

    Raises:
        GateNotInPolicyError: the policy says nothing about one of them.
    """
    gates = tuple(dict.fromkeys(gates))
    said: tuple[tuple[str, str], ...] = (
        *((("from_elsewhere", "true"),) if is_from_elsewhere else ()),
        *((("most_left_out", str(NO_LIMIT)),) if are_some_excluded else ()),
    )
    rows = {row.check: row for row in policy.requirements} if policy is not None else {}
    missing = [gate for gate in gates if check_of(gate) not in rows]
    if policy is not None and missing:
        raise GateNotInPolicyError(policy.name, missing)
    asked = [rows.get(check_of(gate)) for gate in gates]
    made = Policy(
        name=ACCEPT_POLICY,
        title="Acceptance tests, and nothing else",
        level=ACCEPT_LEVEL,
        requirements=tuple(
            _requirement(gate, row, said) for gate, row in zip(gates, asked, strict=True)
        ),
        interval_seconds=1.0,
    )
    return Wanted(made, max((_runs(row) for row in asked if row is not None), default=1))


def _requirement(
    gate: str, row: Requirement | None, said: tuple[tuple[str, str], ...]
) -> Requirement:
    return Requirement(
        id=f"gate-{gate.removeprefix(SHIPPED).lower()}",
        title=f"The gate {gate} passes",
        why="It was asked for on the command line.",
        remedy="Open the report that its run left.",
        source="the command line",
        check=check_of(gate),
        parameters=said if row is None else row.parameters,
        freshness_seconds=_FRESHNESS_SECONDS,
    )


def _runs(row: Requirement) -> int:
    percent = row.repeatable_failure_percent
    # As many as exclude that rate if none of them fails.
    needed = None if percent is None else attempts_needed(percent)
    return max(row.passes, needed or 1)
