"""How each test of an attempt stands, all that was heard of it taken together.

A test may have several results: it ran again after a crash of ours, its package was seen by
two tasks, a report names it twice. The gravest counts; that it passed as well takes nothing
back. A test that was selected and of which there is no result has never run.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gonogo.acceptance.gate_run import GateRun
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Result
from gonogo.evidence import Outcome


@dataclass(frozen=True)
class Standing:
    """One top-level test, or a package that has something to tell, and how it stands."""

    test: NamedTest
    outcome: Outcome
    worst: Result | None
    """The result that says so; None: nothing was heard of it."""

    @property
    def message(self) -> str:
        """Return why, as the worst result says it."""
        return "" if self.worst is None else self.worst.message.strip()

    @property
    def task(self) -> str:
        """Return the task in which it came to this."""
        return "" if self.worst is None else self.worst.task


def standings(run: GateRun) -> tuple[Standing, ...]:
    """Return how every test stands that was selected or heard of, sorted by name.

    Where a package was selected without its tests being known, its tests stand for it; if
    nothing was heard of any, the package itself has never run.
    """
    worst: dict[NamedTest, Result] = {}
    parts: dict[NamedTest, list[Result]] = {}
    for result in run.results:
        test = result.test.top
        if result.test.is_subtest:
            parts.setdefault(test, []).append(result)
            # A subtest's failure weighs on its test; nothing else of one subtest does.
            if result.outcome is not Outcome.FAILED:
                continue
        known = worst.get(test)
        if known is None or _is_graver(result, known):
            worst[test] = result
    for test, result in worst.items():
        worst[test] = _if_anything_ran(result, parts.get(test, ()))
    told = [Standing(test, result.outcome, result) for test, result in worst.items()]
    silent = {each.test.top for each in run.selected} - worst.keys()
    heard_of = {test.package for test in worst}
    told += [
        Standing(test, Outcome.ERRORED, None)
        for test in silent
        if not (test.is_package and test.package in heard_of)
    ]
    return tuple(sorted(told, key=lambda each: each.test))


def _if_anything_ran(result: Result, parts: Sequence[Result]) -> Result:
    """Return what a test came to; where it passed and none of its subtests did, what they did.

    A test of which every subtest skipped itself has tried nothing, whatever its runner calls it.
    """
    if result.outcome is not Outcome.PASSED or not parts:
        return result
    if any(part.outcome is Outcome.PASSED for part in parts):
        return result
    return max(parts, key=lambda part: part.outcome.gravity)


def _is_graver(one: Result, other: Result) -> bool:
    return one.outcome.gravity > other.outcome.gravity
