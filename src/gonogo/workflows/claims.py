"""What to say where what was observed is not what the run is about.

Nodes may run another version than the network's files name, or what they are may have moved
while they were observed; either way the verdict holds. What could not be compared is a note:
it may be the same.
"""

from gonogo.networks import Contradiction, Identity, Network, compare_versions
from gonogo.readiness import Problem

ANEW = "Assess again once the network stands still."
_SHOWN = 3


def drifted(before: Identity, after: Identity) -> tuple[Problem, ...]:
    """Return a hold for each fact that became another one while the network was observed."""
    return tuple(
        Problem(
            "identity",
            f"{each.name} was {each.before} and became {each.after} while it was observed,"
            " so what this run saw is void",
            ANEW,
        )
        for each in before.drift(after)
    )


def contradictions(network: Network, *readings: Identity) -> tuple[Problem, ...]:
    """Return a hold for each version that the files name and that does not run."""
    found = compare_versions(network, *readings).contradictions
    return tuple(_problem(one) for one in found)


def not_compared(network: Network, reading: Identity) -> tuple[str, ...]:
    """Return notes about the versions that nobody could compare."""
    told = compare_versions(network, reading).not_compared
    if not told:
        return ()
    return (f"Not compared, what is named with what runs: {_listed(told)}.",)


def _problem(found: Contradiction) -> Problem:
    return Problem(
        f"component {found.component}",
        f"the files name {found.claimed!r} ({found.claimed_at}) and nodes run {found.running!r}"
        f" ({_listed(found.running_at)}), so what was observed is not the candidate",
        "Deploy the version that the files name, or name the one that runs; then assess again.",
    )


def _listed(told: tuple[str, ...]) -> str:
    shown = "; ".join(told[:_SHOWN])
    return shown if len(told) <= _SHOWN else f"{shown}; and {len(told) - _SHOWN} more"
