"""What so many failures in so many attempts say about a failure rate, exactly.

Both questions are one-sided tests at 5 %: is it unlikely that so many failed if the
rate were only as high as is allowed, and is it unlikely that so few did if it were
that high. Between the two nobody can say.

Two implementations must agree on every case, also where a probability is exactly
5 %. So whatever lies near that is computed with whole numbers; floating point only
decides where it is far from it.
"""

import math
from fractions import Fraction

_CERTAINTY = Fraction(5, 100)
_FAR = 1e-6
"""Logarithms of factorials are good to about a billionth, so this is far."""
_TINY = Fraction(1, 10**9)
"""Rates nearer to none or all than this are left to whole numbers."""


def is_rate_exceeded(failures: int, attempts: int, percent: float) -> bool:
    """Say whether this many failures or more would be unlikely at this failure rate."""
    if failures <= 0:
        return False
    # The tail from k up is the tail down to n - k of the successes.
    return _is_tail_unlikely(attempts - failures, attempts, 1 - _rate(percent))


def is_rate_excluded(failures: int, attempts: int, percent: float) -> bool:
    """Say whether this few failures would be unlikely at this failure rate."""
    return _is_tail_unlikely(failures, attempts, _rate(percent))


def _rate(percent: float) -> Fraction:
    """Return a rate as the decimal number that people wrote, between none and all."""
    return min(Fraction(1), max(Fraction(0), Fraction(repr(float(percent))) / 100))


def _is_tail_unlikely(highest: int, attempts: int, rate: Fraction) -> bool:
    """Say whether at most `highest` of so many happen in at most 5 % of the cases."""
    if highest >= attempts:
        return False
    if _TINY < rate < 1 - _TINY:
        near = _lower_tail(highest, attempts, float(rate))
        if abs(near - float(_CERTAINTY)) > _FAR:
            return near < _CERTAINTY
    return _is_exactly_unlikely(highest, attempts, rate)


def _lower_tail(highest: int, attempts: int, rate: float) -> float:
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
    yes, whole = rate.numerator, rate.denominator
    no = whole - yes
    cases: int = sum(
        math.comb(attempts, count) * yes**count * no ** (attempts - count)
        for count in range(highest + 1)
    )
    all_cases: int = _CERTAINTY.numerator * whole**attempts
    return cases * _CERTAINTY.denominator <= all_cases
