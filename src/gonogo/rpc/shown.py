"""What of an endpoint's address may be shown and kept: never what opens it.

Providers put the key into the path (`/v2/KEY`) or the query (`?key=KEY`), and people
put a password before the host. Reports and artifacts are made to be handed on, so
of an address we show the scheme, the host, the port, the names in the query and
those parts of the path that are words. Secret are

- user and password, every value in the query, and the fragment;
- a part of the path that has 16 characters or more and a digit or a capital letter
  among them, and one that has 32 or more of any kind;
- everything, when an address is so odd that nobody can say where its host ends.

Hiding a word too much costs a glance into the configuration; showing a key costs the key.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

HIDDEN = "…"

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://")
# An address in the middle of a sentence ends at what cannot stand in one.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s\"'<>`]+")
_LONG_PART = 16
_LONGEST_WORD = 32
# What is shorter is a word as likely as a secret, and would tear holes into every sentence.
_LEAST_SECRET = 4


def shown_url(url: str) -> str:
    """Return an address without anything in it that could be a secret."""
    scheme, authority, path, query = _parts(url)
    if "@" in path + query:
        # An unescaped `/` or `?` in a password: what looks like the host is a part of it.
        return scheme + HIDDEN
    user, at, host = authority.rpartition("@")
    del user
    shown = "/".join(HIDDEN if _is_secret(part) else part for part in path.split("/"))
    return scheme + (HIDDEN + at if at else "") + host + shown + _shown_query(query)


def hide_secrets(text: str, url: str = "") -> str:
    """Return a sentence in which no address says more than it may.

    Args:
        text: What a library or a node said; it may repeat an address or a key.
        url: The address that was asked: its secrets are hidden also where they stand alone.
    """
    if url:
        text = text.replace(url, shown_url(url))
    text = _ADDRESS.sub(lambda found: shown_url(found[0]), text)
    for secret in sorted(secrets_in_url(url), key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return text


def _parts(url: str) -> tuple[str, str, str, str]:
    """Split an address by hand: the library refuses some, and those have secrets as well."""
    found = _SCHEME.match(url)
    scheme = found[0] if found else ""
    rest = url[len(scheme) :]
    end = re.search(r"[?#]", rest)
    place, query = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
    authority, slash, path = place.partition("/")
    return scheme, authority, slash + path, query


def _shown_query(query: str) -> str:
    asked, hash_, _ = query.partition("#")
    if not asked:
        return f"#{HIDDEN}" if hash_ else ""
    names = (
        f"{name}={HIDDEN}" if equals and not _is_secret(name) else HIDDEN
        for name, equals, _ in (pair.partition("=") for pair in asked[1:].split("&"))
    )
    return f"?{'&'.join(names)}" + (f"#{HIDDEN}" if hash_ else "")


def _is_secret(part: str) -> bool:
    plain = unquote(part)
    mixed = any(each.isdigit() or each.isupper() for each in plain)
    return len(plain) >= (_LONG_PART if mixed else _LONGEST_WORD)


def secrets_in_url(url: str) -> Iterator[str]:
    """Yield what is secret in an address, as written and as meant."""
    _, authority, path, query = _parts(url)
    found = [part for part in path.split("/") if _is_secret(part)]
    for pair in query.lstrip("?").partition("#")[0].split("&"):
        name, equals, value = pair.partition("=")
        found.append(value if equals else name)
    user, at, _ = authority.rpartition("@")
    if at:
        name, _, password = user.partition(":")
        # With a password beside it the name is a word; alone it is the key itself.
        found += [user, password or name]
    for secret in found:
        for form in {secret, unquote(secret)}:
            if len(form) >= _LEAST_SECRET:
                yield form
