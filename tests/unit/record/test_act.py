"""Acts: sealed, opened, and every way to write one differently."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from gonogo import digest
from gonogo.people import ActKind
from gonogo.record import (
    Act,
    BodyError,
    DamagedActError,
    Envelope,
    RatingBody,
    Sealed,
    file_name,
    gather,
    open_act,
    open_envelope,
    pre_authentication,
    seal,
)
from gonogo.record.act import Signature, signed_message, verify_signature
from gonogo.record.public_key import PublicKey
from tests.unit.record.example import (
    ADA,
    BOB,
    DIGEST,
    MINUTE,
    START,
    WORKSPACE,
    Workshop,
    finding,
)


def sealed(title: str = "It stalls") -> Sealed:
    return seal(
        ActKind.FINDING,
        finding(title),
        workspace=WORKSPACE,
        heads=(DIGEST,),
        at=START,
        signer=ADA,
    )


def resealed(change: Callable[[dict[str, Any]], None]) -> bytes:
    """Return an act that was changed and then signed by the right key."""
    statement = json.loads(open_envelope(sealed().content).payload)
    change(statement)
    return enveloped(digest.canonical_json(statement))


def enveloped(payload: bytes) -> bytes:
    return Envelope(payload, ADA.fingerprint, ADA.sign(pre_authentication(payload))).content()


def test_an_act_is_opened_as_it_was_sealed() -> None:
    """What was signed is what is read, byte for byte."""
    one = sealed()

    opened = open_act(one.content, "act")

    assert opened == one.act
    assert opened.content() == one.content
    assert opened.id == digest.of_bytes(opened.payload())
    assert opened.at == START


def test_an_act_names_its_signer_twice() -> None:
    """Nobody silences an act by signing its payload anew with another key."""
    payload = sealed().act.payload()
    anew = Envelope(payload, BOB.fingerprint, BOB.sign(pre_authentication(payload))).content()

    with pytest.raises(DamagedActError, match="another key"):
        open_act(anew, "act")


def test_every_change_of_one_byte_is_found() -> None:
    """Whichever byte of a record's file is changed to whatever, it is named as damaged."""
    workshop = Workshop()
    workshop.finding()
    files = workshop.files()
    name, content = list(files.items())[-1]
    # The smallest change everywhere, and one of three coarser ones.
    coarser = (0x20, 0x80, 0xFF)

    for position in range(len(content)):
        for mask in (0x01, coarser[position % 3]):
            changed = bytearray(content)
            changed[position] ^= mask
            found = gather({**files, name: bytes(changed)}.items())
            assert [fault.name for fault in found.faults] == [name], (position, mask)
            assert len(found.acts) == len(files) - 1


def test_a_cut_or_grown_file_is_found() -> None:
    """No beginning of a file is an act, and nothing may follow one."""
    content = sealed().content

    for length in range(len(content)):
        with pytest.raises(DamagedActError):
            open_act(content[:length], "act")
    with pytest.raises(DamagedActError):
        open_act(content + b" ", "act")


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


def test_a_payload_under_another_name_is_damaged() -> None:
    """Swapping two files swaps nothing but their names, and both are named."""
    one, other = sealed("One"), sealed("Other")
    files = {file_name(one.act.id): other.content, file_name(other.act.id): one.content}

    found = gather(files.items())

    assert not found.acts
    assert len(found.faults) == 2


def test_a_payload_under_the_signature_of_another_is_damaged() -> None:
    """A signature is of one payload alone."""
    workshop = Workshop()
    one, other = workshop.finding(title="One"), workshop.finding(title="Other")
    swapped = replace(one, signature=other.signature)

    found = gather({**workshop.files(), file_name(one.id): swapped.content()}.items())

    assert [fault.name for fault in found.faults] == [file_name(one.id)]


@pytest.mark.parametrize("length", [0, 1, 63, 65, 128])
def test_a_signature_of_no_known_form_is_damaged(length: int) -> None:
    """Neither nothing nor something else passes for a signature."""
    act = sealed().act
    content = Envelope(act.payload(), act.signer, b"\x01" * length).content()

    with pytest.raises(DamagedActError, match="form"):
        open_act(content, "act")


def test_only_the_right_key_verifies() -> None:
    """A key says yes to what it signed, no to anything else; nobody else can say."""
    act = sealed().act
    keys = {each.fingerprint: PublicKey.of_line(each.public) for each in (ADA, BOB)}
    message = signed_message(act)

    assert verify_signature(act.signer, message, act.signature, keys) is Signature.RIGHT
    assert verify_signature(act.signer, message + b" ", act.signature, keys) is Signature.WRONG
    assert verify_signature(BOB.fingerprint, message, act.signature, keys) is Signature.WRONG
    assert verify_signature(act.signer, message, act.signature, {}) is Signature.UNKNOWN


def test_the_bare_payload_is_not_what_is_signed() -> None:
    """A signature of the payload without its type is none."""
    act = sealed().act
    keys = {ADA.fingerprint: PublicKey.of_line(ADA.public)}
    bare = ADA.sign(act.payload())

    assert verify_signature(act.signer, signed_message(act), bare, keys) is Signature.WRONG


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (ActKind.FINDING, RatingBody(DIGEST, 2, "Some wait", "Seen twice")),
        (ActKind.RATING, RatingBody("no digest", 2, "Some wait", "Seen twice")),
        (ActKind.RATING, RatingBody(DIGEST, 7, "Some wait", "Seen twice")),
    ],
)
def test_nothing_is_signed_that_could_not_be_read(kind: ActKind, body: Any) -> None:
    """Whoever writes an act gets to know its mistake before it is in the record."""
    with pytest.raises(BodyError) as caught:
        seal(kind, body, workspace=WORKSPACE, heads=(), at=START, signer=ADA)

    assert caught.value.hint


def test_heads_are_sorted_and_named_once() -> None:
    """The same heads give the same act, in whatever order they were seen."""
    other = "sha256:" + 64 * "b"

    def of(*heads: str) -> Act:
        return seal(
            ActKind.FINDING, finding(), workspace=WORKSPACE, heads=heads, at=START, signer=ADA
        ).act

    assert of(DIGEST, other) == of(other, DIGEST, other)
    assert of(DIGEST, other).heads == (DIGEST, other)


def test_times_have_microseconds_only_where_they_are() -> None:
    """A whole second is written without a fraction, anything else with six digits."""
    act = replace(sealed().act, at=START + MINUTE / 120_000)

    assert b'"at":"2026-11-22T12:00:00.000500Z"' in act.payload()
    assert b'"at":"2026-11-22T12:00:00Z"' in sealed().act.payload()
