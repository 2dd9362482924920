"""The rules for what a person writes into an act: texts, addresses, days and moments.

What is signed is shown to others, in their terminals and browsers, and cannot be
taken back. So a text holds nothing that moves a cursor or hides, an address leads to
the web and nowhere else, and a moment says its zone.
"""

import re
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from gonogo.clock import Clock
from gonogo.errors import GonogoError
from gonogo.people import parse_moment, to_the_minute

LONGEST_LINE = 200
LONGEST_TEXT = 10_000
_LONGEST_ADDRESS = 2_000
_SHOWN = 40
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class TextError(GonogoError):
    """What was written cannot be signed as it is."""

    def __init__(self, what: str, fault: str, *, hint: str) -> None:
        super().__init__(f"{what} {fault}", hint=hint)
        self.what = what
        self.fault = fault


def required_line(text: str, what: str) -> str:
    """Return a text of one line, trimmed.

    Raises:
        TextError: it is empty, too long, or holds what must not be shown.
    """
    trimmed = text.strip()
    if "\n" in trimmed or "\r" in trimmed:
        raise TextError(what, "must be one line", hint="Put the rest into the description.")
    return _checked(trimmed, what, LONGEST_LINE)


def required_text(text: str, what: str) -> str:
    """Return a text of any number of lines, trimmed.

    Raises:
        TextError: it is empty, too long, or holds what must not be shown.
    """
    return _checked(text.replace("\r\n", "\n").strip(), what, LONGEST_TEXT)


def optional_text(text: str | None, what: str) -> str | None:
    """Return a text, or None where there is none.

    Raises:
        TextError: it was given and is none.
    """
    return None if text is None else required_text(text, what)


def web_address(text: str) -> str:
    """Return an address that a browser may follow.

    Raises:
        TextError: it is none: of another scheme, without a host, or with a password in it.
    """
    what, hint = "the tracker", "Give the address of a web page, as https://github.com/o/r/issues/7"
    if len(text) > _LONGEST_ADDRESS:
        raise TextError(what, f"is longer than {_LONGEST_ADDRESS} characters", hint=hint)
    if not is_web_address(text):
        raise TextError(what, f"is no web address: {shown(text)}", hint=hint)
    return text


def is_web_address(text: str) -> bool:
    """Say whether a text is an address that a browser may follow and a terminal may show."""
    # Whatever is not plain ASCII could look like another address.
    if not text.isascii() or not text.isprintable() or re.search(r"[\s\"'<>\\`]", text):
        return False
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and "@" not in parts.netloc


def coming_day(text: str, what: str, clock: Clock) -> date:
    """Return a day, today in UTC or later.

    Raises:
        TextError: it is no day, or it is past.
    """
    hint = "Write it as 2026-11-22; its end is meant, in UTC."
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) and text.isascii() else None
    except ValueError:
        day = None
    if day is None:
        raise TextError(what, f"is no day: {shown(text)}", hint=hint)
    today = clock.now().astimezone(UTC).date()
    if day < today:
        raise TextError(what, f"is past: {day} (today is {today})", hint="Give a day to come.")
    return day


def coming_moment(text: str, what: str, clock: Clock) -> datetime:
    """Return a moment to come: a day (its beginning in UTC), or a moment in UTC.

    Raises:
        TextError: it is none, it does not say its zone, or it is past.
    """
    try:
        moment = parse_moment(text)
    except ValueError as error:
        hint = "A moment without Z could be of any zone."
        raise TextError(what, f"cannot be read: {shown(text)}; {error}", hint=hint) from error
    now = clock.now()
    if moment <= now:
        told = f"is past: {to_the_minute(moment)} (now it is {to_the_minute(now)})"
        raise TextError(what, told, hint="A day means its beginning. Give a moment to come.")
    return moment


def _checked(text: str, what: str, longest: int) -> str:
    if not text:
        raise TextError(what, "is empty", hint="Say it in a sentence; it is signed and stays.")
    if len(text) > longest:
        told = f"has {len(text)} characters, of at most {longest}"
        hint = "Put the long part where it can be read, and give its address."
        raise TextError(what, told, hint=hint)
    for place, letter in enumerate(text):
        if letter != "\n" and not letter.isprintable():
            told = f"has an invisible character at {place + 1} (U+{ord(letter):04X})"
            hint = "Type it anew; such letters hide or forge text."
            raise TextError(what, told, hint=hint)
    return text


def shown(text: str) -> str:
    """Return a short form of a text that can be shown, whatever it is, in quotes."""
    return ascii(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}...")
