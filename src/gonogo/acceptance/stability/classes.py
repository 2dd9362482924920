"""Stable, flaky, broken, or unknown: what the attempts on one candidate make of a test.

A flake both passed and failed on one candidate. A test that only fails is broken, however
often it is tried again, and so is one that fails since some attempt on: three failures or
more at the end, which are unlikely at the rate at which it failed until then. Attempts on
two candidates are never put together: failing on one and passing on the other is news.
"""

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from gonogo.acceptance.history import Tally
from gonogo.evidence import Outcome

LEAST_PASSES_OF_STABLE = 3
"""Fewer say next to nothing: they exclude no failure rate below 78 %."""
LEAST_STRAIGHT_FAILURES = 3
_UNLIKELY = 0.05

_SAYS_SOMETHING = (Outcome.PASSED, Outcome.FAILED)


class Stability(enum.Enum):
    """What a test is like on one candidate."""

    STABLE = "stable"  #: It passed each time, often enough to say so.
    FLAKY = "flaky"  #: It both passed and failed.
    BROKEN = "broken"  #: It fails, always or since some attempt on.
    UNKNOWN = "unknown"  #: It never failed, and hardly ever passed.


@dataclass(frozen=True, slots=True)
class Classification:
    """What a test is like on one candidate, with the figures behind that."""

    stability: Stability
    tally: Tally
    straight_passes: int
    """At the end; what neither passed nor failed is between them without a say."""
    straight_failures: int


def classify(outcomes: Sequence[Outcome]) -> Classification:
    """Return what outcomes on one candidate say, oldest first."""
    # A run that was cut off in between says nothing of the test, so it breaks no row either.
    told = [outcome for outcome in outcomes if outcome in _SAYS_SOMETHING]
    tally = tally_of(outcomes)
    passes = _straight(told, Outcome.PASSED)
    failures = _straight(told, Outcome.FAILED)
    return Classification(_stability(tally, failures), tally, passes, failures)


def tally_of(outcomes: Iterable[Outcome]) -> Tally:
    """Count outcomes."""
    counted = list(outcomes)
    passed, failed, errored = (
        counted.count(each) for each in (Outcome.PASSED, Outcome.FAILED, Outcome.ERRORED)
    )
    return Tally(passed, failed, errored, len(counted) - passed - failed - errored)


def is_flake_on_record(outcomes: Iterable[Outcome]) -> bool:
    """Say whether a test both passed and failed, whatever it does now."""
    return set(_SAYS_SOMETHING) <= set(outcomes)


def _stability(tally: Tally, straight_failures: int) -> Stability:
    if tally.failed == 0:
        is_enough = tally.passed >= LEAST_PASSES_OF_STABLE
        return Stability.STABLE if is_enough else Stability.UNKNOWN
    if tally.passed == 0 or _fails_since(tally, straight_failures):
        return Stability.BROKEN
    return Stability.FLAKY


def _fails_since(tally: Tally, straight_failures: int) -> bool:
    """Say whether the failures at the end are more than the rate before explains."""
    if straight_failures < LEAST_STRAIGHT_FAILURES:
        return False
    # The rule of succession: after so many tries nobody knows that a rate is none or all.
    before = tally.attempts - straight_failures
    rate = (tally.failed - straight_failures + 1) / (before + 2)
    return rate**straight_failures <= _UNLIKELY


def _straight(told: Sequence[Outcome], wanted: Outcome) -> int:
    return sum(1 for _ in takewhile(lambda outcome: outcome is wanted, reversed(told)))
