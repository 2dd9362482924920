"""The order of acts: who saw what.

Each act names the acts that its signer saw last, so acts form a history without
loops. An order by time would believe clocks; this one believes digests alone, and
uses times and ids only to put what nobody compared into one order.
"""

import functools
import heapq
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from gonogo.record.act import Act

CLOCKS_DIFFER_BY = timedelta(minutes=5)
"""How far apart the clocks of honest machines may be."""


class History:
    """Acts with their ancestors."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self.acts: Mapping[str, Act] = {act.id: act for act in acts}
        self.order = self._order()
        """Every act after its heads; else by time, then by id."""

    def __contains__(self, act_id: str) -> bool:
        return act_id in self.acts

    def heads(self, act: Act) -> list[Act]:
        """Return the heads of an act that are here."""
        return [self.acts[head] for head in act.heads if head in self.acts]

    def missing(self, act: Act) -> list[str]:
        """Return the heads of an act that are not here."""
        return [head for head in act.heads if head not in self.acts]

    def ancestors(self, ids: Iterable[str]) -> frozenset[str]:
        """Return every act that these rest on, themselves not among them.

        One that is also an ancestor of another is.
        """
        found: set[str] = set()
        waiting = [self.acts[each] for each in ids if each in self.acts]
        while waiting:
            for head in self.heads(waiting.pop()):
                if head.id not in found:
                    found.add(head.id)
                    waiting.append(head)
        return frozenset(found)

    @functools.cached_property
    def torn(self) -> frozenset[str]:
        """The acts among whose ancestors one is not here."""
        torn: set[str] = set()
        for act in self.order:
            if any(head not in self.acts or head in torn for head in act.heads):
                torn.add(act.id)
        return frozenset(torn)

    def tips(self) -> tuple[str, ...]:
        """Return the acts that no other names as a head, sorted."""
        seen = {head for act in self.acts.values() for head in act.heads}
        return tuple(sorted(self.acts.keys() - seen))

    def lasts(self, chosen: Collection[str]) -> "Lasts":
        """Return what is needed to know the last of some acts before any other."""
        return Lasts(self, frozenset(chosen))

    def _order(self) -> tuple[Act, ...]:
        waits = {act.id: len(self.heads(act)) for act in self.acts.values()}
        followers: dict[str, list[Act]] = {}
        for act in self.acts.values():
            for head in self.heads(act):
                followers.setdefault(head.id, []).append(act)
        ready = [(act.at, act.id) for act in self.acts.values() if not waits[act.id]]
        heapq.heapify(ready)
        order: list[Act] = []
        while ready:
            act = self.acts[heapq.heappop(ready)[1]]
            order.append(act)
            for follower in followers.get(act.id, ()):
                waits[follower.id] -= 1
                if not waits[follower.id]:
                    heapq.heappush(ready, (follower.at, follower.id))
        return tuple(order)


class Lasts:
    """For every act, the last of the chosen acts among its ancestors.

    The last are those that are no ancestor of another of them: one, or as many as
    were signed apart.
    """

    def __init__(self, history: History, chosen: frozenset[str]) -> None:
        self._before: dict[str, frozenset[str]] = {}
        self._chosen_ancestors: dict[str, frozenset[str]] = {}
        self._maximal = functools.cache(self._maximal_of)
        nothing: frozenset[str] = frozenset()
        for act in history.order:
            seen = {
                frozenset({head.id}) if head.id in chosen else self._before[head.id]
                for head in history.heads(act)
            }
            # Nearly every act has one head, or heads that saw the same.
            last = seen.pop() if len(seen) == 1 else self._maximal(nothing.union(*seen))
            self._before[act.id] = last
            if act.id in chosen:
                self._chosen_ancestors[act.id] = last.union(
                    *(self._chosen_ancestors[each] for each in last)
                )
        self.of_all = self._maximal(chosen.intersection(history.acts))
        """The last of all."""

    def before(self, act_id: str) -> frozenset[str]:
        """Return the last of the chosen acts among an act's ancestors."""
        return self._before[act_id]

    def _maximal_of(self, ids: frozenset[str]) -> frozenset[str]:
        surpassed = frozenset[str]().union(*(self._chosen_ancestors[each] for each in ids))
        return ids - surpassed


def heads_at(acts: Iterable[Act], *, workspace: str, at: datetime) -> tuple[str, ...]:
    """Return the heads for an act of a workspace that is to be signed at this time.

    Acts dated later than clocks may differ, and whatever rests on them, are left out: an
    act that named them would be dated before its own heads, and count for nothing. So
    nobody stops a workspace by signing into the future.
    """
    history = History(acts)
    left_out: set[str] = set()
    for act in history.order:
        is_apart = act.at > at + CLOCKS_DIFFER_BY or act.workspace != workspace
        if is_apart or any(head in left_out for head in act.heads):
            left_out.add(act.id)
    return History(act for act in history.order if act.id not in left_out).tips()


def minimal(history: History, ids: AbstractSet[str]) -> frozenset[str]:
    """Return those that have none of the others among their ancestors."""
    return frozenset(each for each in ids if not history.ancestors([each]) & ids)
