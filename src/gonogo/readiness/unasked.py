"""What shows that a gate is mended about which no requirement asks.

Anybody may run a gate by itself, and what failed then weighs on every verdict. Where later
passes alone resolve what a policy asks for, they resolve this too: the gate, run again as it
stands, with every test seen to pass. Whoever excludes tests, or brings results from
elsewhere, says so in parameters, and is not believed here: no policy bears with that.

Only gates: they are asked whole, so a pass of one has no length that a policy would have to
say. How long another check had to be observed for, nobody says who does not ask for it.
"""

import shlex

from gonogo.findings import Finding
from gonogo.readiness.attempts import Attempts
from gonogo.readiness.policy import Policy
from gonogo.readiness.record import Record
from gonogo.readiness.standing import (
    count_apart,
    full_passes_under,
    last_failure,
    most_passes_needed,
)

GATE = "gate:"
"""What evidence calls a gate begins with this."""


def do_passes_resolve_unasked(check: str, policy: Policy) -> bool:
    """Say whether passes alone resolve a failure of this, although no requirement asks for it."""
    return policy.resolves_by_pass and check.startswith(GATE)


def accept_command(check: str, network: str) -> str:
    """Return what runs a gate by itself; where its tests are, gonogo.yaml says, or who types it."""
    gate = shlex.quote(check.removeprefix(GATE))
    return f"gonogo accept {shlex.quote(network)} --gate {gate}"


def gate_again(finding: Finding, policy: Policy, record: Record) -> str | None:
    """Return what to type to have it resolved by passes; None: they alone do not.

    Of a finding about which no requirement asks.
    """
    if finding.is_reported or not do_passes_resolve_unasked(finding.check, policy):
        return None
    return accept_command(finding.check, record.network)


def is_passed_since(check: str, attempts: Attempts, policy: Policy) -> bool:
    """Say whether enough passes came after the last failure of what no requirement asks for."""
    if not do_passes_resolve_unasked(check, policy):
        return False
    full = full_passes_under(attempts, (), least_seconds=0.0)
    return count_apart(full, last_failure(attempts)) >= most_passes_needed(policy)
