"""Where a door leads: one address, fixed when the door is made.

An address may open something: a password before the host, a key in the path or in the
query. Whoever calls the door never needs them and never sees them: the path of a call is
put behind the address's own path, its query behind the address's own query, and what an
upstream answers is told without them wherever it is told by us.
"""

import base64
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import SplitResult, unquote, urlsplit

from yarl import URL

from gonogo.rpc import hide_secrets

_HTTP = {"http": "http", "https": "https", "ws": "http", "wss": "https"}


@dataclass(frozen=True)
class Upstream:
    """One address of the network, and what must be said to be let in there."""

    url: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Sent with every call, such as the Host by which a reverse proxy knows whom to ask."""

    def target(self, asked: str) -> URL:
        """Return what to ask for when a door was asked for a path and a query.

        Raises:
            ValueError: the address is none that can be asked.
        """
        parts = self._parts
        path, mark, query = asked.partition("?")
        own = parts.path.rstrip("/")
        if path == "/":
            path = parts.path or "/"
        elif not (own and (path == own or path.startswith(f"{own}/"))):
            # A path that the caller wrote out, such as `/metrics`, is not put behind itself.
            path = own + path
        query = "&".join(part for part in (parts.query, query) if part)
        origin = f"{_HTTP[parts.scheme]}://{parts.netloc.rpartition('@')[2]}"
        return URL(f"{origin}{path}{'?' if query or mark else ''}{query}", encoded=True)

    @cached_property
    def authorization(self) -> str | None:
        """The header that says who asks; None when the address names nobody."""
        try:
            parts = self._parts
        except ValueError:
            return None
        if "@" not in parts.netloc:
            return None
        user = unquote(parts.username or "")
        pair = f"{user}:{unquote(parts.password or '')}"
        return f"Basic {base64.b64encode(pair.encode()).decode()}"

    def own_path_of(self, location: str) -> str | None:
        """Return where a redirection leads, as callers of the door see it.

        None: it leads away, or tells what must not be told.
        """
        try:
            parts, led = self._parts, urlsplit(location)
        except ValueError:
            return None
        if led.netloc and (led.scheme, led.netloc.rpartition("@")[2]) != (
            _HTTP[parts.scheme],
            parts.netloc.rpartition("@")[2],
        ):
            return None
        own = parts.path.rstrip("/")
        path = led.path.removeprefix(own) if own else led.path
        seen = (path or "/") + (f"?{led.query}" if led.query else "")
        return seen if hide_secrets(seen, self.url) == seen else None

    @cached_property
    def _parts(self) -> SplitResult:
        parts = urlsplit(self.url)
        if parts.scheme not in _HTTP or not parts.hostname or parts.port == 0:
            message = "not an address that can be asked"
            raise ValueError(message)
        return parts
