"""Shapes: what a value read from JSON must be, to the last key.

A shape is a function that says yes or no. There is no middle: a key too many is as
wrong as a key too few, because what one reader skips another may believe.
"""

import base64
import binascii
import itertools
import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

Shape = Callable[[object], bool]

# ASCII alone: `\d` also knows the digits of other scripts, which would be a second spelling.
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}", re.ASCII)
_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}", re.ASCII)
_WORKSPACE = re.compile(r"[0-9a-f]{32}", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def text(value: object) -> bool:
    """Say whether it is a text."""
    return isinstance(value, str)


def boolean(value: object) -> bool:
    """Say whether it is true or false."""
    return isinstance(value, bool)


def whole(value: object) -> bool:
    """Say whether it is a whole number, and no truth value."""
    return isinstance(value, int) and not isinstance(value, bool)


def real(value: object) -> bool:
    """Say whether it is a float that was written as one."""
    return isinstance(value, float) and math.isfinite(value)


def anything(value: object) -> bool:
    """Say yes: another place looks at what is in it."""
    del value
    return True


def digest(value: object) -> bool:
    """Say whether it is a digest, as every name by content is."""
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def fingerprint(value: object) -> bool:
    """Say whether it is the fingerprint of a key, as OpenSSH writes it."""
    return isinstance(value, str) and _FINGERPRINT.fullmatch(value) is not None


def workspace(value: object) -> bool:
    """Say whether it is the name of a workspace."""
    return isinstance(value, str) and _WORKSPACE.fullmatch(value) is not None


def time(value: object) -> bool:
    """Say whether it is a time that there is, in UTC, in the one way to write it."""
    if not isinstance(value, str) or (found := _TIME.fullmatch(value)) is None:
        return False
    if found.group(1) == ".000000":
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def day(value: object) -> bool:
    """Say whether it is a day of the calendar."""
    if not isinstance(value, str) or _DATE.fullmatch(value) is None:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def maybe(shape: Shape) -> Shape:
    """Return the shape of what may be null."""
    return lambda value: value is None or shape(value)


def one_of(*words: str) -> Shape:
    """Return the shape of a word of a list."""
    return lambda value: isinstance(value, str) and value in words


def exactly(constant: object) -> Shape:
    """Return the shape of one value alone."""
    return lambda value: type(value) is type(constant) and value == constant


def between(least: int, most: int) -> Shape:
    """Return the shape of a whole number from one to another, both included."""
    return lambda value: isinstance(value, int) and whole(value) and least <= value <= most


def listed(shape: Shape) -> Shape:
    """Return the shape of a list in whatever order."""
    return lambda value: isinstance(value, list) and all(map(shape, value))


def sorted_set(shape: Shape) -> Shape:
    """Return the shape of a list of texts that stands for a set: sorted, none twice."""

    def is_set(value: object) -> bool:
        return (
            isinstance(value, list)
            and all(isinstance(item, str) and shape(item) for item in value)
            and all(before < after for before, after in itertools.pairwise(value))
        )

    return is_set


def pair(first: Shape, second: Shape) -> Shape:
    """Return the shape of a list of two."""
    return lambda value: (
        isinstance(value, list) and len(value) == 2 and first(value[0]) and second(value[1])  # noqa: PLR2004 - a pair
    )


def keys(shapes: Mapping[str, Shape]) -> Shape:
    """Return the shape of an object with these keys and no other."""
    names = frozenset(shapes)
    checks = tuple(shapes.items())

    def has_keys(value: object) -> bool:
        if not isinstance(value, dict) or value.keys() != names:
            return False
        # A loop, since this is asked of every object there is and `all` takes twice as long.
        for name, shape in checks:  # noqa: SIM110
            if not shape(value[name]):
                return False
        return True

    return has_keys


def mapping(key: Shape, shape: Shape) -> Shape:
    """Return the shape of an object whose keys are names."""
    return lambda value: (
        isinstance(value, dict) and all(key(name) and shape(item) for name, item in value.items())
    )


def read_time(value: str) -> datetime:
    """Return the time that a text of the shape `time` is."""
    return datetime.fromisoformat(value).astimezone(UTC)


def decode_base64(value: str) -> bytes | None:
    """Return what this is the one base64 of, or None.

    Padding bits that are not zero would be a second way to write the same bytes, so
    they are refused by writing the bytes again.
    """
    try:
        content = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return None
    return content if base64.b64encode(content).decode() == value else None
