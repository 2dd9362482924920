"""Which gates a gate is made of: itself, then what it inherits, depth first, each once."""

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

Parents = Mapping[str, Sequence[str]]
"""What each gate of a file inherits, by its id."""


def lineage(gate: str, parents: Parents) -> Iterator[str]:
    """Yield a gate and all that it inherits, the nearest first; unknown gates are passed over."""
    waiting, met = [gate], set()
    # A stack of our own, since a file may chain more gates than Python calls functions.
    while waiting:
        each = waiting.pop()
        if each in met or each not in parents:
            continue
        met.add(each)
        yield each
        waiting.extend(reversed(parents[each]))


def cycle(parents: Parents) -> tuple[str, ...]:
    """Return gates of which each inherits the next, the first standing last again; empty: none."""
    try:
        TopologicalSorter(parents).prepare()
    except CycleError as error:
        # It lists them the other way round: each is inherited by the one after it.
        return tuple(reversed(error.args[1]))
    return ()
