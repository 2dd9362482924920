"""What a number of straight passes can exclude.

Passes are a sample. Three in a row are also what a network shows that fails
every second time, in one case of eight; printing the figure beside a verdict
keeps its reader honest about how little a few passes say.
"""

import math

_CONFIDENCE = 0.95
_CERTAINTY_PERCENT = 100.0


def exclusion_percent(passes: int) -> float:
    """Return the failure rate that this many straight passes exclude, in percent.

    It is the upper end of the exact one-sided 95 % interval: a network that
    fails more often than this shows so many straight passes in fewer than one
    case of twenty. No passes exclude nothing: 100.
    """
    if passes < 1:
        return _CERTAINTY_PERCENT
    # All n pass in a share (1 - rate)^n of the cases; the rate at which that is 5 % is the bound.
    return _CERTAINTY_PERCENT * (1.0 - math.pow(1.0 - _CONFIDENCE, 1.0 / passes))


def power_sentence(passes: int) -> str:
    """Return what this many straight passes exclude, in one sentence."""
    percent = exclusion_percent(passes)
    shown = f"{percent:.0f}" if percent >= 10 else f"{percent:.1f}"  # noqa: PLR2004
    times = "1 pass excludes" if passes == 1 else f"{passes} straight passes exclude"
    return f"{times} failure rates above {shown} % (with 95 % confidence)"
