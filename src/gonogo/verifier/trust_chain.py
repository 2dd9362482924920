"""From the trust that the verifier holds to the one in force, act by act.

It begins at the verifier's own file, never at the record: an act that says whom to
trust is followed only if enough of those who were trusted before it agreed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .act import Act
from .graph import Graph, Seen
from .parties import Trust


@dataclass(frozen=True)
class TrustChain:
    """The trust in force, and which `trust` acts led to it."""

    trust: Trust
    fault: str | None
    """`trust` where the verifier's own is nowhere in the record, `trust_conflict` where two
    follow it; both hold every verdict."""
    counting: frozenset[str]
    """Acts that stated or followed a trust in force, and those among their ancestors that a root
    of one of these signed or endorsed. To be an ancestor is not enough: whoever can write files
    gets seen, and would say with a trust of their own who had which role then."""
    led: frozenset[str]
    """Of these, the acts that stated or followed a trust in force."""
    history: frozenset[str]
    """All acts that one of those which stated or followed it saw."""
    seen: Seen
    """The `trust` acts that each act saw, whether they count or not."""

    def last_before(self, name: str) -> tuple[str, ...]:
        """Return the last counting `trust` acts among an act's ancestors."""
        counting = [mark for mark in self.seen.before(name) if mark in self.counting]
        return tuple(
            mark
            for mark in counting
            if not any(self.seen.is_before(mark, other) for other in counting)
        )


def follow(
    graph: Graph, trust: Trust, trusts: Mapping[str, Trust], endorsements: Mapping[str, list[Act]]
) -> TrustChain:
    """Return where the trust leads.

    `trusts` are what the `trust` acts say that no earlier rule refused, by their id, and
    `endorsements` the endorsements of each.
    """
    seen = graph.seen(trusts)
    places = {
        name
        for name, said in trusts.items()
        if said.value == trust.value
        and _agreed(graph.acts[name], endorsements.get(name, ()), trust)
    }
    if not places:
        nothing: frozenset[str] = frozenset()
        return TrustChain(trust, "trust", nothing, nothing, nothing, seen)
    led = set(places)
    fault = None
    while followers := [
        name
        for name, said in trusts.items()
        if any(seen.is_before(place, name) for place in places)
        and _may_follow(graph.acts[name], said, trust, endorsements.get(name, ()))
    ]:
        first = [one for one in followers if _is_before_all(one, followers, seen)]
        if not first:
            fault = "trust_conflict"
            break
        trust, places = trusts[first[0]], {first[0]}
        led |= places
    history = frozenset(graph.ancestors(led))
    roots = {key for name in led for key in trusts[name].roots}
    counting = led | {
        name
        for name in history & trusts.keys()
        if not roots.isdisjoint(_speakers(graph.acts[name], endorsements.get(name, ())))
    }
    return TrustChain(trust, fault, frozenset(counting), frozenset(led), history, seen)


def _may_follow(act: Act, said: Trust, trust: Trust, endorsements: Iterable[Act]) -> bool:
    """Say whether enough of those who are trusted agreed to an act about the same workspace."""
    return (
        said.workspace == trust.workspace
        and act.signer in trust.roots
        and _agreed(act, endorsements, trust) >= trust.threshold
    )


def _agreed(act: Act, endorsements: Iterable[Act], trust: Trust) -> int:
    return len(_speakers(act, endorsements) & set(trust.roots))


def _speakers(act: Act, endorsements: Iterable[Act]) -> set[str]:
    return {act.signer, *(each.signer for each in endorsements)}


def _is_before_all(one: str, followers: Iterable[str], seen: Seen) -> bool:
    return all(seen.is_before(one, other) for other in followers if other != one)
