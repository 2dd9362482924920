"""Compare what a check was asked to hold to with what a policy asks for.

Both are pairs of a name and a text. Numbers are compared by their value, so
that `5` and `5.0` are the same threshold; everything else is compared as text.
"""

import functools
import re
from decimal import Decimal

Parameters = tuple[tuple[str, str], ...]

_NUMBER = re.compile(r"[-+]?[0-9]{1,80}(\.[0-9]{1,80})?")


@functools.cache
def normalised(parameters: Parameters) -> Parameters:
    """Return parameters sorted by name, numbers in their shortest form."""
    return tuple(sorted((name, _shortest(text)) for name, text in parameters))


def difference(used: Parameters, asked: Parameters) -> str:
    """Return in words how the used parameters differ from what is asked; empty if they do not."""
    have, want = dict(normalised(used)), dict(normalised(asked))
    names = [name for name in sorted({*have, *want}) if have.get(name) != want.get(name)]
    return ", ".join(
        f"{name} {have.get(name, 'not given')} where {want.get(name, 'none')} is asked"
        for name in names
    )


def _shortest(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        return text
    # The fixed-point form: `normalize` alone would turn 100 into 1E+2.
    shortest = format(Decimal(text).normalize(), "f") if len(text) < 28 else text  # noqa: PLR2004
    return "0" if shortest in ("-0", "+0") else shortest
