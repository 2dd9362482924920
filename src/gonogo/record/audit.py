"""Was a record cut off? Only whoever remembers a head can say.

A record from whose end acts were taken looks like one that never had them. So a head
that was noted down elsewhere (in a decision, in a pipeline's settings) must still be
here, and so must everything that it rests on.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from gonogo.record.found import Found
from gonogo.record.history import History


@dataclass(frozen=True)
class Missing:
    """An act that should be in the record and is not."""

    act: str
    needed_by: str
    """The act that rests on it; empty where it was expected by whoever asks."""


def verify_heads(found: Found, expected: Iterable[str]) -> tuple[Missing, ...]:
    """Return what is missing of these acts and of all that they rest on.

    Args:
        found: What is in the record.
        expected: Ids of acts that were once in it.
    """
    history = History(found.acts)
    wanted = sorted(set(expected))
    gone = [Missing(each, "") for each in wanted if each not in history]
    here = [each for each in wanted if each in history]
    rested_on = [*here, *sorted(history.ancestors(here))]
    gaps = {
        Missing(head, each) for each in rested_on for head in history.missing(history.acts[each])
    }
    return (*gone, *sorted(gaps, key=lambda missing: (missing.act, missing.needed_by)))
