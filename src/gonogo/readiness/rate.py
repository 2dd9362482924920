"""What so many failures in so many attempts say about a failure rate, exactly.

Both questions are one-sided tests at 5 %: is it unlikely that so many failed if the
rate were only as high as is allowed, and is it unlikely that so few did if it were
that high. Between the two nobody can say. How that is computed, so that two
implementations agree on every case, is told in `binomial`.
"""

from fractions import Fraction

from gonogo.binomial import is_tail_unlikely


def is_rate_exceeded(failures: int, attempts: int, percent: float) -> bool:
    """Say whether this many failures or more would be unlikely at this failure rate."""
    if failures <= 0:
        return False
    # The tail from k up is the tail down to n - k of the successes.
    return is_tail_unlikely(attempts - failures, attempts, 1 - _rate(percent))


def is_rate_excluded(failures: int, attempts: int, percent: float) -> bool:
    """Say whether this few failures would be unlikely at this failure rate."""
    return is_tail_unlikely(failures, attempts, _rate(percent))


def _rate(percent: float) -> Fraction:
    """Return a rate as the decimal number that people wrote, between none and all."""
    return min(Fraction(1), max(Fraction(0), Fraction(repr(float(percent))) / 100))
