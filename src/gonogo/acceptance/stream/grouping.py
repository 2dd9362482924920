"""Events in runs: what one test printed without another getting a word in, or one other event.

Nearly all of a stream is output. Whatever is done once a run and not once an event is what makes
a million events a second, so this loop does nothing that can be done later.
"""

from collections.abc import Iterable

from gonogo.acceptance.stream.event import Event

Printed = tuple[str, str, str]
"""A package, a test of it, and what that printed at a stretch."""


def group(events: Iterable[Event]) -> list[Printed | Event]:
    """Bring events into runs; output that is marked as an error stands by itself as well."""
    runs: list[tuple[str, str, list[str]] | Event] = []
    # No test has these names, so the first output begins a run.
    package = test = "\0"
    outputs: list[str] = []
    for event in events:
        is_output = event.action == "output"
        if is_output and event.test == test and event.package == package:
            outputs.append(event.output)
        elif is_output:
            package, test, outputs = event.package, event.test, [event.output]
            runs.append((package, test, outputs))
        else:
            runs.append(event)
            package = "\0"
        if event.output_type and is_output and event.output_type != "frame":
            runs.append(event)
    return [run if isinstance(run, Event) else (run[0], run[1], "".join(run[2])) for run in runs]
