"""Failure rates, exactly: the values are those of the binomial distribution."""

import pytest

from gonogo.readiness.rate import is_rate_exceeded, is_rate_excluded


@pytest.mark.parametrize(
    ("failures", "attempts", "percent", "is_exceeded"),
    [
        (0, 10, 5.0, False),
        (1, 1, 5.0, True),  # exactly 5 %
        (1, 1, 5.1, False),
        (1, 2, 5.0, False),  # 9.75 %
        (2, 10, 5.0, False),  # 8.6 %
        (3, 10, 5.0, True),  # 1.15 %
        (8, 10, 50.0, False),  # 5.47 %
        (9, 10, 50.0, True),  # 1.07 %
        (3, 3, 0.0, True),
        (3, 3, 100.0, False),
        (14, 100, 8.0, True),  # 3.1 %
        (12, 100, 8.0, False),  # 10.3 %
        (0, 0, 5.0, False),
    ],
)
def test_too_many_failures(
    failures: int, attempts: int, percent: float, *, is_exceeded: bool
) -> None:
    """So many or more happen in at most one case of twenty at that rate."""
    assert is_rate_exceeded(failures, attempts, percent) is is_exceeded


@pytest.mark.parametrize(
    ("failures", "attempts", "percent", "is_excluded"),
    [
        (0, 1, 95.0, True),  # exactly 5 %
        (0, 1, 94.9, False),
        (0, 58, 5.0, False),
        (0, 59, 5.0, True),
        (0, 13, 20.0, False),
        (0, 14, 20.0, True),
        (1, 10, 50.0, True),  # 1.07 %
        (2, 10, 50.0, False),  # 5.47 %
        (1, 93, 5.0, True),
        (1, 92, 5.0, False),
        (0, 0, 5.0, False),
        (0, 5, 0.0, False),
        (4, 5, 100.0, True),
        (5, 5, 100.0, False),
    ],
)
def test_few_enough_failures(
    failures: int, attempts: int, percent: float, *, is_excluded: bool
) -> None:
    """So few happen in at most one case of twenty at that rate."""
    assert is_rate_excluded(failures, attempts, percent) is is_excluded


@pytest.mark.parametrize("percent", [0.5, 5.0, 20.0, 33.3])
def test_one_failure_more_is_never_better(percent: float) -> None:
    """Neither excludes what was not excluded, nor stops exceeding what was exceeded."""
    for attempts in range(1, 80):
        for failures in range(attempts):
            more = (failures + 1, attempts + 1, percent)
            assert is_rate_exceeded(failures, attempts, percent) <= is_rate_exceeded(*more)
            assert is_rate_excluded(failures, attempts, percent) >= is_rate_excluded(*more)


def test_it_is_exact_where_floating_point_is_not() -> None:
    """0.95 and 0.05 are no binary fractions, and exactly 5 % is within 5 %."""
    assert 1 - 0.95 > 0.05
    assert is_rate_exceeded(1, 1, 5.0)


@pytest.mark.parametrize("percent", [1e-300, 1e-12, 99.999999999999])
def test_extreme_rates_are_answered(percent: float) -> None:
    """No logarithm of nothing."""
    assert is_rate_exceeded(1, 50, percent) is (percent < 1)
    assert is_rate_excluded(0, 50, percent) is (percent > 1)
