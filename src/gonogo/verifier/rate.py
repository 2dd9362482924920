"""What failures among attempts show about how often it fails: above a rate, below it, or neither.

Exact, since two implementations must agree on it: floating numbers would differ in their
last digits, and with them a verdict. Between above and below nothing is shown yet.
"""

from fractions import Fraction
from math import comb

_SIGNIFICANT = Fraction(1, 20)


def is_above(rate: Fraction, failed: int, count: int) -> bool:
    """Say whether so many failures would be rare if it failed only at this rate."""
    return _at_least(failed, count, rate) <= _SIGNIFICANT


def is_below(rate: Fraction, failed: int, count: int) -> bool:
    """Say whether so few failures would be rare if it failed at this rate."""
    return 1 - _at_least(failed + 1, count, rate) <= _SIGNIFICANT


def _at_least(least: int, count: int, rate: Fraction) -> Fraction:
    """Return the exact probability of so many failures or more at this rate.

    Whole numbers over one denominator, since fractions would be reduced at each step.
    """
    failing, whole = rate.numerator, rate.denominator
    passing = whole - failing
    ways = sum(comb(count, k) * failing**k * passing ** (count - k) for k in range(least))
    return 1 - Fraction(ways, whole**count)
