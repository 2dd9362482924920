"""How unlikely few failures are: the lower tail of the binomial distribution against 5 %.

Two rooms ask: the judge about a rate that a policy names, and the statistics of tests about the
least rate that is excluded. What one shows must be what the other decides, so both ask here, and
every case has one answer, also where a probability is exactly 5 %. Floating point decides where
it is far from that; near it whole numbers do.

The verifier has a copy of its own: it must find a mistake of ours, and not share it.
"""

import math
from fractions import Fraction

CERTAINTY = Fraction(5, 100)
"""What happens in at most so many cases is unlikely."""

_FAR = 1e-6
"""Logarithms of factorials are good to about a billionth, so this is far."""


def is_tail_unlikely(highest: int, attempts: int, rate: Fraction) -> bool:
    """Say whether at most `highest` of so many attempts fail in at most 5 % of the cases.

    Args:
        highest: Not negative.
        attempts: How often it was tried.
        rate: How often each attempt fails, from 0 to 1.
    """
    if highest >= attempts:
        return False
    # The two ends are settled by a sum alone, since logarithms and whole numbers are both at
    # their worst there: that none fails is at least this likely, that not all do at most that.
    if attempts * rate < 1 - CERTAINTY:
        return False
    if attempts * (1 - rate) <= CERTAINTY:
        return True
    near = lower_tail(highest, attempts, float(rate))
    if abs(near - float(CERTAINTY)) > _FAR:
        return near < CERTAINTY
    return _is_exactly_unlikely(highest, attempts, rate)


def lower_tail(highest: int, attempts: int, rate: float) -> float:
    """Return about how likely at most so many failures are, at a rate between 0 and 1."""
    yes, no, whole = math.log(rate), math.log1p(-rate), math.lgamma(attempts + 1)
    return math.fsum(
        math.exp(
            whole
            - math.lgamma(count + 1)
            - math.lgamma(attempts - count + 1)
            + count * yes
            + (attempts - count) * no
        )
        for count in range(highest + 1)
    )


def _is_exactly_unlikely(highest: int, attempts: int, rate: Fraction) -> bool:
    # Cases are counted in units of one over the denominator's power, so nothing is rounded.
    yes, whole = rate.numerator, rate.denominator
    cases: int = sum(
        math.comb(attempts, count) * yes**count * (whole - yes) ** (attempts - count)
        for count in range(highest + 1)
    )
    all_cases: int = CERTAINTY.numerator * whole**attempts
    return cases * CERTAINTY.denominator <= all_cases
