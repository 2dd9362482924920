"""Canonical JSON: the one way to write a value, so that a digest names a value.

Bytes are read strictly: what this module would not write in exactly the same
way is refused. So a key that stands twice, a number written in two ways, a space
or an escape that is not needed cannot mean one thing here and another elsewhere.
"""

import hashlib
import json
import math
import re
from typing import NoReturn

MOST_NESTING = 64
"""Far more than any act or policy nests; a bound, so that no input exhausts the stack."""

# Possessive, so that a string of megabytes leaves no way back to be remembered.
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_PYTHON_EXPONENT = re.compile(r"[0-9]e[-+][0-9]")
_SIMPLE_STRING = re.compile(rb'"[^"]*+"')
_NEITHER_BRACKET_NOR_QUOTE = bytes(set(range(256)) - set(b'[]{}"'))
_LAST_WITHOUT_EXPONENT = -5


class NotCanonicalError(ValueError):
    """These bytes are not the canonical JSON of any value."""


def digest(content: bytes) -> str:
    """Return the name of these bytes, `sha256:…`."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def parse(content: bytes, *, ending: str = "") -> object:
    """Return the value that these bytes, but for their ending, are the canonical JSON of.

    Raises:
        NotCanonicalError: they are of none, or nested deeper than any of ours.
    """
    _refuse_deep_nesting(content)
    floats = _Floats()
    try:
        text = content.decode()
        value = json.loads(text, parse_float=floats.read, parse_constant=_refuse_constant)
        written = _encode_text(value) if floats.differ else _encode_fast(value)
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(str(error)) from error
    if written + ending != text:
        raise NotCanonicalError("another spelling of it is the canonical one")
    return value


def encode(value: object) -> bytes:
    """Return the canonical JSON of a value of plain JSON types."""
    written = _encode_fast(value)
    # Python's own text of a float has an exponent, if at all, as in `e-05` or `e+16`. Where a
    # string only looks so, nothing is lost but time.
    return (_encode_text(value) if _PYTHON_EXPONENT.search(written) else written).encode()


def number(value: float) -> str:
    """Return the canonical text of a finite float.

    Python writes the same digits, but takes to an exponent earlier and fills it up
    with a sign and a zero: `1e-05` where the canonical form is `0.00001`.
    """
    text = repr(value)
    mantissa, has_exponent, exponent_text = text.partition("e")
    if not has_exponent:
        return text
    exponent = int(exponent_text)
    if _LAST_WITHOUT_EXPONENT <= exponent < 0:
        sign, digits = ("-", mantissa[1:]) if mantissa.startswith("-") else ("", mantissa)
        return f"{sign}0.{'0' * (-exponent - 1)}{digits.replace('.', '')}"
    return f"{mantissa}e{exponent}"


class _Floats:
    """Reads floats and remembers whether Python would write any of them otherwise."""

    def __init__(self) -> None:
        self.differ = False

    def read(self, text: str) -> float:
        """Return the float, if this is how it is written."""
        value = float(text)
        if not math.isfinite(value) or number(value) != text:
            raise NotCanonicalError(f"{text[:40]} is not how that number is written")
        self.differ = self.differ or repr(value) != text
        return value


def _encode_fast(value: object) -> str:
    """Encode with Python's own encoder, which differs only in the exponents of floats."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def _encode_text(value: object) -> str:
    if isinstance(value, float):
        return number(value)
    if isinstance(value, dict):
        return (
            "{" + ",".join(f"{_leaf(k)}:{_encode_text(v)}" for k, v in sorted(value.items())) + "}"
        )
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_encode_text, value)) + "]"
    return _leaf(value)


def _leaf(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _refuse_constant(name: str) -> NoReturn:
    raise NotCanonicalError(f"{name} is no JSON")


def _refuse_deep_nesting(content: bytes) -> None:
    """Take away the innermost pairs of brackets until nothing, or too much, is left."""
    if b"\\" in content:
        content = _STRING.sub(b"", content)
    # Quotes say what is inside a string. Two of them next to each other change nothing about
    # the rest, and taking those away first leaves few strings.
    brackets = content.translate(None, _NEITHER_BRACKET_NOR_QUOTE).replace(b'""', b"")
    brackets = _SIMPLE_STRING.sub(b"", brackets)
    for _ in range(MOST_NESTING):
        if not brackets:
            return
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    if brackets:
        raise NotCanonicalError(f"nested deeper than {MOST_NESTING}, or a bracket is missing")
