"""Keys from a mnemonic, as every wallet of the field derives them.

The words of a mnemonic are taken as they are: neither the word list nor its
checksum is verified, since here they come from configuration and not from a
person's memory. What a typing error derives is a key without funds.
Sources: BIP-39 (mnemonic to seed), BIP-32 (seed to keys), BIP-44 (paths).
"""

import hashlib
import hmac
import re
import unicodedata

from gonogo.protocol.errors import MalformedKeyError
from gonogo.protocol.secp256k1 import CURVE_ORDER, PrivateKey

_PATH = re.compile(r"m(?:/[0-9]{1,10}'?)*")
_HARDENED = 1 << 31
_SEED_ROUNDS = 2048


def derive_key(mnemonic: str, path: str) -> PrivateKey:
    """Derive the private key at a path such as `m/44'/60'/2'/901/1`.

    Raises:
        MalformedKeyError: the mnemonic has no words, or the path is none.
    """
    secret, chain_code = _master(_seed(mnemonic))
    for index in _indices(path):
        secret, chain_code = _child(secret, chain_code, index)
    return PrivateKey(secret)


def _seed(mnemonic: str) -> bytes:
    words = " ".join(unicodedata.normalize("NFKD", mnemonic).split())
    if not words:
        raise MalformedKeyError("mnemonic", "it has no words")
    return hashlib.pbkdf2_hmac("sha512", words.encode(), b"mnemonic", _SEED_ROUNDS)


def _indices(path: str) -> list[int]:
    if not _PATH.fullmatch(path):
        raise MalformedKeyError("derivation path", "not m and numbers such as m/44'/60'/0'/0/0")
    steps = path.split("/")[1:]
    numbers = [int(step.removesuffix("'")) for step in steps]
    if any(number >= _HARDENED for number in numbers):
        raise MalformedKeyError("derivation path", "a number is 2^31 or more")
    return [
        number + (_HARDENED if step.endswith("'") else 0)
        for number, step in zip(numbers, steps, strict=True)
    ]


def _master(seed: bytes) -> tuple[bytes, bytes]:
    digest = hmac.digest(b"Bitcoin seed", seed, "sha512")
    return digest[:32], digest[32:]


def _child(secret: bytes, chain_code: bytes, index: int) -> tuple[bytes, bytes]:
    # A hardened child hashes the secret, so that it cannot be had from the public key.
    parent = b"\0" + secret if index >= _HARDENED else PrivateKey(secret).compressed_public_key
    digest = hmac.digest(chain_code, parent + index.to_bytes(4, "big"), "sha512")
    number = (int.from_bytes(digest[:32], "big") + int.from_bytes(secret, "big")) % CURVE_ORDER
    return number.to_bytes(32, "big"), digest[32:]
