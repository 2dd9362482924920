"""Events in runs: what one test printed without another getting a word in, or one other event.

Nearly all of a stream is output. Whatever is done once a run and not once an event is what makes
a million events a second, so this loop does nothing that can be done later.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from gonogo.acceptance.stream.event import Event

Printed = tuple[str, str, list[str]]
"""A package, a test of it, and what that printed at a stretch."""


@dataclass(slots=True)
class Grouped:
    """Some events in runs."""

    runs: list[Printed | Event] = field(default_factory=list)
    is_ragged: bool = False
    """Whether an output ends inside a line, so that something may be cut in two."""


def group(events: Iterable[Event]) -> Grouped:
    """Bring events into runs."""
    grouped = Grouped()
    # No test has these names, so the first output begins a run.
    package = test = "\0"
    outputs: list[str] = []
    for event in events:
        output = event.output
        is_same = event.test == test and event.package == package
        if is_same and output[-1:] == "\n" and not event.output_type and event.action == "output":
            outputs.append(output)
        elif event.action == "output":
            if not is_same:
                package, test, outputs = event.package, event.test, []
                grouped.runs.append((package, test, outputs))
            outputs.append(output)
            if event.output_type and event.output_type != "frame":
                grouped.runs.append(event)
            grouped.is_ragged |= not output.endswith("\n")
        else:
            grouped.runs.append(event)
            package = "\0"
    return grouped
