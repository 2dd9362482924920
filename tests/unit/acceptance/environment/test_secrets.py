"""Every string that must not be seen."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.acceptance.environment.secrets import LEAST_CHARACTERS, secrets_of
from gonogo.acceptance.proxy import find_descriptor
from gonogo.networks import L1, Chain, Network, Wallet, load

DATA = Path(__file__).parents[3] / "data" / "networks"
URL_KEY = "aB3dE5gH7jK9mN1pQ3sT5vX7zA9cD1fG"
KEY = "0x" + "5eAf" * 16


def network(url: str = "http://l1.example") -> Network:
    wallet = Wallet("user-key-0", "0x" + "11" * 20, KEY)
    return Network("n", "devnet", None, L1("l1", 1, (url,)), (Chain("c", 2, wallets=(wallet,)),))


@pytest.mark.parametrize(
    "printed", [KEY, KEY[2:], KEY.lower(), KEY[2:].lower(), KEY[2:].upper(), f"key={KEY}"]
)
def test_a_private_key_is_known_in_every_spelling(printed: str) -> None:
    """Languages print bytes as they like."""
    assert any(secret in printed for secret in secrets_of(network(), {}))


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        (f"https://a.example/v2/{URL_KEY}", f"POST /v2/{URL_KEY}: 401"),
        (f"https://a.example/?key={URL_KEY}", f"unknown key {URL_KEY}"),
        ("https://user:hunter2hunter2@a.example", "password hunter2hunter2"),
        ("https://user:short@a.example", "https://user:short@a.example/x"),
        ("https://user:short@a.example", "Authorization: Basic dXNlcjpzaG9ydA=="),
        (f"https://{URL_KEY}@a.example", URL_KEY),
    ],
)
def test_what_opens_an_address_is_known(url: str, printed: str) -> None:
    """Wherever it stands in it, and as a header says it."""
    assert any(secret in printed for secret in secrets_of(network(url), {}))


def test_a_descriptor_has_more_than_the_value() -> None:
    """The JWT secret, and whatever else is called like one."""
    descriptor = {
        "name": "n",
        "l1": {"name": "l1", "id": 1, "jwt": "0x" + "12" * 32},
        "l2": [{"name": "c", "id": 2, "config": {"deep": [{"authToken": "tok-tok-tok"}]}}],
    }

    found = secrets_of(network(), {}, descriptor=descriptor)

    assert {"12" * 32, "tok-tok-tok"} <= set(found)


@pytest.mark.parametrize("name", ["harbour", "early-env.json", "pebble-renamed"])
def test_no_secret_of_a_real_descriptor_is_left_in_it(name: str) -> None:
    """What is not hidden there would not be hidden in a log that prints it."""
    descriptor = find_descriptor(DATA / name)
    text = json.dumps(descriptor)

    for secret in secrets_of(load(DATA / name), {}, descriptor=descriptor):
        text = text.replace(secret, "")

    assert "5e5e5e5e" not in text
    assert descriptor is None or "0x1111111111111111" not in text


@pytest.mark.parametrize(
    ("name", "value", "secret"),
    [
        ("GITHUB_TOKEN", "ghp_0123456789", "ghp_0123456789"),
        ("GONOGO_KEY_PASSPHRASE", "correct horse", "correct horse"),
        ("HTTPS_PROXY", "http://user:hunter22@p:3128", "hunter22"),
        ("GOPROXY", "https://user:hunter22@a.example,direct", "hunter22"),
    ],
)
def test_variables_that_hold_secrets_are_known(name: str, value: str, secret: str) -> None:
    """By their name, or because they are addresses."""
    assert secret in secrets_of(None, {name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PATH", "/usr/bin:/home/token"),
        ("DEVSTACK_KEYS_SALT", "run-2026-11-23"),
        ("API_KEY", ""),
        ("API_KEY", "test"),
        ("HOMEPAGE", "https://a.example/pages/one"),
    ],
)
def test_words_are_no_secrets(name: str, value: str) -> None:
    """Hiding them would tear holes into every log, and into the stream of events itself."""
    assert secrets_of(None, {name: value}) == ()


def test_a_key_of_several_lines_is_known_line_by_line() -> None:
    """Programs print one line at a time."""
    pem = "-----BEGIN KEY-----\nMHcCAQEEIOzXk2z4q1P3\nabcdefgh12345678==\n-----END KEY-----\n"

    found = secrets_of(None, {"SIGNING_KEY": pem})

    assert {"MHcCAQEEIOzXk2z4q1P3", "abcdefgh12345678=="} <= set(found)
    assert json.dumps(pem.strip())[1:-1] in found


@given(st.text(min_size=LEAST_CHARACTERS, max_size=40))
def test_no_way_of_writing_hides_a_secret(secret: str) -> None:
    """Plain, in JSON as Python and as Go write it, and in an address."""
    secret = secret.strip()
    go = json.dumps(secret, ensure_ascii=False)
    go = go.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    printed = [json.dumps(secret)[1:-1], go[1:-1]]
    if not {*secret} & {*"\ud800\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"}:
        printed.append(secret)
        printed.append(quote(secret, safe=""))

    found = secrets_of(None, {"A_TOKEN": secret})

    if len(secret) >= LEAST_CHARACTERS:
        assert all(any(each in text for each in found) for text in printed)


def test_the_longest_comes_first_and_each_once() -> None:
    """Or a part would be hidden and the rest shown."""
    found = secrets_of(None, {"A_TOKEN": "abcdefgh-ijkl", "B_TOKEN": "abcdefgh"})

    assert [len(each) for each in found] == sorted((len(each) for each in found), reverse=True)
    assert len(set(found)) == len(found)


def test_others_are_hidden_too() -> None:
    """Such as the key of the wallet that pays."""
    assert "ab" * 32 in secrets_of(None, {}, others=("0x" + "ab" * 32,))
