"""Which headers a door passes on: all, but for those that are about one connection only.

Two are changed. Host is the network's and not the door's. And a client is not promised a
compression that we could not look into, or its answers would count as none.
"""

from multidict import CIMultiDict, CIMultiDictProxy

from gonogo.acceptance.proxy.upstream import Upstream
from gonogo.rpc import hide_secrets

_OF_ONE_CONNECTION = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
_OF_REQUESTS = _OF_ONE_CONNECTION | {"host", "expect", "accept-encoding"}
# The two halves of a WebSocket each have a handshake of their own.
_OF_HANDSHAKES = frozenset(
    {
        "sec-websocket-accept",
        "sec-websocket-extensions",
        "sec-websocket-key",
        "sec-websocket-protocol",
        "sec-websocket-version",
    }
)
_READABLE = ("gzip", "deflate", "identity")
_LEAD_ON = frozenset({"location", "content-location", "refresh", "link", "www-authenticate"})

Received = CIMultiDictProxy[str]


def request_headers(received: Received, upstream: Upstream) -> CIMultiDict[str]:
    """Return what the network is sent."""
    dropped = _OF_REQUESTS | _named_in(received)
    headers = CIMultiDict((k, v) for k, v in received.items() if k.lower() not in dropped)
    accepted = received.getall("Accept-Encoding", None)
    if accepted is not None:
        headers["Accept-Encoding"] = _readable(",".join(accepted))
    authorization = upstream.authorization
    if authorization is not None and "Authorization" not in headers:
        headers["Authorization"] = authorization
    for name, value in upstream.headers:
        headers[name] = value
    return headers


def handshake_headers(received: Received, upstream: Upstream) -> CIMultiDict[str]:
    """Return what the network is sent with the handshake of a WebSocket."""
    headers = request_headers(received, upstream)
    for name in [each for each in headers if each.lower() in _OF_HANDSHAKES]:
        headers.popall(name, None)
    return headers


def response_headers(received: Received, upstream: Upstream) -> CIMultiDict[str]:
    """Return what the client is sent."""
    dropped = _OF_ONE_CONNECTION | _named_in(received)
    headers: CIMultiDict[str] = CIMultiDict()
    for name, value in received.items():
        if name.lower() in dropped:
            continue
        seen = _seen(name.lower(), value, upstream)
        if seen is not None:
            headers.add(name, seen)
    return headers


def _named_in(received: Received) -> frozenset[str]:
    """Return the headers that the sender calls its connection's own."""
    named = ",".join(received.getall("Connection", ()))
    return frozenset(each.strip().lower() for each in named.split(",") if each.strip())


def _readable(accepted: str) -> str:
    """Return those of the accepted encodings that we can look into, as they were written."""
    offers = (each.strip() for each in accepted.split(","))
    kept = [each for each in offers if each.partition(";")[0].strip().lower() in _READABLE]
    return ", ".join(kept) or "identity"


def _seen(name: str, value: str, upstream: Upstream) -> str | None:
    """Return a header's value as a client may see it; None: not at all."""
    if name in {"location", "content-location"}:
        return upstream.own_path_of(value)
    if name in _LEAD_ON and hide_secrets(value, upstream.url) != value:
        return None
    return value
