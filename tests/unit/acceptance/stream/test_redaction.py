"""Secrets that are taken out of whatever is printed."""

import base64
import itertools
import json
from random import Random
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.acceptance.stream.redaction import Redaction, Redactor

KEY = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
URL = "https://rpc.example/v2?key=s3cret&x=<1>"


@pytest.mark.parametrize(
    ("secret", "printed", "shown"),
    [
        (KEY, f"key {KEY}.", "key [secret]."),
        (f"0x{KEY}", f"key {KEY}.", "key [secret]."),
        (KEY, f"key 0x{KEY}.", "key 0x[secret]."),
        (KEY, f"0x{KEY.upper()} and {KEY}", "0x[secret] and [secret]"),
        (KEY.upper(), KEY, "[secret]"),
        ("MiXeDpass", "MiXeDpass mixedpass", "[secret] mixedpass"),
        (URL, f"dial {URL}: refused", "dial [secret]: refused"),
        (
            URL,
            "dial https%3A%2F%2Frpc.example%2Fv2%3Fkey%3Ds3cret%26x%3D%3C1%3E!",
            "dial [secret]!",
        ),
        (
            "first line of it\nsecond line of it",
            "a first line of it\nb second line of it",
            "a [secret]\nb [secret]",
        ),
        ("short12", "short12", "short12"),
        ("", "nothing", "nothing"),
        ("aaaaaaaa", "a" * 20, "[secret]"),
    ],
)
def test_secret(secret: str, printed: str, shown: str) -> None:
    """A secret is taken out in every form in which it is printed, unless it is too short."""
    assert Redactor([secret]).redact(printed.encode()) == shown.encode()


@pytest.mark.parametrize("is_ascii", [True, False])
@pytest.mark.parametrize("secret", ['a "quoted" one', "tab\tand back\\slash", "ümläut/päss", URL])
def test_secret_in_json(secret: str, is_ascii: bool) -> None:  # noqa: FBT001 - A case of a table.
    """A secret is found as JSON writes it, also where JSON is in JSON."""
    once = json.dumps({"x": secret}, ensure_ascii=is_ascii)
    twice = json.dumps({"Output": once}, ensure_ascii=is_ascii)

    shown = Redactor([secret]).redact(f"{once}\n{twice}".encode()).decode()

    assert shown.count("[secret]") == 2
    assert secret not in json.loads(json.loads(shown.partition("\n")[2])["Output"])["x"]


def test_secret_as_go_writes_json() -> None:
    """A secret is found where Go escapes what has a meaning in HTML."""
    written = URL.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")

    assert Redactor([URL]).redact(written.encode()) == b"[secret]"


def test_one_secret_in_another() -> None:
    """Where secrets overlap everything of them is taken out."""
    redactor = Redactor(["password1234", "password", "1234-more-of-it"])

    assert redactor.redact(b"password1234-more-of-it") == b"[secret]"


def test_many_secrets() -> None:
    """Many secrets are found as few are."""
    secrets = [f"{number:064x}" for number in range(1000, 1100)]

    shown = Redactor(secrets).redact(" ".join(secrets).encode())

    assert shown == b" ".join([b"[secret]"] * 100)


def test_no_secrets() -> None:
    """Without secrets everything is what it was."""
    assert Redactor([]).redact(b"x") == b"x"


ENCODED = {
    "bytes": base64.b64encode(bytes.fromhex(KEY)),
    "bytes for an address": base64.urlsafe_b64encode(bytes.fromhex(KEY)),
    "bytes without padding": base64.b64encode(bytes.fromhex(KEY)).rstrip(b"="),
    "bytes in an address": quote(base64.b64encode(bytes.fromhex(KEY)), safe="").encode(),
    "text": base64.b64encode(KEY.encode()),
    "text with 0x": base64.b64encode(b"0x" + KEY.encode()),
    "text in capitals": base64.b64encode(KEY.upper().encode()),
    "text in capitals with 0x": base64.b64encode(b"0x" + KEY.upper().encode()),
    "a line of text": base64.b64encode(KEY.encode() + b"\n"),
    "text before others": base64.b64encode(b"0x" + KEY.encode() + b" and others"),
}


@pytest.mark.parametrize("given_as", [KEY, KEY.upper(), f"0x{KEY}", f"0x{KEY.upper()}"])
@pytest.mark.parametrize("name", ENCODED)
def test_key_in_base64(name: str, given_as: str) -> None:
    """Of its bytes and of its text; what is left are at most the last two bytes, and padding."""
    redactor = Redactor([given_as])
    shown = redactor.redact(b"a " + ENCODED[name] + b" b")

    assert shown.startswith(b"a [secret]")
    if "line" in name or "others" in name:
        assert not any(ENCODED[name][at : at + 12] in shown for at in range(75))
    else:
        assert shown.replace(b"=", b"").replace(b"%3D", b"") == b"a [secret] b"


@given(st.randoms(use_true_random=False), st.sampled_from(["", "0x", "0X"]), st.booleans())
def test_key_in_any_case(random: Random, before: str, is_given_so: bool) -> None:  # noqa: FBT001
    """However letters of a key are written, and however they were given."""
    mixed = before + "".join(random.choice((letter, letter.upper())) for letter in KEY)
    secret, printed = (mixed, KEY) if is_given_so else (KEY, mixed)

    shown = Redactor([secret]).redact(f"a {printed} b".encode())

    assert shown in {b"a [secret] b", b"a 0x[secret] b", b"a 0X[secret] b"}


@given(st.lists(st.text(min_size=8), min_size=1, max_size=150), st.randoms(use_true_random=False))
def test_whatever_the_secret(secrets: list[str], random: Random) -> None:
    """Every form of each of any number of secrets is found, side by side and with others around."""
    redactor = Redactor(secrets)
    forms = [form.text.encode() for form in redactor.forms]
    random.shuffle(forms)

    assert not any(form in redactor.redact(b"<" + form + b">") for form in forms)
    assert not redactor.redact(b"".join(forms)).replace(b"[secret]", b"")


def test_anchor_in_an_anchor() -> None:
    """Two secrets that share how they end, one over the other, are both found."""
    secrets = [f"{name}-the-very-same-end" for name in ("one", "another", "the-very-same-end")]
    text = "-".join(secrets) + "-the-very-same-end"

    assert b"very" not in Redactor(secrets).redact(text.encode()).replace(
        b"-the-very-same-end", b""
    )


def test_long_text_around() -> None:
    """What is far from any secret is as it was, to the byte."""
    noise = bytes(range(256)) * 1000
    key = KEY.upper().encode()

    shown = Redactor([KEY]).redact(noise + key + noise + key[:63] + noise + key)

    assert shown == noise + b"[secret]" + noise + key[:63] + noise + b"[secret]"


@given(st.lists(st.integers(0, 200)), st.sampled_from([b" ", b"\n"]))
def test_cut_anywhere(cuts: list[int], between: bytes) -> None:
    """However a text is cut, no secret in it is ever shown, and nothing else is lost."""
    text = between.join([b"one", KEY.encode(), b"0x" + KEY.upper().encode(), b"last"])
    redaction = Redaction(Redactor([KEY]))

    places = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    pieces = [text[start:end] for start, end in itertools.pairwise(places)]
    shown = b"".join([redaction.take(piece) for piece in pieces]) + redaction.rest()

    assert shown == between.join([b"one", b"[secret]", b"0x[secret]", b"last"])
