"""Durations as people write and read them: `30m` in a policy, `30 minutes` in a reason."""

import re

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_WRITTEN = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)([smhd])")
_NAMES = ((86400, "day"), (3600, "hour"), (60, "minute"))
_PLAIN_SECONDS = 120.0
"""Below this, seconds are easier to compare than minutes."""

LONGEST_WINDOW_SECONDS = 30 * 86400.0
"""A longer window is a slip of the pen: nothing is known before it ends."""


def parse_duration(text: str) -> float:
    """Return the seconds of a duration such as `12s`, `30m`, `1.5h` or `14d`.

    Raises:
        ValueError: the text is no duration; a bare number has no unit and is none.
    """
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError("write a number and a unit, such as 12s, 30m, 1h or 14d")
    return float(found[1]) * _SECONDS[found[2]]


def in_words(seconds: float) -> str:
    """Return a duration for a person, rounded down so that short never reads as full."""
    if abs(seconds) < _PLAIN_SECONDS:
        tenths = int(seconds * 10)
        return f"{tenths // 10} s" if tenths % 10 == 0 else f"{tenths / 10} s"
    if seconds < 0:
        return f"minus {in_words(-seconds)}"
    # Two units say enough: who waits for days does not count the seconds.
    rest = int(seconds)
    words = []
    for size, name in _NAMES:
        count, rest = divmod(rest, size)
        if count:
            words.append(f"{count} {name}" if count == 1 else f"{count} {name}s")
    if rest:
        words.append(f"{rest} s")
    return " ".join(words[:2])
