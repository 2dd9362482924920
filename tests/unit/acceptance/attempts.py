"""Attempts at gates, for tests: a gate of so many tests that all passed, and what to change."""

from collections.abc import Iterable

from gonogo.acceptance import CallCount, GateRun, Kind, NamedTest, Result, Selected
from gonogo.evidence import Outcome

CHAIN = "eris-0"
TASK = "001-pkg"

_KINDS = {Outcome.PASSED: Kind.NONE, Outcome.FAILED: Kind.ASSERTION, Outcome.SKIPPED: Kind.SKIPPED}


def result(
    name: str, outcome: Outcome = Outcome.PASSED, message: str = "", *, task: str = TASK
) -> Result:
    """Return a result of a test of the package."""
    kind = _KINDS.get(outcome, Kind.INTERRUPTED)
    return Result(NamedTest("pkg", name), outcome, kind, 1.0, message, task=task)


def call(chain: str = CHAIN, *, answered: int = 1, errors: int = 0, task: str = TASK) -> CallCount:
    """Return a call of a task to a chain."""
    return CallCount(task, chain, "sequencer-0 el", "eth_chainId", 1, answered, errors)


def attempt(
    results: Iterable[Result],
    *,
    selected: Iterable[str] | None = None,
    calls: Iterable[CallCount] | None = None,
    **others: object,
) -> GateRun:
    """Return an attempt that selected the tests of its results, unless it is said which."""
    results = tuple(results)
    names = dict.fromkeys(each.test.top.name for each in results) if selected is None else selected
    return GateRun(
        gate="base",
        runner="go",
        selected=tuple(Selected(NamedTest("pkg", name), task=TASK) for name in names),
        results=results,
        calls=(call(),) if calls is None else tuple(calls),
        **others,  # type: ignore[arg-type]
    )
