"""From the trust that the verifier holds to the one in force, act by act.

It begins at the verifier's own file, never at the record: an act that says whom to
trust is followed only if enough of those who were trusted before it agreed.
"""

from collections.abc import Collection, Iterable, Mapping
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
    """Acts that stated or followed a trust in force, and those among their ancestors that count
    as history. To be an ancestor is not enough: whoever can write files gets seen, and would say
    with a trust of their own who had which role then."""
    led: frozenset[str]
    """Of these, the acts that stated or followed a trust in force."""
    history: frozenset[str]
    """All acts that one of those which stated or followed it saw."""
    seen: Seen
    """The `trust` acts that each act saw, whether they count or not."""

    def last_before(self, name: str) -> tuple[str, ...]:
        """Return the last counting `trust` acts among an act's ancestors."""
        return _last_of(self.counting, name, self.seen)


def is_agreed(act: Act, endorsements: Iterable[Act], trust: Trust, *, by: int) -> bool:
    """Say whether a root signed an act, and so many roots signed or endorsed it."""
    return act.signer in trust.roots and _agreed(act, endorsements, trust) >= by


def follow(
    graph: Graph,
    trust: Trust,
    trusts: Mapping[str, Trust],
    left: Collection[str],
    endorsements: Mapping[str, list[Act]],
) -> TrustChain:
    """Return where the trust leads.

    `trusts` are what all `trust` acts say, by their id; `left` are those that no earlier rule
    refused, and `endorsements` the endorsements of each.
    """
    seen = graph.seen(trusts)
    places = {
        name
        for name in left
        if trusts[name].value == trust.value
        # Whoever puts something before it alone would have written a past of their own.
        and _agreed(graph.acts[name], endorsements.get(name, ()), trust)
        >= (trust.threshold if seen.before(name) else 1)
    }
    begins = set(places)
    if not places:
        nothing: frozenset[str] = frozenset()
        return TrustChain(trust, "trust", nothing, nothing, nothing, seen)
    led = set(places)
    fault = None
    while followers := [
        name
        for name in left
        if any(seen.is_before(place, name) for place in places)
        and _may_follow(graph.acts[name], trusts[name], trust, endorsements.get(name, ()))
    ]:
        first = [one for one in followers if _is_before_all(one, followers, seen)]
        if not first:
            fault = "trust_conflict"
            break
        trust, places = trusts[first[0]], {first[0]}
        led |= places
    history = frozenset(graph.ancestors(led))
    counting = frozenset(led)
    roots = {key for name in led for key in trusts[name].roots}
    backed = [
        act
        for act in graph.order
        if act.id in left and not roots.isdisjoint(_speakers(act, endorsements.get(act.id, ())))
    ]
    past = graph.ancestors(begins) - begins
    begun = {act.id for act in backed if act.id in past and not seen.before(act.id)}
    if len(begun) + any(not seen.before(name) for name in begins) > 1:
        # Any of them may be what one root wrote alone.
        fault, begun = "trust_conflict", set()
    for act in backed:
        said = endorsements.get(act.id, ())
        before = [trusts[name] for name in _last_of(counting, act.id, seen)]
        # One root begins; it must not rewrite alone what was agreed, by having it seen later.
        is_agreed_then = act.id in begun or _is_agreed_by_all(act, said, before)
        if act.id in history and is_agreed_then:
            counting |= {act.id}
    return TrustChain(trust, fault, counting, frozenset(led), history, seen)


def _is_agreed_by_all(act: Act, endorsements: Iterable[Act], trusts: list[Trust]) -> bool:
    """Say whether enough roots of each of some trusts agreed, if there is any."""
    said = tuple(endorsements)
    return bool(trusts) and all(is_agreed(act, said, each, by=each.threshold) for each in trusts)


def _may_follow(act: Act, said: Trust, trust: Trust, endorsements: Iterable[Act]) -> bool:
    """Say whether enough of those who are trusted agreed to an act about the same workspace."""
    is_here = said.workspace == trust.workspace
    return is_here and is_agreed(act, endorsements, trust, by=trust.threshold)


def _agreed(act: Act, endorsements: Iterable[Act], trust: Trust) -> int:
    return len(_speakers(act, endorsements) & set(trust.roots))


def _speakers(act: Act, endorsements: Iterable[Act]) -> set[str]:
    return {act.signer, *(each.signer for each in endorsements)}


def _is_before_all(one: str, followers: Iterable[str], seen: Seen) -> bool:
    return all(seen.is_before(one, other) for other in followers if other != one)


def _last_of(counting: Collection[str], name: str, seen: Seen) -> tuple[str, ...]:
    before = [mark for mark in seen.before(name) if mark in counting]
    return tuple(
        mark for mark in before if not any(seen.is_before(mark, other) for other in before)
    )
