"""Secrets taken out of whatever a suite prints, before it is written or judged.

Each secret is looked for in the forms in which it is printed: as it is, in either case where it
is hexadecimal (with or without 0x), as JSON writes it once and twice, and in a URL. What is
found is replaced by `[secret]`.

Not found are secrets shorter than `SHORTEST_SECRET` characters, which would blank out ordinary
words, and what a suite has encoded, cut up or encrypted itself. A secret of several lines is
looked for line by line, as it is printed.
"""

import json
import re
from collections.abc import Collection, Iterator
from urllib.parse import quote

from ahocorasick_rs import BytesAhoCorasick

REPLACEMENT = b"[secret]"
SHORTEST_SECRET = 8
_HEXADECIMAL = re.compile(r"(?:0[xX])?([0-9a-fA-F]+)")
_FEW = 32
"""Up to so many forms, one vectorised search each is faster than one automaton for all."""


def forms_of(secret: str) -> frozenset[str]:
    """Return how a secret looks where it is printed; of one that is too short nothing."""
    forms: set[str] = set()
    for line in secret.splitlines():
        hexadecimal = _HEXADECIMAL.fullmatch(line)
        digits = hexadecimal.group(1) if hexadecimal else ""
        if len(digits) >= SHORTEST_SECRET:
            forms |= {digits, digits.lower(), digits.upper()}
        elif len(line) >= SHORTEST_SECRET:
            forms |= set(_written(line))
    return frozenset(forms)


def _written(secret: str) -> Iterator[str]:
    yield secret
    yield quote(secret, safe="")
    for once in _in_json(secret):
        yield once
        yield from _in_json(once)


def _in_json(text: str) -> Iterator[str]:
    """Yield a text as different writers of JSON escape it, without the quotes."""
    for is_ascii in (False, True):
        escaped = json.dumps(text, ensure_ascii=is_ascii)[1:-1]
        yield escaped
        yield escaped.replace("/", "\\/")
        # Go's own encoder also escapes what has a meaning in HTML.
        yield re.sub("[<>&]", lambda found: f"\\u{ord(found[0]):04x}", escaped)


class Redactor:
    """Takes a number of secrets out of bytes."""

    def __init__(self, secrets: Collection[str]) -> None:
        forms = sorted({form for secret in secrets for form in forms_of(secret)})
        self.forms: tuple[str, ...] = tuple(forms)
        """What is looked for."""
        patterns = [form.encode() for form in forms]
        self.longest = max(map(len, patterns), default=0)
        """In bytes."""
        self._is_few = len(patterns) <= _FEW
        groups = [[pattern] for pattern in patterns] if self._is_few else [patterns]
        self._searches = [BytesAhoCorasick(group) for group in groups]

    def redact(self, data: bytes) -> bytes:
        """Return the data without any secret that is whole in it."""
        found = [
            (start, end)
            for search in self._searches
            for _, start, end in search.find_matches_as_indexes(data, overlapping=not self._is_few)
        ]
        return _without(data, found) if found else data


def _without(data: bytes, found: list[tuple[int, int]]) -> bytes:
    pieces: list[bytes] = []
    done = 0
    for start, end in sorted(found):
        if start >= done:
            pieces += (data[done:start], REPLACEMENT)
        done = max(done, end)
    return b"".join((*pieces, data[done:]))


class Redaction:
    """Takes secrets out of a text that comes in pieces, wherever those are cut."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._kept = b""

    def take(self, piece: bytes) -> bytes:
        """Return what can be shown so far; what may be the beginning of a secret is kept."""
        if not self._redactor.longest:
            return piece
        clean = self._redactor.redact(self._kept + piece)
        # No secret goes over the end of a line, and none is as long as what is kept.
        shown = max(clean.rfind(b"\n") + 1, len(clean) - self._redactor.longest + 1, 0)
        self._kept = clean[shown:]
        return clean[:shown]

    def rest(self) -> bytes:
        """Return what was kept."""
        kept, self._kept = self._redactor.redact(self._kept), b""
        return kept
