"""The policy that `gonogo check` makes of what was asked for, and what it leaves out.

Asked for all checks, it asks those that can say anything at all under these
circumstances: a check that could only ever answer "unknown" would make every
such run a hold, and a hold that comes always is read by nobody. What is left out
is told with the reason and what would bring it in. A check that is asked for by
its name is never left out; it then says itself what it lacks.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from gonogo.checks import CATALOG, Check, find
from gonogo.networks import Network, NodeKind
from gonogo.readiness import Policy, Requirement

CHECK_POLICY = "check"
CHECK_LEVEL = "CHECK_ONLY"
_FEWEST_TO_COMPARE = 2


@dataclass(frozen=True)
class LeftOut:
    """A check that is not asked, and why."""

    check: str
    why: str


@dataclass(frozen=True)
class Choice:
    """The checks that are asked, as a policy, and those that are not."""

    policy: Policy
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True)
class Circumstances:
    """What decides which checks can say anything."""

    network: Network
    window_seconds: float
    interval_seconds: float
    has_sending: bool
    """Whether checks that send transactions may be asked without being named."""


def require_checks(names: Iterable[str]) -> None:
    """Refuse names of checks that do not exist, before anything is asked.

    Raises:
        UnknownCheckError: there is no such check; names the nearest.
    """
    for name in names:
        find(name)


def choose_checks(names: Iterable[str], circumstances: Circumstances) -> Choice:
    """Return the policy that asks for these checks, at their default limits; for none: all.

    Raises:
        UnknownCheckError: there is no such check; names the nearest.
    """
    named = {name: find(name) for name in names}
    obstacles = {
        check.id: why
        for check in CATALOG.values()
        if not named and (why := _obstacle(check, circumstances))
    }
    chosen = named or {name: each for name, each in CATALOG.items() if name not in obstacles}
    policy = Policy(
        name=CHECK_POLICY,
        title="Checks at their default limits",
        level=CHECK_LEVEL,
        requirements=tuple(
            _requirement(check, circumstances.window_seconds) for check in chosen.values()
        ),
        interval_seconds=circumstances.interval_seconds,
    )
    return Choice(policy, tuple(LeftOut(name, why) for name, why in obstacles.items()))


def _requirement(check: Check, window_seconds: float) -> Requirement:
    return Requirement(
        id=check.id,
        title=check.title,
        why="It was asked for on the command line.",
        remedy="Read what the check explains about the usual causes.",
        source="the command line",
        check=check.id,
        component=check.component,
        # What looks once, or is over when it has happened, cannot be watched for a while.
        window_seconds=window_seconds if check.follows else 0.0,
        freshness_seconds=24 * 3600.0,
    )


def _obstacle(check: Check, circumstances: Circumstances) -> str | None:
    """Return why a check could only ever say that it does not know; None when nothing does."""
    if check.sends_transactions and not circumstances.has_sending:
        return (
            "it sends transactions, and none may be sent or no account is lent; see --allow-sending"
        )
    # What happens at intervals is seen to go on only when it happened twice.
    least = 2 * getattr(check.parameters(), "interval_seconds", 0.0)
    if circumstances.window_seconds < least:
        return f"{circumstances.window_seconds:g} s are too short for it; give --window {least:g}"
    chains = circumstances.network.chains
    if check.id == "nodes_agree" and all(len(one.nodes) < _FEWEST_TO_COMPARE for one in chains):
        return "there is one node only; name another one to compare it with"
    kinds = {node.kind for chain in chains for node in chain.nodes}
    if check.id == "verifiers_keep_up" and kinds <= {NodeKind.UNKNOWN}:
        return "nobody tells which node is the sequencer; add the network's files"
    return None
