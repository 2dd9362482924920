"""Digests, and the one canonical form that is digested.

Everything gonogo names by content (candidates, deployments, policies, evidence,
artifacts) is named `sha256:` and 64 hexadecimal digits. Values are digested in
their canonical JSON: keys sorted, no spaces, UTF-8, so that the same value has
the same name on every machine. Floats are refused where identity is meant:
their text differs between implementations.
"""

import hashlib
from collections.abc import Iterable

import msgspec

_ENCODER = msgspec.json.Encoder(order="sorted")


SHOWN_DIGITS = 12
"""So many digits of a digest people compare by eye, and type to name something."""

FEWEST_DIGITS = 6
"""So many digits must be typed to name something: fewer name one thing today and two tomorrow."""


def of_bytes(content: bytes) -> str:
    """Return the digest of these bytes, as `sha256:…`."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def canonical_json(value: object) -> bytes:
    """Return the canonical JSON of a value of plain types, dataclasses or structs."""
    return _ENCODER.encode(value)


def of_value(value: object) -> str:
    """Return the digest of a value's canonical JSON."""
    return of_bytes(canonical_json(value))


def short(name: str) -> str:
    """Return a digest cut to what people compare by eye, its algorithm with it."""
    return name[: len("sha256:") + SHOWN_DIGITS]


def digits(name: str) -> str:
    """Return the first digits of a digest, as people type them to name something."""
    return name.removeprefix("sha256:")[:SHOWN_DIGITS]


def typed(name: str) -> str:
    """Return the digits that somebody typed, with or without the algorithm before them."""
    return name.removeprefix("sha256:").casefold()


def beginning_with(name: str, known: Iterable[str]) -> list[str]:
    """Return which of these digests begin with what somebody typed, in their order."""
    wanted = typed(name)
    return [each for each in known if typed(each).startswith(wanted)]
