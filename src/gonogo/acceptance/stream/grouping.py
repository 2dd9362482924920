"""Events in runs: what one test printed without another getting a word in, or one other event.

Nearly all of a stream is output. Whatever is done once a run and not once an event is what makes
a million events a second, so this loop does nothing that can be done later.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from gonogo.acceptance.stream.event import Event


@dataclass(slots=True)
class Printed:
    """What one test printed at a stretch."""

    package: str
    test: str
    outputs: list[str] = field(default_factory=list)


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
        if event.action == "output":
            output = event.output
            if event.test != test or event.package != package:
                package, test = event.package, event.test
                printed = Printed(package, test)
                outputs = printed.outputs
                grouped.runs.append(printed)
            outputs.append(output)
            if event.output_type and event.output_type != "frame":
                grouped.runs.append(event)
            if output[-1:] != "\n":
                grouped.is_ragged = True
        else:
            grouped.runs.append(event)
            package = "\0"
    return grouped
