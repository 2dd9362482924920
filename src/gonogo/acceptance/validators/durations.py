"""Durations as Go reads them, `6h`, `1h30m`, `500ms`, since validators files are written in these.

What Go takes is taken, except what no one can have meant as a time limit: nothing and less.
A bare number is refused as well. op-acceptor read it as nanoseconds, so a `timeout: 600`
was over before it began.
"""

import re
from fractions import Fraction

_UNITS = {
    "ns": Fraction(1, 10**9),
    "us": Fraction(1, 10**6),
    "\u00b5s": Fraction(1, 10**6),  # The micro sign,
    "\u03bcs": Fraction(1, 10**6),  # and the Greek letter: Go takes both.
    "ms": Fraction(1, 1000),
    "s": Fraction(1),
    "m": Fraction(60),
    "h": Fraction(3600),
}
_PART = re.compile(r"([0-9]{1,19}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})([a-z\u00b5\u03bc]+)")
# Nanoseconds in 64 bits, as Go keeps them.
_LONGEST_SECONDS = Fraction(2**63 - 1, 10**9)
_HOW = "write numbers with units, such as 90s, 10m or 1h30m"


def parse_timeout(text: str) -> float:
    """Return the seconds of a time limit such as `6h`, `1h30m` or `500ms`.

    Raises:
        ValueError: the text is no duration of Go, or leaves no time at all.
    """
    seconds, rest = Fraction(0), text[1:] if text[:1] in ("+", "-") else text
    if not rest or re.fullmatch(r"[0-9.]+", rest):
        raise ValueError(f"has no unit; {_HOW}")
    while rest:
        part = _PART.match(rest)
        if part is None:
            raise ValueError(f"is no duration; {_HOW}")
        seconds += Fraction(part[1]) * _unit(part[2])
        rest = rest[part.end() :]
    if text.startswith("-") or seconds <= 0:
        raise ValueError("must be more than nothing; to have no limit is not possible")
    if seconds > _LONGEST_SECONDS:
        raise ValueError("is longer than Go can say")
    return float(seconds)


def _unit(name: str) -> Fraction:
    if name in ("d", "w"):
        raise ValueError("Go knows no days and weeks; write hours, such as 24h")
    if name not in _UNITS:
        raise ValueError(f"has an unknown unit; {_HOW}")
    return _UNITS[name]
