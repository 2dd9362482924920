"""What may be shown of an endpoint's address."""

import pytest

from gonogo.rpc import hide_secrets, secrets_in_url, shown_url

KEY = "aB3dE5gH7jK9mN1pQ3sT5vX7zA9cD1fG"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8545",
        "http://127.0.0.1:8545/",
        "http://[::1]:8545/rpc",
        "https://sequencer.alphanet-7.example:443/l1",
        "http://node.example/ext/bc/C/rpc",
        "https://node.example/optimism-sequencer/archive",
        "localhost:8545",
        "ftp://node.example",
        "",
    ],
)
def test_an_address_without_secrets_is_shown_as_it_is(url: str) -> None:
    """A person must find the endpoint again in the configuration."""
    assert shown_url(url) == url


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (f"https://a.example/v2/{KEY}", "https://a.example/v2/…"),
        (f"https://a.example:8/v2/{KEY}/rpc?key={KEY}", "https://a.example:8/v2/…/rpc?key=…"),
        ("https://a.example/0123456789abcdef", "https://a.example/…"),
        ("https://a.example/abcdefghijklmnopqrstuvwxyzabcdefgh", "https://a.example/…"),
        ("https://a.example/v2%2FaB3dE5gH7jK9mN1p", "https://a.example/…"),
        ("https://a.example/?key=k&mode=1", "https://a.example/?key=…&mode=…"),
        (f"https://a.example/?{KEY}", "https://a.example/?…"),
        (f"https://a.example/?{KEY}=1", "https://a.example/?…"),
        (f"https://a.example/#{KEY}", "https://a.example/#…"),
        ("https://user:hunter2@a.example:1/x", "https://…@a.example:1/x"),
        ("https://user:hun@ter2@a.example:1/x", "https://…@a.example:1/x"),
        ("user:hunter2@a.example/x", "…@a.example/x"),
        (f"https://[::1/{KEY}", "https://[::1/…"),
        (f"https://a.example:nonsense/{KEY}", "https://a.example:nonsense/…"),
        # A slash or a question mark in a password makes it look like a host.
        ("https://user:hun/ter2@a.example/x", "https://…"),
        ("https://user:hun?ter2@a.example/x", "https://…"),
        ("https://user:hun#ter2@a.example/x", "https://…"),
    ],
)
def test_what_opens_an_endpoint_is_hidden(url: str, shown: str) -> None:
    """Keys and passwords stand in every place of an address, and nowhere are they shown."""
    assert shown_url(url) == shown


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        (f"cannot POST https://a.example/v2/{KEY}", "cannot POST https://a.example/v2/…"),
        (f"the key {KEY} is unknown", "the key … is unknown"),
        (f"sent to 'https://b.example/v3/{KEY}', refused", "sent to 'https://b.example/v3/…', re"),
        ("user 'user' gave hunter2", "user 'user' gave …"),
    ],
)
def test_a_sentence_about_an_endpoint_keeps_its_secrets(text: str, hidden: str) -> None:
    """Libraries and gateways repeat addresses and keys in what they say."""
    url = f"https://user:hunter2@a.example/v2/{KEY}"

    assert hide_secrets(text, url).startswith(hidden)


def test_short_values_tear_no_holes_into_sentences() -> None:
    """A value of one letter is no secret, and hiding it everywhere would hide the sentence."""
    assert hide_secrets("a gateway answers", "https://x.example/?a=a") == "a gateway answers"


def test_what_is_secret_in_an_address_can_be_looked_for_elsewhere() -> None:
    """Who hides secrets in other people's output needs them, as written and as meant."""
    found = set(secrets_in_url(f"https://user:hun%20ter2@a.example/v2/{KEY}?mode=fast"))

    assert found == {"user:hun%20ter2", "user:hun ter2", "hun%20ter2", "hun ter2", KEY, "fast"}
