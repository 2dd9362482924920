"""Private key files, as far as they may be looked at: whose key, and whether it is guarded.

The public half stands unencrypted at the head of OpenSSH's format, so a key can be
named and checked without its passphrase, and without trusting the `.pub` file
beside it, which may belong to another. The private half is never read here.
"""

import base64
import binascii
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from gonogo.errors import GonogoError
from gonogo.people import PublicKeyError, fingerprint, public_key

_BEGIN, _END = "-----BEGIN OPENSSH PRIVATE KEY-----", "-----END OPENSSH PRIVATE KEY-----"
_MAGIC = b"openssh-key-v1\x00"
_LARGEST_BYTES = 64 * 1024
_GUARDED_MODES = (0o600, 0o400)


class UnusableKeyError(GonogoError):
    """A private key file cannot be used as it is; nothing of its content is shown."""

    def __init__(self, path: Path, what: str, *, hint: str) -> None:
        super().__init__(f"the key {path} cannot be used: {what}", hint=hint)
        self.path = path
        self.what = what


@dataclass(frozen=True)
class KeyFile:
    """A private key file that may be used."""

    path: Path
    public: str
    """`TYPE BASE64`, as it stands inside the private file."""
    has_passphrase: bool

    @property
    def fingerprint(self) -> str:
        """The fingerprint of its public half."""
        return fingerprint(self.public)


def read_key_file(path: Path) -> KeyFile:
    """Return what is known of a private key file.

    Raises:
        UnusableKeyError: it is missing, no key of OpenSSH's, or others could read it.
    """
    content = _read_guarded(path)
    if _BEGIN not in content:
        raise UnusableKeyError(path, _what_it_is(content), hint=_remedy(path, content))
    encoded = content.partition(_BEGIN)[2].partition(_END)[0]
    try:
        blob = base64.b64decode("".join(encoded.split()), validate=True)
        cipher, public = _head(blob)
        line = public_key(f"{_type_of(public)} {base64.b64encode(public).decode()}")
    except (binascii.Error, ValueError) as error:
        raise UnusableKeyError(path, "it is damaged", hint="Take another key.") from error
    except PublicKeyError as error:
        raise UnusableKeyError(
            path, f"its public half {error.message}", hint="Make another key: gonogo key new."
        ) from error
    return KeyFile(path, line, has_passphrase=cipher != b"none")


def _read_guarded(path: Path) -> str:
    try:
        # Mode and content of the same open file, so that nobody swaps it in between.
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            content = file.read(_LARGEST_BYTES + 1) if stat.S_ISREG(status.st_mode) else b""
    except FileNotFoundError:
        raise UnusableKeyError(
            path, "there is no such file", hint="Make one: gonogo key new. Yours: gonogo key list."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the path cannot be used"
        hint = f"Make it yours and readable: ls -l {path}"
        raise UnusableKeyError(path, reason.lower(), hint=hint) from error
    if not stat.S_ISREG(status.st_mode) or len(content) > _LARGEST_BYTES:
        raise UnusableKeyError(path, "it is no key", hint="Name the file that ssh-keygen made.")
    if _is_private(content):
        _require_guarded(path, status)
    return content.decode("utf-8", "replace")


def _is_private(content: bytes) -> bool:
    return b"PRIVATE KEY" in content


def _require_guarded(path: Path, status: os.stat_result) -> None:
    mode = stat.S_IMODE(status.st_mode)
    if mode not in _GUARDED_MODES:
        raise UnusableKeyError(
            path,
            f"its mode is {mode:04o}, and only its owner may read it",
            hint=f"chmod 600 {path}; if others may have read it, make a new one.",
        )
    if status.st_uid != os.geteuid():
        hint = "Make a key of your own: gonogo key new"
        raise UnusableKeyError(path, "it belongs to another user", hint=hint)


def _what_it_is(content: str) -> str:
    if "PRIVATE KEY" in content:
        return "it is in an old format"
    if content.startswith(("ssh-", "ecdsa-", "sk-")):
        return "it is a public key"
    return "it is no private key of OpenSSH's"


def _remedy(path: Path, content: str) -> str:
    if "PRIVATE KEY" in content:
        return f"Write it anew in OpenSSH's format: ssh-keygen -p -f {path}"
    return "Name the file without .pub that ssh-keygen made; for a key in an agent: agent."


def _head(blob: bytes) -> tuple[bytes, bytes]:
    """Return the cipher and the public key at the head of the format."""
    if not blob.startswith(_MAGIC):
        raise ValueError("it does not begin as it must")
    rest = blob[len(_MAGIC) :]
    cipher, rest = _field(rest)
    _, rest = _field(rest)  # The function that makes a key of the passphrase.
    _, rest = _field(rest)  # Its options.
    count, rest = rest[:4], rest[4:]
    if int.from_bytes(count, "big") != 1:
        raise ValueError("it holds more than one key")
    return cipher, _field(rest)[0]


def _type_of(public: bytes) -> str:
    return _field(public)[0].decode("ascii", "replace")


def _field(blob: bytes) -> tuple[bytes, bytes]:
    length = int.from_bytes(blob[:4], "big")
    if len(blob) < 4 + length:
        raise ValueError("it is cut off")
    return blob[4 : 4 + length], blob[4 + length :]
