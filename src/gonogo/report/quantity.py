"""Numbers, times, digests and foreign text, as a person reads them.

What a network says about itself is foreign text: it may hold characters that
move a terminal's cursor or turn a line around. `visible` shows these instead of
obeying them, so a node cannot write its own report.
"""

import math
from datetime import datetime

from gonogo.evidence import Figure
from gonogo.printable import spelt_out

_WEI_PER_ETHER = 10**18
_SMALLEST_SHOWN_IN_ETHER = 10**12

_IN_A_LINE = {ord("\n"): " ", ord("\t"): " ", ord("\r"): "\\u000d"}

_SHORT_DIGEST = 12

# From here on digits are counted rather than read.
_TOO_LONG = 1e15


def visible(text: str) -> str:
    """Return the text with control characters written out, line breaks as spaces."""
    return spelt_out(text).translate(_IN_A_LINE)


def number(value: float) -> str:
    """Return a number with thousands apart and no more digits than it carries."""
    if not math.isfinite(value):
        return "unknown"
    if abs(value) >= _TOO_LONG:
        return f"{value:.4g}"
    if value == int(value):
        return f"{int(value):,}"
    digits = 1 if abs(value) >= 100 else 4 - len(str(int(abs(value))))  # noqa: PLR2004 - by eye.
    return f"{value:,.{digits}f}".rstrip("0").rstrip(".")


def duration(seconds: float) -> str:
    """Return a length of time in a fitting unit, cut off so that short never reads as full."""
    if not math.isfinite(seconds):
        return "unknown"
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{number(math.floor(seconds / length * 10) / 10)} {unit}"
    return f"{number(math.floor(seconds * 100) / 100)} s"


def quantity(value: float, unit: str) -> str:
    """Return a value with its unit; large amounts of wei are told in ether."""
    if unit in {"s", "second", "seconds"}:
        return duration(value)
    if unit == "wei" and abs(value) >= _SMALLEST_SHOWN_IN_ETHER:
        return f"{value / _WEI_PER_ETHER:,.6g} ether"
    if unit in {"%", "percent"}:
        return f"{number(value)} %"
    return f"{number(value)} {unit}".rstrip()


def figure_value(figure: Figure) -> str:
    """Return a figure's value with its unit, unless its name says the unit already."""
    says_unit = figure.unit and figure.name.endswith(figure.unit)
    return quantity(figure.value, "" if says_unit else figure.unit)


def figure_text(figure: Figure) -> str:
    """Return a figure as `name value unit`, for a line of text."""
    return f"{figure.name} {figure_value(figure)}"


def moment(when: datetime) -> str:
    """Return a time of day in UTC, to the second."""
    return f"{when:%Y-%m-%d %H:%M:%S} UTC"


def short(digest: str) -> str:
    """Return a digest cut to what people compare by eye; other text unchanged."""
    algorithm, separator, value = digest.partition(":")
    if not separator or len(value) <= _SHORT_DIGEST:
        return digest
    return f"{algorithm}:{value[:_SHORT_DIGEST]}…"
