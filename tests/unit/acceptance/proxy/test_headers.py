"""Which headers a door passes on."""

import pytest
from multidict import CIMultiDict, CIMultiDictProxy

from gonogo.acceptance.proxy.headers import handshake_headers, request_headers, response_headers
from gonogo.acceptance.proxy.upstream import Upstream

KEY = "aB3dE5gH7jK9mN1pQ3sT5vX7zA9cD1fG"
PLAIN = Upstream("http://a.example")
OPEN = Upstream(f"http://user:hunter22@a.example/v2/{KEY}")


def received(*headers: tuple[str, str]) -> CIMultiDictProxy[str]:
    return CIMultiDictProxy(CIMultiDict(headers))


def test_headers_pass_in_order_and_as_often_as_they_came() -> None:
    """A door is not to be noticed."""
    sent = (("X-A", "1"), ("Content-Type", "application/json"), ("x-a", "2"), ("Cookie", "c=1"))

    assert tuple(request_headers(received(*sent), PLAIN).items()) == sent
    assert tuple(response_headers(received(*sent), PLAIN).items()) == sent


@pytest.mark.parametrize(
    "name",
    ["Connection", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "X-Mine"],
)
def test_headers_of_one_connection_stay_with_it(name: str) -> None:
    """Those that `Connection` names are among them."""
    headers = received((name, "x"), ("Connection", "close, X-Mine"))

    assert not request_headers(headers, PLAIN)
    assert not response_headers(headers, PLAIN)


@pytest.mark.parametrize("name", ["Host", "Expect", "Proxy-Authorization", "Proxy-Connection"])
def test_what_is_about_the_door_is_not_sent_to_the_network(name: str) -> None:
    """The network has a name of its own."""
    assert not request_headers(received((name, "x")), PLAIN)


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip, deflate", "gzip, deflate"),
        ("gzip;q=0.8, br, zstd", "gzip;q=0.8"),
        ("br", "identity"),
        ("*", "identity"),
    ],
)
def test_only_a_compression_that_we_can_look_into_is_accepted(accepted: str, sent: str) -> None:
    """Answers in another would count as none."""
    headers = request_headers(received(("Accept-Encoding", accepted)), PLAIN)

    assert headers["Accept-Encoding"] == sent


def test_the_network_is_told_who_asks() -> None:
    """User and password of an address become a header, unless the test has its own."""
    authorized = received(("Authorization", "Bearer t"))

    assert request_headers(received(), OPEN)["Authorization"] == "Basic dXNlcjpodW50ZXIyMg=="
    assert request_headers(authorized, OPEN).getall("Authorization") == ["Bearer t"]


def test_a_reverse_proxy_is_told_whom_to_ask() -> None:
    """It goes by the Host that the descriptor names."""
    upstream = Upstream("http://gateway.example", (("Host", "el.enclave"),))

    assert request_headers(received(("Host", "127.0.0.1:1")), upstream)["Host"] == "el.enclave"


def test_a_handshake_is_made_anew() -> None:
    """The key of one half's handshake is of no use to the other."""
    headers = received(("Sec-WebSocket-Key", "k"), ("Sec-WebSocket-Version", "13"), ("Origin", "o"))

    assert dict(handshake_headers(headers, PLAIN)) == {"Origin": "o"}


@pytest.mark.parametrize(
    ("name", "value", "seen"),
    [
        ("Location", f"http://a.example/v2/{KEY}/x", "/x"),
        ("Location", "http://b.example/", None),
        ("Content-Location", f"/elsewhere/{KEY}", None),
        ("Link", f"<http://a.example/v2/{KEY}>; rel=next", None),
        ("Link", "<http://a.example/doc>; rel=help", "<http://a.example/doc>; rel=help"),
        ("WWW-Authenticate", 'Basic realm="node"', 'Basic realm="node"'),
    ],
)
def test_what_opens_the_network_is_not_sent_to_a_test(
    name: str, value: str, seen: str | None
) -> None:
    """Servers repeat the address that they were asked at."""
    assert response_headers(received((name, value)), OPEN).get(name) == seen
