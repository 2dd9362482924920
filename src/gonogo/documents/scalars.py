"""What an unquoted word of YAML means: the core scalars of YAML 1.2, and fewer.

YAML 1.1, which PyYAML follows, reads `no` as false, `10:30` as 630 and an
unquoted address as a number of 48 digits. Here only the core scalars of 1.2 are
anything but text, with three further exceptions, each because the files we read
mean text: hexadecimal (`0x…`) and octal (`0o…`) numbers, since addresses and
hashes are written unquoted; infinities and `.nan`, since a limit that is not a
number would be kept by everything; and numbers too long for a machine word's
text, since nobody writes those as numbers.
"""

import math
import re

Scalar = str | int | float | bool | None

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_MOST_DIGITS = 100


def of_plain(text: str) -> Scalar:
    """Return the value of an unquoted word."""
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    return _number(text)


def of_plain_as_text(text: str) -> Scalar:
    """Return the value of an unquoted word, leaving numbers as they are written."""
    value = of_plain(text)
    return value if value is None or isinstance(value, bool) else text


def of_tagged(text: str, tag: str) -> Scalar:
    """Return the value of a word with an explicit tag.

    Raises:
        ValueError: the tag is none of the core schema, or the word does not fit it.
    """
    kind = tag.removeprefix("tag:yaml.org,2002:")
    if kind in ("str", "!"):
        return text
    # The tag only confirms what the word means anyway, so `!!int 0x10` stays refused.
    value = of_plain(text)
    expected = {"null": type(None), "bool": bool, "int": int, "float": float}.get(kind)
    if kind == "float" and type(value) is int:
        return float(value)
    if expected is None or type(value) is not expected:
        raise ValueError(kind)
    return value


def _number(text: str) -> Scalar:
    # Python itself refuses to read integers of thousands of digits, with an error of its own.
    if len(text) > _MOST_DIGITS:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text
