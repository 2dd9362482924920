"""Parameters of checks, in the one form in which two of them are compared."""

import functools
import re
from collections.abc import Iterable

Parameters = tuple[tuple[str, str], ...]

_NUMBER = re.compile(r"([-+]?)([0-9]+)(?:\.([0-9]+))?", re.ASCII)
_LONGEST_NUMBER = 28


def normalised(pairs: Iterable[Iterable[str]]) -> Parameters:
    """Return parameters sorted by name, with each number in its shortest form."""
    return tuple(sorted((name, _shortest(value)) for name, value in pairs))


@functools.lru_cache(maxsize=65536)
def _shortest(value: str) -> str:
    """Take zeros and a plus away that a number does not need; leave other texts alone."""
    found = _NUMBER.fullmatch(value) if len(value) < _LONGEST_NUMBER else None
    if found is None:
        return value
    whole = found[2].lstrip("0") or "0"
    fraction = (found[3] or "").rstrip("0")
    number = f"{whole}.{fraction}" if fraction else whole
    return f"-{number}" if found[1] == "-" and number != "0" else number
