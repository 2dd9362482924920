"""Secrets that are taken out of whatever is printed."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.acceptance.stream.redaction import Redaction, Redactor, forms_of

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
        ("aaaaaaaa", "a" * 20, "[secret][secret]aaaa"),
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


@pytest.mark.parametrize("secret", ["", "abc", "0x1234", "\n\n"])
def test_too_short(secret: str) -> None:
    """A secret that is shorter than eight characters is not looked for."""
    assert forms_of(secret) == frozenset()


@given(st.lists(st.integers(0, 200)), st.sampled_from([b" ", b"\n"]))
def test_cut_anywhere(cuts: list[int], between: bytes) -> None:
    """However a text is cut, no secret in it is ever shown, and nothing else is lost."""
    text = between.join([b"one", KEY.encode(), b"0x" + KEY.upper().encode(), b"last"])
    redaction = Redaction(Redactor([KEY]))

    places = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    pieces = [text[start:end] for start, end in itertools.pairwise(places)]
    shown = b"".join([redaction.take(piece) for piece in pieces]) + redaction.rest()

    assert shown == between.join([b"one", b"[secret]", b"0x[secret]", b"last"])
