"""There is one way to write a statement, and everything else is none."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from gonogo import digest
from gonogo.record import DamagedActError, Envelope, open_act, open_envelope, pre_authentication
from tests.unit.record.example import ADA, BOB, DIGEST, WORKSPACE
from tests.unit.record.sealing import sealed


def resealed(change: Callable[[dict[str, Any]], None]) -> bytes:
    """Return an act that was changed and then signed by the right key."""
    statement = json.loads(open_envelope(sealed().content).payload)
    change(statement)
    return enveloped(digest.canonical_json(statement))


def enveloped(payload: bytes) -> bytes:
    return Envelope(payload, ADA.fingerprint, ADA.sign(pre_authentication(payload))).content()


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.update(more=1),
        lambda said: said.pop("subject"),
        lambda said: said.update(subject=[]),
        lambda said: said.update(subject=said["subject"] * 2),
        lambda said: said["subject"][0].update(name="waiver"),
        lambda said: said["subject"][0]["digest"].update(sha256="0" * 64),
        lambda said: said["subject"][0]["digest"].update(sha512="0" * 64),
        lambda said: said.update(_type="https://in-toto.io/Statement/v0.1"),
        lambda said: said.update(predicateType="urn:gonogo:act:absolution:v1"),
        lambda said: said.update(predicateType="urn:gonogo:act:rating:v1"),
        lambda said: said.update(predicateType="urn:gonogo:act:finding:v2"),
        lambda said: said.update(predicateType="finding"),
        lambda said: said["predicate"].update(more=1),
        lambda said: said["predicate"].update(at="2026-11-22T12:00:00+00:00"),
        lambda said: said["predicate"].update(at="2026-11-22T13:00:00+01:00"),
        lambda said: said["predicate"].update(at="2026-11-22T12:00:00"),
        lambda said: said["predicate"].update(at="2026-11-22 12:00:00Z"),
        lambda said: said["predicate"].update(at="2026-11-22T12:00:00.000Z"),
        lambda said: said["predicate"].update(at="2026-11-22T12:00:00.500Z"),
        lambda said: said["predicate"].update(at=1),
        lambda said: said["predicate"].update(heads=[DIGEST, DIGEST]),
        lambda said: said["predicate"].update(heads=["sha256:" + 64 * "b", DIGEST]),
        lambda said: said["predicate"].update(heads=["sha256:" + 64 * "A"]),
        lambda said: said["predicate"].update(heads=[DIGEST + "\n"]),
        lambda said: said["predicate"].update(workspace=WORKSPACE + "\n"),
        lambda said: said["predicate"].update(workspace="x" * 32),
        lambda said: said["predicate"].update(signer="ada"),
        lambda said: said["predicate"].update(signer=BOB.fingerprint),
        lambda said: said["predicate"]["body"].update(more=1),
        lambda said: said["predicate"]["body"].pop("chain"),
        lambda said: said["predicate"]["body"].update(severity=4),
        lambda said: said["predicate"]["body"].update(severity=True),
        lambda said: said["predicate"]["body"].update(severity="2"),
        lambda said: said["predicate"]["body"].update(severity=2.0),
        lambda said: said["predicate"]["body"].update(deployment="sha256:abc"),
        lambda said: said["predicate"].update(body=None),
        lambda said: said["predicate"].update(body=[]),
    ],
)
def test_an_act_of_another_form_is_damaged_even_if_it_is_signed(
    change: Callable[[dict[str, Any]], None],
) -> None:
    """A right signature makes nothing an act that is written by other rules."""
    with pytest.raises(DamagedActError):
        open_act(resealed(change), "act")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"title":"It stalls"', b'"title":"It stalls","title":"It stalls"'),
        (b'"title":"It stalls"', b'"title":"Fine","title":"It stalls"'),
        (b'"at":', b'"at":"2020-01-01T00:00:00Z","at":'),
        (b'{"_type"', b'{ "_type"'),
        (b"It stalls", b"It\\u0020stalls"),
        (b"It stalls", b"It \\/stalls"),
        (b"It stalls", b"\xff"),
        (b"It stalls", b"\\ud800"),
        (b'"severity":null', b'"severity":-0'),
        (b'"severity":null', b'"severity":1e0'),
        (b'"body":{', b'"body": {'),
    ],
)
def test_there_is_one_way_to_write_a_statement(old: bytes, new: bytes) -> None:
    """Keys twice, spaces, other escapes and numbers are refused, signed or not."""
    payload = sealed().act.payload()
    assert payload.count(old) == 1

    with pytest.raises(DamagedActError):
        open_act(enveloped(payload.replace(old, new)), "act")


def test_deep_nesting_and_much_garbage_are_refused_at_once() -> None:
    """Ten megabytes of whatever cost neither a traceback nor a second."""
    garbage = [
        b"[" * 10_000_000,
        b'{"a":' * 2_000_000,
        b"\x00" * 10_000_000,
        b'"' + b"a" * 10_000_000,
        enveloped(b'{"_type":' + b"[" * 1_000_000),
        enveloped(b'{"predicate":{"body":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}}"),
        resealed(lambda said: said["predicate"]["body"].update(title="a" * 10_000_000)) + b" ",
    ]
    started = time.perf_counter()

    for content in garbage:
        with pytest.raises(DamagedActError):
            open_act(content, "act")
    assert time.perf_counter() - started < 5


def test_people_that_nest_deeply_are_no_people() -> None:
    """What a trust or people act holds is read as strictly as everything else."""
    deep: Any = "end"
    for _ in range(500):
        deep = {"a": deep}

    def change(said: dict[str, Any]) -> None:
        said["predicateType"] = "urn:gonogo:act:people:v1"
        said["predicate"]["body"] = {"content": deep}

    with pytest.raises(DamagedActError):
        open_act(resealed(change), "act")
