"""How a secret looks where it is printed."""

import base64

import pytest

from gonogo.acceptance.stream.secret_forms import Form, forms_of


@pytest.mark.parametrize("secret", ["", "abc", "0x1234", "\n\n", "a\nb\nc"])
def test_too_short(secret: str) -> None:
    """A secret that is shorter than eight characters is not looked for."""
    assert forms_of(secret) == frozenset()


def test_short_secret_has_no_shorter_form() -> None:
    """Its bytes in base64 are a word that may stand anywhere."""
    assert min(len(form.text) for form in forms_of("deadbeef")) >= 8


def test_only_digits_are_folded() -> None:
    """Words in capitals are other words; base64 in capitals is another secret."""
    folded = {form for form in forms_of("0xDEADBEEF01") if form.is_folded}

    assert folded == {Form("deadbeef01", is_folded=True)}
    assert not any(form.is_folded for form in forms_of("a pass phrase"))


@pytest.mark.parametrize("secret", ["ümläut/päss", "a+b c/d?e!", "~~~~????>>>>"])
def test_either_alphabet(secret: str) -> None:
    """As it is in headers, in addresses and in tokens."""
    texts = {form.text for form in forms_of(secret)}

    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        assert encode(secret.encode()).decode().rstrip("=") in texts


def test_several_lines_are_encoded_together() -> None:
    """A file with a key is one word in base64, wherever its lines end."""
    lines = "-----BEGIN KEY-----\nMIIBOgIBAAJBAKj\n-----END KEY-----"
    whole = base64.b64encode(f"{lines}\n".encode()).decode()

    assert any(form.text in whole and len(form.text) > 60 for form in forms_of(lines))


def test_escapes_of_an_address_in_small_letters() -> None:
    """Some libraries write them so."""
    texts = {form.text for form in forms_of("pass/word:1")}

    assert {"pass%2fword%3a1", "pass%2Fword%3A1", "pass/word%3A1"} <= texts
