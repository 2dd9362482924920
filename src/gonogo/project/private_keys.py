"""What looks like a private key, and must not get into a record that is shared.

A record is kept in git and copied to whoever asks; what is in it cannot be taken back.
This finds the usual forms and not every one: whoever attaches a file must know what
is in it.
"""

import codecs
import re

_FORMS = (
    (re.compile(rb"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY( BLOCK)?-----"), "a private key"),
    (re.compile(rb"b3BlbnNzaC1rZXktdjE"), "an OpenSSH private key"),
    (re.compile(rb"PuTTY-User-Key-File-\d"), "a PuTTY private key"),
    (re.compile(rb"AGE-SECRET-KEY-1", re.IGNORECASE), "an age private key"),
    (re.compile(rb"\A\s*(0x)?[0-9a-fA-F]{64}\s*\Z"), "a raw private key"),
    (
        re.compile(
            rb"(private|priv|secret|signing)[_ -]?key\W{1,6}(0x)?[0-9a-fA-F]{64}(?![0-9a-fA-F])",
            re.IGNORECASE,
        ),
        "a private key",
    ),
    (re.compile(rb"mnemonic\W{1,6}([a-z]{3,8}\s+){11}", re.IGNORECASE), "the words of a wallet"),
    (
        re.compile(rb"\A\s*([a-z]{3,8}\s+){11}([a-z]{3,8}\s+){0,12}[a-z]{3,8}\s*\Z"),
        "words of a wallet",
    ),
    (re.compile(rb"\bgh[pousr]_[A-Za-z0-9]{36}"), "a GitHub token"),
    (re.compile(rb"\bAKIA[0-9A-Z]{16}\b"), "an AWS key"),
)
_BYTE_ORDER_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KEYSTORE = (b'"ciphertext"', b'"kdfparams"')


def private_key_in(content: bytes) -> str | None:
    """Return in words what kind of secret a file seems to hold; None: none that is known."""
    # Text in two bytes a letter hides nothing once every second byte is gone.
    plain = content.replace(b"\0", b"") if b"\0" in content else content
    for mark in _BYTE_ORDER_MARKS:
        plain = plain.removeprefix(mark)
    for form, what in _FORMS:
        if form.search(plain):
            return what
    if all(word in plain for word in _KEYSTORE):
        return "the keystore of a wallet"
    return None
