"""What so many passes and failures exclude: exact one-sided bounds at 95 %.

A failure rate is excluded when so few failures would happen in at most 5 % of the cases if it
were that high (Clopper and Pearson). n straight passes exclude 1 - 0.05^(1/n).

A figure that is shown is rounded up, never down: it is then excluded too, and by the judge as
well, who asks the same question about a given rate (`binomial`).
"""

import functools
import math
from fractions import Fraction

from gonogo.binomial import CERTAINTY, is_tail_unlikely, lower_tail

_UNLIKELY = float(CERTAINTY)
_WHOLE = 100
_HALVINGS = 60
_LARGEST_COUNT = 100_000
"""Where nobody tries any more, and a mistyped rate would be searched for ever."""


def upper_bound(failures: int, attempts: int) -> float:
    """Return the least failure rate that is excluded, from 0 to 1; of no attempts 1.0.

    1.0 says that nothing is: every attempt failed, or there was none.
    """
    if attempts <= 0 or failures >= attempts:
        return 1.0
    if failures == 0:
        return -math.expm1(math.log(_UNLIKELY) / attempts)
    low, high = failures / attempts, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if lower_tail(failures, attempts, middle) > _UNLIKELY:
            low = middle
        else:
            high = middle
    return high


def is_excluded(failures: int, attempts: int, rate: Fraction) -> bool:
    """Say whether a failure rate is excluded, exactly."""
    return is_tail_unlikely(failures, attempts, min(max(rate, Fraction(0)), Fraction(1)))


@functools.cache
def excluded_percent(failures: int, attempts: int) -> str | None:
    """Return the least percentage above which rates are excluded, rounded up; None: none is.

    Whole percents from 10 on, below that two digits that count. Most tests of a run have been
    tried as often as all others, so what was found is kept.
    """
    bound = upper_bound(failures, attempts)
    if bound >= 1:
        return None
    digits = _digits_after_point(bound * 100)
    step = Fraction(1, 10**digits)
    count = math.ceil(Fraction(bound) * 100 / step)
    # Where the bound lies so near a step that floating point cannot tell on which side.
    if is_excluded(failures, attempts, (count - 1) * step / 100):
        count -= 1
    while not is_excluded(failures, attempts, count * step / 100):
        count += 1
    # `:g` leaves no zeros at the end; the figure has two digits that count, so it loses none.
    return None if count * step >= _WHOLE else f"{float(count * step):.15g}"


def attempts_needed(percent: float, failures: int = 0) -> int | None:
    """Return how many attempts exclude a failure rate if so many fail; None: no number does."""
    rate = Fraction(repr(float(percent))) / 100 if math.isfinite(percent) else Fraction(0)
    if not 0 < rate < 1:
        return None
    low, high = failures, failures + 1
    while not is_excluded(failures, high, rate):
        low, high = high, high * 2
        if high > _LARGEST_COUNT:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_excluded(failures, middle, rate) else (middle, high)
    return high


def _digits_after_point(percent: float) -> int:
    return max(0, 1 - math.floor(math.log10(percent)))
