"""Acts: sealed, opened, and every way to write one differently."""

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
    gather,
    open_act,
    pre_authentication,
    seal,
)
from gonogo.record.act import Signature, signed_message, verify_signature
from gonogo.record.public_key import PublicKey
from tests.unit.record.example import ADA, BOB, DIGEST, MINUTE, START, WORKSPACE, Workshop, finding
from tests.unit.record.sealing import sealed


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
