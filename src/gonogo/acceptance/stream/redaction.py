"""Secrets taken out of whatever a suite prints, before it is written or judged.

What is looked for says `secret_forms`; what is found is replaced by `[secret]`. Not found is
what a suite has cut up, encrypted, or encoded in any other way itself.

Streams are long and secrets rare, so most of a stream is only looked through for anchors: a few
bytes of each form, by which it cannot be missed. Up to 64 of them are found by one vectorised
search. Only around an anchor is the form itself looked for.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import product

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from gonogo.acceptance.stream.secret_forms import Form, forms_of

REPLACEMENT = b"[secret]"
_AT_ONCE = 64
"""Of more patterns an automaton is made, which is twenty times as slow."""
_ANCHOR_BYTES = 12
_FOLDED_ANCHOR_CHARACTERS = 8
_FEW_LETTERS = 3


class Redactor:
    """Takes a number of secrets out of bytes."""

    def __init__(self, secrets: Collection[str]) -> None:
        found = [forms_of(secret) for secret in secrets]
        self.forms: tuple[Form, ...] = tuple(sorted(frozenset().union(*found)))
        """What is looked for."""
        self.longest = max((len(form.text.encode()) for form in self.forms), default=0)
        """In bytes."""
        anchors = sorted(frozenset().union(*map(_anchors_of, found)))
        self._anchors = [
            # The kind of match that a vectorised search can be made for.
            BytesAhoCorasick(anchors[start : start + _AT_ONCE], matchkind=MatchKind.LeftmostFirst)
            for start in range(0, len(anchors), _AT_ONCE)
        ]
        self._exact = _search(form for form in self.forms if not form.is_folded)
        self._folded = _search(form for form in self.forms if form.is_folded)

    def redact(self, data: bytes) -> bytes:
        """Return the data without any secret that is whole in it."""
        hits = [hit for search in self._anchors for hit in search.find_matches_as_indexes(data)]
        if not hits:
            return data
        found = [each for window in self._windows(hits) for each in self._found(data, *window)]
        return _without(data, found) if found else data

    def _windows(self, hits: Iterable[tuple[int, int, int]]) -> list[tuple[int, int]]:
        """Return where secrets may be: every anchor is one of these hits, or overlaps one."""
        margin = self.longest
        windows: list[tuple[int, int]] = []
        for start, end in sorted((max(start - margin, 0), end + margin) for _, start, end in hits):
            if windows and start <= windows[-1][1]:
                windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
            else:
                windows.append((start, end))
        return windows

    def _found(self, data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
        window = data[start:end]
        for search, text in ((self._exact, window), (self._folded, window.lower())):
            if search is not None:
                for _, first, last in search.find_matches_as_indexes(text, overlapping=True):
                    yield start + first, start + last


def _search(forms: Iterable[Form]) -> BytesAhoCorasick | None:
    patterns = [form.text.encode() for form in forms]
    return BytesAhoCorasick(patterns) if patterns else None


def _anchors_of(forms: Collection[Form]) -> set[bytes]:
    """Return some bytes for each form, of which it has one wherever it stands.

    Forms of one secret are much alike, so most have what another one has.
    """
    anchors: set[bytes] = set()
    for form in sorted(forms, key=lambda form: len(form.text)):
        if form.is_folded:
            anchors |= _folded_anchors(form.text)
            continue
        pattern = form.text.encode()
        if not any(anchor in pattern for anchor in anchors):
            # The end of an address is what tells it from others.
            anchors.add(pattern[-_ANCHOR_BYTES:])
    return anchors


def _folded_anchors(digits: str) -> set[bytes]:
    """Return every way to write the part of a number that has the fewest letters."""
    for length in (_FOLDED_ANCHOR_CHARACTERS, _FOLDED_ANCHOR_CHARACTERS // 2):
        parts = (digits[start : start + length] for start in range(len(digits) - length + 1))
        part = min(parts, key=lambda part: sum(map(str.isalpha, part)))
        if sum(map(str.isalpha, part)) <= _FEW_LETTERS:
            break
    ways = product(*({letter, letter.upper()} for letter in part))
    return {"".join(way).encode() for way in ways}


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
