"""How unlikely few failures are, against sums that can be made by hand."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.binomial import is_tail_unlikely, lower_tail


@given(
    st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n - 1), st.just(n))),
    st.fractions(0, 1, max_denominator=1000),
)
def test_it_is_the_sum_of_all_cases(counts: tuple[int, int], rate: Fraction) -> None:
    """Whichever way an answer is found, it is that of the sum in whole numbers."""
    highest, attempts = counts
    tail = sum(
        comb(attempts, k) * rate**k * (1 - rate) ** (attempts - k) for k in range(highest + 1)
    )

    assert is_tail_unlikely(highest, attempts, rate) is (tail <= Fraction(5, 100))


@pytest.mark.parametrize(
    ("attempts", "rate", "is_unlikely"),
    [
        (1, Fraction(95, 100), True),
        (1, Fraction(95, 100) - Fraction(1, 10**30), False),
        (2, Fraction(78, 100), True),
        (2, Fraction(77, 100), False),
    ],
)
def test_exactly_five_percent_is_unlikely(
    attempts: int, rate: Fraction, *, is_unlikely: bool
) -> None:
    """Where floating point sees no difference, whole numbers do."""
    assert is_tail_unlikely(0, attempts, rate) is is_unlikely


@pytest.mark.parametrize(
    ("rate", "is_unlikely"),
    [
        (Fraction(0), False),
        (Fraction(1, 10**400), False),
        (1 - Fraction(1, 10**400), True),
        (Fraction(1), True),
    ],
)
def test_rates_that_no_float_can_hold(rate: Fraction, *, is_unlikely: bool) -> None:
    """Both ends are answered at once, however many attempts there were."""
    assert is_tail_unlikely(99_998, 100_000, rate) is is_unlikely


def test_all_failed() -> None:
    """That at most all of them fail is certain, at whatever rate."""
    assert not is_tail_unlikely(3, 3, Fraction(1))
    assert not is_tail_unlikely(0, 0, Fraction(1))


def test_the_tail_itself() -> None:
    """None of ten at one in ten is 0.9 to the tenth."""
    assert lower_tail(0, 10, 0.1) == pytest.approx(0.9**10)
