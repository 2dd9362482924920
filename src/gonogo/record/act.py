"""Acts: signed statements, named by the digest of what they say.

An act is a value. That it was opened says that its file is what gonogo writes and
is named by what it holds; whether its signature is right is said by `verify_signature`,
and whether it counts by `count`.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gonogo import digest
from gonogo.people import ActKind
from gonogo.record.bodies import BODIES
from gonogo.record.body import Body
from gonogo.record.envelope import Envelope, EnvelopeError, open_envelope, pre_authentication
from gonogo.record.errors import BodyError, DamagedActError
from gonogo.record.public_key import PublicKey
from gonogo.record.signer import Signer
from gonogo.record.ssh_signature import MAGIC, SignatureFormError, parse_signature
from gonogo.record.statement import Statement, StatementError, read_statement

_RAW_BYTES = 64


@dataclass(frozen=True, slots=True)
class Act:
    """Something that somebody signed."""

    id: str
    kind: ActKind
    workspace: str
    at: datetime
    heads: tuple[str, ...]
    """The acts that the signer saw last, sorted."""
    signer: str
    """The fingerprint of the key that signed."""
    body: Body
    signature: bytes

    def __hash__(self) -> int:
        return hash(self.id)

    def payload(self) -> bytes:
        """Return what was signed; its digest is the act's id."""
        return Statement(
            self.kind, self.workspace, self.at, self.heads, self.signer, self.body
        ).payload()

    def content(self) -> bytes:
        """Return the act's file."""
        return Envelope(self.payload(), self.signer, self.signature).content()


@dataclass(frozen=True)
class Sealed:
    """An act that was just signed, with its file."""

    act: Act
    content: bytes


class Signature(enum.Enum):
    """What can be said of an act's signature."""

    RIGHT = "right"  #: The key signed exactly this.
    WRONG = "wrong"  #: The key did not sign this.
    UNKNOWN = "unknown"  #: Nobody here has the key, so nobody can say.


def seal(  # noqa: PLR0913 - The parts of an act, each by its name.
    kind: ActKind,
    body: Body,
    *,
    workspace: str,
    heads: tuple[str, ...],
    at: datetime,
    signer: Signer,
) -> Sealed:
    """Sign an act.

    Raises:
        BodyError: what is to be signed is no act, and would be refused by whoever reads it.
        SigningError: the key could not sign.
    """
    if not isinstance(body, BODIES[kind]):
        raise BodyError(kind.value, f"it is a {type(body).__name__}")
    said = Statement(kind, workspace, at, tuple(sorted(set(heads))), signer.fingerprint, body)
    payload = said.payload()
    try:
        # What is signed must be readable: a struct made in Python was never checked.
        read = read_statement(payload)
    except StatementError as error:
        raise BodyError(kind.value, str(error)) from error
    signature = signer.sign(pre_authentication(payload))
    envelope = Envelope(payload, signer.fingerprint, signature)
    return Sealed(_act(read, payload, signature), envelope.content())


def open_act(content: bytes, name: str) -> Act:
    """Read an act's file; `name` is its file name, or what messages call it without one.

    The signature is not looked at.

    Raises:
        DamagedActError: it is no act, or not the one that its name says.
    """
    try:
        envelope = open_envelope(content)
        read = read_statement(envelope.payload)
    except (EnvelopeError, StatementError) as error:
        raise DamagedActError(name, str(error)) from error
    act = _act(read, envelope.payload, envelope.signature)
    if act.signer != envelope.keyid:
        raise DamagedActError(name, "it says that another key signed it than the one that did")
    if len(act.signature) != _RAW_BYTES and not act.signature.startswith(MAGIC):
        raise DamagedActError(name, "its signature is of no known form")
    return act


def file_name(act_id: str) -> str:
    """Return where in the directory of acts an act is."""
    hexadecimal = act_id.removeprefix("sha256:")
    return f"{hexadecimal[:2]}/{hexadecimal}.json"


def signed_message(act: Act) -> bytes:
    """Return what the key of an act signed."""
    return pre_authentication(act.payload())


def verify_signature(
    signer: str, message: bytes, signature: bytes, keys: Mapping[str, PublicKey]
) -> Signature:
    """Say whether a key signed a message.

    Args:
        signer: The key's fingerprint.
        message: What `signed_message` says of the act.
        signature: The act's signature.
        keys: The keys that are known, by fingerprint.
    """
    if len(signature) != _RAW_BYTES:
        return _verify_ssh(signer, message, signature)
    key = keys.get(signer)
    if key is None:
        return Signature.UNKNOWN
    return Signature.RIGHT if key.accepts_raw(message, signature) else Signature.WRONG


def _verify_ssh(signer: str, message: bytes, signature: bytes) -> Signature:
    try:
        parsed = parse_signature(signature)
    except SignatureFormError:
        return Signature.WRONG
    if parsed.key.fingerprint != signer or not parsed.is_of(message):
        return Signature.WRONG
    return Signature.RIGHT


def _act(said: Statement, payload: bytes, signature: bytes) -> Act:
    return Act(
        digest.of_bytes(payload),
        said.kind,
        said.workspace,
        said.at,
        said.heads,
        said.signer,
        said.body,
        signature,
    )
