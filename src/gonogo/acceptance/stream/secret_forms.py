"""How a secret looks where it is printed.

As it is; where it is hexadecimal in whatever case of letters, with or without 0x; as JSON
writes it once and twice; in a URL; and in base64, of its bytes and of its text, in either
alphabet, with or without padding, also where a line's end or anything else was encoded after it.

Secrets shorter than `SHORTEST_SECRET` characters have no form: they would blank out ordinary
words. A secret of several lines has those of each line, as it is printed, and base64 of all.
"""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

SHORTEST_SECRET = 8
_HEXADECIMAL = re.compile(r"(?:0[xX])?([0-9a-fA-F]+)")
_ESCAPED = re.compile("%[0-9A-F]{2}")
# What `encodeURIComponent` of JavaScript leaves as it is, beside what Python does.
_LEFT_BY_JAVASCRIPT = "!'()*"
_GROUP_BYTES = 3
"""So many bytes are four letters in base64, whatever comes after them."""


@dataclass(frozen=True, order=True, slots=True)
class Form:
    """What is looked for."""

    text: str
    is_folded: bool = False
    """Whether letters are meant in either case; they are small ones here."""


def forms_of(secret: str) -> frozenset[Form]:
    """Return how a secret looks where it is printed; of one that is too short nothing."""
    lines = secret.splitlines()
    found = {form for line in lines for form in _of_line(line)}
    if len(lines) > 1:
        found |= {Form(text) for text in _in_base64(secret.encode())}
    return frozenset(form for form in found if len(form.text) >= SHORTEST_SECRET)


def _of_line(line: str) -> Iterator[Form]:
    hexadecimal = _HEXADECIMAL.fullmatch(line)
    digits = hexadecimal[1] if hexadecimal else ""
    if len(digits) >= SHORTEST_SECRET:
        yield Form(digits.lower(), is_folded=True)
        yield from map(Form, _digits_in_base64(digits))
    elif len(line) >= SHORTEST_SECRET:
        yield from map(Form, _written(line))


def _digits_in_base64(digits: str) -> Iterator[str]:
    if len(digits) % 2 == 0:
        yield from _in_base64(bytes.fromhex(digits))
    for text in {digits, digits.lower(), digits.upper()}:
        yield from _in_base64(text.encode())
        yield from _in_base64(f"0x{text}".encode())


def _written(secret: str) -> Iterator[str]:
    yield secret
    yield from _in_base64(secret.encode())
    for safe in ("", "/", _LEFT_BY_JAVASCRIPT):
        yield from _in_url(secret, safe)
    yield quote_plus(secret)
    for once in _in_json(secret):
        yield once
        yield from _in_json(once)


def _in_base64(data: bytes) -> Iterator[str]:
    """Yield some bytes in base64, alone and with something after them, without padding."""
    for some in (data, data[: len(data) // _GROUP_BYTES * _GROUP_BYTES]):
        usual = base64.b64encode(some).decode().rstrip("=")
        yield usual
        yield base64.urlsafe_b64encode(some).decode().rstrip("=")
        yield from _in_url(usual, "")
        yield usual.replace("/", "\\/")


def _in_url(text: str, safe: str) -> Iterator[str]:
    quoted = quote(text, safe=safe)
    yield quoted
    yield _ESCAPED.sub(lambda found: found[0].lower(), quoted)


def _in_json(text: str) -> Iterator[str]:
    """Yield a text as different writers of JSON escape it, without the quotes."""
    for is_ascii in (False, True):
        escaped = json.dumps(text, ensure_ascii=is_ascii)[1:-1]
        yield escaped
        yield escaped.replace("/", "\\/")
        # Go's own encoder also escapes what has a meaning in HTML.
        yield re.sub("[<>&]", lambda found: f"\\u{ord(found[0]):04x}", escaped)
