"""What passes and failures exclude, against published tables and the judge's own test."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.acceptance.stability import (
    attempts_needed,
    excluded_percent,
    is_excluded,
    upper_bound,
)
from gonogo.readiness.rate import is_rate_excluded

COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
PERCENTS = st.integers(1, 9999).map(lambda hundredths: hundredths / 100)


@pytest.mark.parametrize(
    ("failures", "attempts", "bound"),
    [
        (0, 1, 0.95),
        (0, 10, 0.2589),
        (1, 10, 0.3942),
        (2, 10, 0.5069),
        (3, 10, 0.6066),
        (0, 20, 0.1391),
        (1, 20, 0.2161),
        (2, 20, 0.2826),
        (3, 20, 0.3437),
        (4, 20, 0.4010),
        (5, 20, 0.4556),
        (0, 30, 0.0950),
        (1, 30, 0.1486),
        (0, 100, 0.0295),
    ],
)
def test_bounds_are_those_of_the_tables(failures: int, attempts: int, bound: float) -> None:
    """Clopper and Pearson's upper limits, as tables of 90 % intervals print them."""
    assert upper_bound(failures, attempts) == pytest.approx(bound, abs=6e-5)


@pytest.mark.parametrize(
    ("percent", "attempts"),
    [
        (20, (14, 22, 30)),
        (10, (29, 46, 61, 76)),
        (5, (59, 93, 124, 153)),
        (1, (299, 473, 628, 773)),
    ],
)
def test_plans_are_those_of_the_tables(percent: float, attempts: tuple[int, ...]) -> None:
    """How many attempts show a rate with 0, 1, 2… failures, as sampling plans print it."""
    assert tuple(attempts_needed(percent, k) for k in range(len(attempts))) == attempts


@pytest.mark.parametrize(
    ("passes", "percent"),
    [
        (1, "95"),
        (2, "78"),
        (3, "64"),
        (5, "46"),
        (10, "26"),
        (20, "14"),
        (29, "9.9"),
        (59, "5"),
        (299, "1"),
        (1000, "0.3"),
        (1_000_000, "0.0003"),
    ],
)
def test_straight_passes_exclude_what_is_said_of_them(passes: int, percent: str) -> None:
    """The figure is rounded up: five passes do not exclude 45 %, so nothing says that."""
    assert excluded_percent(0, passes) == percent


@pytest.mark.parametrize(("failures", "attempts"), [(0, 0), (1, 1), (5, 5), (99999, 100_000)])
def test_some_attempts_exclude_nothing(failures: int, attempts: int) -> None:
    """None, all failed, or so nearly all that the figure would be everything."""
    assert excluded_percent(failures, attempts) is None


@given(COUNTS)
@settings(deadline=None)
def test_a_figure_is_excluded_and_the_next_lower_one_is_not(counts: tuple[int, int]) -> None:
    """Rounded up, never down, and never further than it must."""
    figure = excluded_percent(*counts)

    if figure is None:
        assert not is_excluded(*counts, Fraction(99, 100))
    else:
        step = Fraction(1, 10 ** (len(figure.partition(".")[2]) or (float(figure) < 10)))
        assert is_excluded(*counts, Fraction(figure) / 100)
        assert not is_excluded(*counts, (Fraction(figure) - step) / 100)


@given(COUNTS, PERCENTS)
@settings(deadline=None)
def test_the_judge_agrees(counts: tuple[int, int], percent: float) -> None:
    """What is told beside a test is what a requirement is judged by."""
    assert is_excluded(*counts, Fraction(repr(percent)) / 100) == is_rate_excluded(*counts, percent)


@given(st.integers(0, 30), st.integers(5, 999).map(lambda tenths: tenths / 10))
@settings(deadline=None)
def test_a_plan_is_the_least_that_is_enough(failures: int, percent: float) -> None:
    """With one attempt less nothing is shown, by the judge's own test."""
    attempts = attempts_needed(percent, failures)

    assert attempts is not None
    assert is_rate_excluded(failures, attempts, percent)
    assert not is_rate_excluded(failures, attempts - 1, percent)


@given(COUNTS)
@settings(deadline=None)
def test_more_failures_never_exclude_more(counts: tuple[int, int]) -> None:
    """A bound only rises with failures, and only falls with passes."""
    failures, attempts = counts

    assert upper_bound(failures, attempts) <= upper_bound(failures + 1, attempts)
    assert upper_bound(failures, attempts + 1) <= upper_bound(failures, attempts)


@pytest.mark.parametrize("percent", [0, -1, 100, 200, float("nan"), float("inf"), 1e-9])
def test_no_number_of_attempts_shows_an_impossible_rate(percent: float) -> None:
    """Nothing is searched for ever, and no plan is made that cannot hold."""
    assert attempts_needed(percent) is None


def test_many_attempts_are_counted_soon() -> None:
    """A history of years does not hold anybody up."""
    assert excluded_percent(500, 100_000) == "0.54"
