"""The payload of an act: an in-toto statement that says who says what, when, after what.

Read as envelopes are, by writing it again: only what gives the same bytes is one.
"""

from datetime import datetime
from typing import Final, Literal

import msgspec

from gonogo import digest
from gonogo.people import ActKind
from gonogo.record.bodies import BODIES
from gonogo.record.body import Body
from gonogo.record.fields import Digest, Fingerprint, Moment, Workspace, require_set, require_utc

TYPE: Final = "https://in-toto.io/Statement/v1"
_PREFIX, _SUFFIX = "urn:gonogo:act:", ":v1"


class StatementError(ValueError):
    """Bytes are no statement of ours; says what is wrong with them."""


class _Digests(msgspec.Struct, frozen=True):
    sha256: str


class _Subject(msgspec.Struct, frozen=True):
    digest: _Digests
    name: str


class _Predicate(msgspec.Struct, frozen=True):
    at: Moment
    body: msgspec.Raw
    heads: tuple[Digest, ...]
    signer: Fingerprint
    workspace: Workspace

    def __post_init__(self) -> None:
        require_utc(self.at)
        require_set(self.heads)


class _Statement(msgspec.Struct, frozen=True):
    type: Literal["https://in-toto.io/Statement/v1"] = msgspec.field(name="_type")
    predicate: _Predicate
    predicateType: str  # noqa: N815 - in-toto's word.
    subject: tuple[_Subject, ...]


class Statement(msgspec.Struct, frozen=True):
    """What an act says, before it is signed."""

    kind: ActKind
    workspace: str
    at: datetime
    heads: tuple[str, ...]
    signer: str
    body: Body

    def payload(self) -> bytes:
        """Return the bytes that are signed, and whose digest names the act."""
        body = digest.canonical_json(self.body)
        return _written(self, body)


def _written(statement: Statement, body: bytes) -> bytes:
    predicate = _Predicate(
        statement.at, msgspec.Raw(body), statement.heads, statement.signer, statement.workspace
    )
    name = statement.kind.value
    subject = _Subject(_Digests(digest.of_bytes(body).removeprefix("sha256:")), name)
    return digest.canonical_json(
        _Statement(TYPE, predicate, f"{_PREFIX}{name}{_SUFFIX}", (subject,))
    )


def read_statement(payload: bytes) -> Statement:
    """Read a statement, and nothing that is only nearly one.

    Raises:
        StatementError: says what is wrong with it.
    """
    try:
        raw = _DECODER.decode(payload)
        kind = _kind(raw.predicateType)
        body = _BODY_DECODERS[kind].decode(raw.predicate.body)
        said = raw.predicate
        statement = Statement(kind, said.workspace, said.at, said.heads, said.signer, body)
        written = statement.payload()
    # The last two: nesting that is too deep, and texts that are no Unicode.
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise StatementError(f"it is no statement of an act: {error}") from error
    if written != payload:
        raise StatementError("it is not written as gonogo writes statements")
    return statement


def _kind(predicate_type: str) -> ActKind:
    name = predicate_type.removeprefix(_PREFIX).removesuffix(_SUFFIX)
    if predicate_type != f"{_PREFIX}{name}{_SUFFIX}" or name not in _KINDS:
        raise StatementError(f"there is no kind of act called {predicate_type!r}")
    return _KINDS[name]


_DECODER = msgspec.json.Decoder(_Statement)
_KINDS = {kind.value: kind for kind in ActKind}
_BODY_DECODERS = {kind: msgspec.json.Decoder(body) for kind, body in BODIES.items()}
