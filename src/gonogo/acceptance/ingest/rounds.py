"""The attempts at tests that a stream tells of more than once, each by itself.

A run of ours writes all of its processes into one file, and several of them may be of one package;
others repeat tests with `-count`, or put two files into one. Whatever the reason, a test that
passed once and failed once did both on one candidate. A stream as a whole knows only the gravest
of it; here each round of a test is followed as a stream of its own.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import msgspec

from gonogo.acceptance.named_test import SUBTEST, NamedTest
from gonogo.acceptance.result import Result
from gonogo.acceptance.stream import TaskSink
from gonogo.acceptance.task import Ending

MOST_ROUNDS = 1000
"""Further attempts at one test are followed as if they were one: each takes memory."""


class Line(msgspec.Struct, rename="pascal"):
    """An event, as far as it takes to know what it is about."""

    action: str
    package: str = ""
    test: str = ""
    output: str = ""

    @property
    def top(self) -> NamedTest:
        """Return the test, whichever subtest of it this is about."""
        return NamedTest(self.package, self.test.partition(SUBTEST)[0])

    @property
    def begins_a_round(self) -> bool:
        """Whether a test begins with it, and not a part of one."""
        return self.action == "run" and SUBTEST not in self.test


def line_of(text: bytes) -> Line | None:
    """Return a line of events; None: it is none."""
    try:
        return msgspec.json.decode(text, type=Line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def follow_rounds(
    events: Path, repeated: Collection[NamedTest], new_sink: Callable[[int], TaskSink]
) -> Mapping[NamedTest, tuple[Result, ...]]:
    """Return what became of each attempt at these tests, and at what is in them, in order.

    Args:
        events: A file of events, one a line.
        repeated: Tests that begin in it more than once.
        new_sink: Makes what follows a round, by its number.
    """
    sinks: list[TaskSink] = []
    rounds: Counter[NamedTest] = Counter()
    with events.open("rb") as lines:
        for text in lines:
            line = line_of(text)
            if line is None or not line.test or line.top not in repeated:
                continue
            rounds[line.top] += line.begins_a_round
            number = min(max(rounds[line.top], 1), MOST_ROUNDS)
            while len(sinks) < number:
                sinks.append(new_sink(len(sinks) + 1))
            sinks[number - 1].events(text)
    results: dict[NamedTest, tuple[Result, ...]] = {}
    for sink in sinks:
        for result in sink.close(Ending(0), ()):
            results[result.test] = (*results.get(result.test, ()), result)
    return results
