"""An act: one signed statement, with all that its form alone can say about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from . import shape as s
from .bodies import KINDS
from .canonical import digest, encode
from .envelope import STATEMENT_TYPE, DamagedError, Envelope

_PREFIX = "urn:gonogo:act:"
_SUFFIX = ":v1"

_STATEMENT = s.keys(
    {
        "_type": s.exactly(STATEMENT_TYPE),
        "predicate": s.keys(
            {
                "at": s.time,
                "body": s.anything,
                "heads": s.sorted_set(s.digest),
                "signer": s.fingerprint,
                "workspace": s.workspace,
            }
        ),
        "predicateType": s.text,
        "subject": s.anything,
    }
)


@dataclass(frozen=True)
class Act:
    """What somebody signed."""

    id: str
    kind: str
    workspace: str
    at: datetime
    heads: tuple[str, ...]
    signer: str
    """The fingerprint of the key that signed."""
    body: Mapping[str, Any]


def read_act(envelope: Envelope) -> Act:
    """Return the act of an envelope.

    Raises:
        DamagedError: it holds something else, or not exactly the keys of its kind.
    """
    statement = envelope.statement
    if not _STATEMENT(statement):
        raise DamagedError("it is no statement of an act")
    assert isinstance(statement, dict)  # noqa: S101 - the shape says so
    predicate = statement["predicate"]
    name = statement["predicateType"]
    kind = name.removeprefix(_PREFIX).removesuffix(_SUFFIX)
    if f"{_PREFIX}{kind}{_SUFFIX}" != name or kind not in KINDS:
        raise DamagedError(f"there is no kind of act {name[:80]!r}")
    body = predicate["body"]
    if not KINDS[kind].body(body):
        raise DamagedError(f"its body is none of {kind!r}")
    of_body = digest(_text_of_body(envelope.payload, statement)).removeprefix("sha256:")
    if statement["subject"] != [{"digest": {"sha256": of_body}, "name": kind}]:
        raise DamagedError("its subject is not its body")
    if predicate["signer"] != envelope.key_id:
        raise DamagedError("it says another signer inside than outside")
    return Act(
        id=envelope.id,
        kind=kind,
        workspace=predicate["workspace"],
        at=s.read_time(predicate["at"]),
        heads=tuple(predicate["heads"]),
        signer=predicate["signer"],
        body=body,
    )


def _text_of_body(payload: bytes, statement: Mapping[str, Any]) -> bytes:
    """Cut the body's canonical JSON out of the payload's.

    The payload is canonical, so what stands around the body is known to the byte; to write
    megabytes of evidence once more only to digest them would take a third of all the time.
    """
    around = {**statement, "predicate": {**statement["predicate"], "body": None}}
    mark = (
        f'{{"_type":"{STATEMENT_TYPE}","predicate":{{"at":"{statement["predicate"]["at"]}","body":'
    )
    before = len(mark.encode())
    after = len(encode(around)) - before - len(b"null")
    return payload[before : len(payload) - after]
