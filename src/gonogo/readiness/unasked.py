"""What shows that a gate is mended about which no requirement asks.

Anybody may run a gate by itself, and what failed then weighs on every verdict. Where later
passes alone resolve what a policy asks for, they resolve this too: the gate, run again as it
stands, with every test seen to pass. Whoever excludes tests, or brings results from
elsewhere, says so in parameters, and is not believed here: no policy bears with that.

Only gates: they are asked whole, so a pass of one has no length that a policy would have to
say. How long another check had to be observed for, nobody says who does not ask for it.
"""

from gonogo.readiness.attempts import Attempts
from gonogo.readiness.policy import Policy
from gonogo.readiness.standing import (
    count_apart,
    full_passes_under,
    last_failure,
    most_passes_needed,
)

GATE = "gate:"
"""What evidence calls a gate begins with this."""


def is_resolved_by_passes(check: str, policy: Policy) -> bool:
    """Say whether passes alone resolve a failure of this, although no requirement asks for it."""
    return policy.resolves_by_pass and check.startswith(GATE)


def is_passed_since(check: str, attempts: Attempts, policy: Policy) -> bool:
    """Say whether enough passes came after the last failure of what no requirement asks for."""
    if not is_resolved_by_passes(check, policy):
        return False
    full = full_passes_under(attempts, (), least_seconds=0.0)
    return count_apart(full, last_failure(attempts)) >= most_passes_needed(policy)
