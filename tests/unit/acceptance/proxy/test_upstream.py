"""Where a door leads, and what of it may be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.acceptance.proxy.upstream import Upstream

KEY = "aB3dE5gH7jK9mN1pQ3sT5vX7zA9cD1fG"


@pytest.mark.parametrize(
    ("url", "asked", "target"),
    [
        ("http://a.example:1", "/", "http://a.example:1/"),
        ("http://a.example:1/", "/x?y=1", "http://a.example:1/x?y=1"),
        (f"https://a.example/v2/{KEY}", "/", f"https://a.example/v2/{KEY}"),
        (f"https://a.example/v2/{KEY}", "/faucet/7", f"https://a.example/v2/{KEY}/faucet/7"),
        (f"https://a.example/?k={KEY}", "/?m=1", f"https://a.example/?k={KEY}&m=1"),
        ("http://a.example/metrics", "/", "http://a.example/metrics"),
        ("http://a.example/metrics", "/metrics", "http://a.example/metrics"),
        ("http://a.example/metrics", "/metrics2", "http://a.example/metrics/metrics2"),
        ("ws://a.example:2", "/", "http://a.example:2/"),
        ("wss://user:word@a.example", "/", "https://a.example/"),
        ("http://[::1]:8545", "/a%2Fb//c", "http://[::1]:8545/a%2Fb//c"),
        ("http://a.example", "/?", "http://a.example/"),
    ],
)
def test_a_call_goes_to_the_address_with_its_own_path_and_query_behind(
    url: str, asked: str, target: str
) -> None:
    """What the caller wrote is kept, and what opens the address is put before it."""
    assert str(Upstream(url).target(asked)) == target


@pytest.mark.parametrize("url", ["", "a.example", "ftp://a.example", "http://", "http://a:x", "x:"])
def test_an_address_that_cannot_be_asked_is_refused(url: str) -> None:
    """Who listed it is told by the call that does not come through."""
    with pytest.raises(ValueError, match=r"."):
        Upstream(url).target("/")

    assert Upstream(url).authorization is None


@given(st.text(alphabet="/?@:.%&=a#\\[]", min_size=0, max_size=20))
def test_no_request_leads_to_another_host(rest: str) -> None:
    """A door is no open proxy, whatever is asked for."""
    target = Upstream("http://node.example:8545/v2").target(f"/{rest}")

    assert (target.scheme, target.raw_host, target.port) == ("http", "node.example", 8545)


@pytest.mark.parametrize(
    ("url", "header"),
    [
        ("http://user:hun%20ter2@a.example", "Basic dXNlcjpodW4gdGVyMg=="),
        ("http://token@a.example", "Basic dG9rZW46"),
        ("http://a.example", None),
    ],
)
def test_user_and_password_become_a_header(url: str, header: str | None) -> None:
    """They are meant, not as they are written in an address, but as they are."""
    assert Upstream(url).authorization == header


@pytest.mark.parametrize(
    ("location", "seen"),
    [
        ("/v2/x", "/v2/x"),
        (f"https://a.example/v2/{KEY}/login", "/login"),
        (f"https://a.example/v2/{KEY}", "/"),
        (f"https://a.example/elsewhere/{KEY}", None),
        ("https://b.example/", None),
        ("http://a.example/", None),
        ("//b.example/", None),
        ("http://[", None),
    ],
)
def test_a_redirection_leads_through_the_door_or_nowhere(location: str, seen: str | None) -> None:
    """Who followed it past the door would not be counted, and might read the key in it."""
    assert Upstream(f"https://a.example/v2/{KEY}").own_path_of(location) == seen


def test_an_address_is_in_no_representation() -> None:
    """Values are printed in errors and logs."""
    upstream = Upstream(f"http://a.example/{KEY}", (("Authorization", KEY),))

    assert KEY not in repr(upstream)
