"""Free mappings of a manifest as sorted pairs of name and text.

Overrides of a deployment may hold anything. They are kept as text, and spellings
are made equal only where they are clearly the same: numbers with their digits in
quotes, hexadecimal digits in capitals, nothing and the empty string.
"""

import re
from collections.abc import Iterable
from typing import Any

from gonogo import digest

Pair = tuple[str, str]

_HEXADECIMAL = re.compile(r"0[xX][0-9a-fA-F]+")
_FORK_OFFSET = re.compile(r"l2Genesis[A-Z]\w*TimeOffset|[a-z]\w*_time_offset")


def pairs(name: str, value: Any) -> list[Pair]:
    """Return a value as pairs; mappings are walked, lists become their JSON."""
    if isinstance(value, dict):
        return [pair for key in value for pair in pairs(f"{name}.{key}", value[key])]
    if isinstance(value, (list, tuple)):
        return [(name, digest.canonical_json(value).decode())] if value else []
    text = spelled(value)
    return [(name, text)] if text else []


def spelled(value: Any) -> str:
    """Return the one spelling of a single value; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value).strip()
    return text.lower() if _HEXADECIMAL.fullmatch(text) else text


def is_fork_offset(key: str) -> bool:
    """Say whether an override decides when a fork is active."""
    return _FORK_OFFSET.fullmatch(key) is not None


def in_order(found: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return pairs sorted by name, which is how the model holds them."""
    return tuple(sorted(found))
