"""Who saw whom: acts by the heads that they name.

Questions about ancestors are asked of a few acts among many (all `people` acts, all
ratings), so these are numbered, and each act carries the set of those it saw as
the bits of one number.
"""

from collections.abc import Iterable, Iterator, Mapping

from .act import Act


class CycleError(ValueError):
    """Acts name each other as heads, which no digest lets."""


class Graph:
    """Acts that are closed under their heads, in an order in which heads come first."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self.acts: Mapping[str, Act] = {act.id: act for act in acts}
        self.order = self._sorted()

    def _sorted(self) -> tuple[Act, ...]:
        waits = {act.id: len(act.heads) for act in self.acts.values()}
        followers: dict[str, list[str]] = {name: [] for name in self.acts}
        for act in self.acts.values():
            for head in act.heads:
                followers[head].append(act.id)
        ready = sorted(name for name, count in waits.items() if count == 0)
        order = []
        while ready:
            name = ready.pop()
            order.append(self.acts[name])
            for follower in followers[name]:
                waits[follower] -= 1
                if waits[follower] == 0:
                    ready.append(follower)
        # Acts that name each other as heads never become ready.
        if len(order) != len(self.acts):
            raise CycleError
        return tuple(order)

    def ancestors(self, names: Iterable[str]) -> set[str]:
        """Return what these acts saw, themselves left out unless another saw them."""
        found: set[str] = set()
        todo = [head for name in names for head in self.acts[name].heads]
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo.extend(self.acts[name].heads)
        return found

    def tips(self) -> set[str]:
        """Return the acts that no other act saw."""
        return set(self.acts) - {head for act in self.acts.values() for head in act.heads}

    def seen(self, marks: Iterable[str]) -> "Seen":
        """Number some acts, and work out for every act which of them it saw."""
        return Seen(self, tuple(marks))


class Seen:
    """Which of a few acts each act saw."""

    def __init__(self, graph: Graph, marks: tuple[str, ...]) -> None:
        self.marks = marks
        self._bit = {name: 1 << position for position, name in enumerate(marks)}
        self._saw: dict[str, int] = {}
        for act in graph.order:
            saw = 0
            for head in act.heads:
                saw |= self._saw[head] | self._bit.get(head, 0)
            self._saw[act.id] = saw
        self._last: dict[int, tuple[str, ...]] = {}

    def before(self, name: str) -> tuple[str, ...]:
        """Return the marked acts that an act saw."""
        return tuple(self._named(self._saw[name]))

    def is_before(self, mark: str, name: str) -> bool:
        """Say whether a marked act is an ancestor of an act."""
        return bool(self._saw[name] & self._bit[mark])

    def last_before(self, name: str) -> tuple[str, ...]:
        """Return the marked acts that an act saw and that no other of them saw."""
        return self._last_of(self._saw[name])

    def last(self) -> tuple[str, ...]:
        """Return the marked acts that no other marked act saw."""
        return self._last_of((1 << len(self.marks)) - 1)

    def _last_of(self, some: int) -> tuple[str, ...]:
        if some not in self._last:
            seen_by_others = 0
            for name in self._named(some):
                seen_by_others |= self._saw[name]
            self._last[some] = tuple(self._named(some & ~seen_by_others))
        return self._last[some]

    def _named(self, some: int) -> Iterator[str]:
        while some:
            lowest = some & -some
            yield self.marks[lowest.bit_length() - 1]
            some ^= lowest
