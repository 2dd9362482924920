"""Every single byte of a bundle and of each act of a record, changed; and each act, taken out.

The record is that of `tests/unit/attest`: founded, signed off, decided, with a revocation
beside it, so that there is something to lose. A bundle that differs by one byte must be refused;
a record that does must hold every verdict, or say that an act is gone to whoever remembers
its heads. `GONOGO_LAWS=long` tries all eight bits of each byte and several other values,
otherwise a few values of some of the places.
"""

import os
from collections.abc import Iterator

import pytest

from gonogo.attest import RefusedBundleError, verify
from gonogo.people import ActKind
from gonogo.record import RevocationBody, count, file_name, gather, verify_heads
from tests.unit.attest.example import Decided

IS_LONG = os.environ.get("GONOGO_LAWS") == "long"
pytestmark = pytest.mark.timeout(7200 if IS_LONG else 120)
STEP = 1 if IS_LONG else 61
"""A prime, so that the places fall everywhere in a line of base64."""
FLIPS = (1, 2, 4, 8, 16, 32, 64, 128, 255) if IS_LONG else (1, 32, 128)
VALUES = b'\0\n "}=+/A0' if IS_LONG else b"\0\n"


def changed(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what is one byte away: changed, taken out, put in; with what was done."""
    for place in range(0, len(content), STEP):
        old = content[place]
        for new in dict.fromkeys((*(old ^ flip for flip in FLIPS), *VALUES)):
            if new != old:
                told = f"byte {place}: {old:#x} to {new:#x}"
                yield told, content[:place] + bytes([new]) + content[place + 1 :]
        yield f"without byte {place}", content[:place] + content[place + 1 :]
        yield f"byte {place} twice", content[: place + 1] + content[place:]
    for size in range(0, len(content), 997):
        yield f"cut off at {size}", content[:size]


def _decided() -> tuple[Decided, bytes]:
    record = Decided()
    record.sign_off()
    decision = record.decide()
    return record, record.bundle(decision, summary=record.summary(decision))


def test_no_bundle_with_another_byte_is_accepted() -> None:
    """One byte is enough, wherever it is."""
    record, bundle = _decided()
    expected = record.expected()
    assert verify(bundle, expected).verdict.value == "go"

    accepted = [told for told, content in changed(bundle) if _is_accepted(content, record)]

    assert accepted == []


def _is_accepted(content: bytes, record: Decided) -> bool:
    try:
        verify(content, record.expected())
    except RefusedBundleError:
        return False
    return True


def _revoked() -> Decided:
    record, _ = _decided()
    (decision,) = [act for act in record.acts.values() if act.kind is ActKind.DETERMINATION]
    record.sign(ActKind.REVOCATION, RevocationBody(decision.id, "a flaw"), by="bert")
    return record


@pytest.mark.parametrize("name", sorted(_revoked().files))
def test_no_act_with_another_byte_counts(name: str) -> None:
    """The file is damaged, which holds every verdict; and nothing of it counts."""
    record = _revoked()
    lost = record.files[name]
    believed = []
    for told, content in changed(lost):
        found = gather({**record.files, name: content}.items())
        counted = count(found, record.trust, judged_at=record.now)
        if counted.is_complete or name in {file_name(each.id) for each in counted.acts}:
            believed.append(told)

    assert believed == []


@pytest.mark.parametrize("name", sorted(_revoked().files))
def test_no_act_is_taken_out_without_a_trace(name: str) -> None:
    """What rests on it misses it; the last one is missed by whoever noted down the heads."""
    record = _revoked()
    heads = record.heads()
    left = {other: content for other, content in record.files.items() if other != name}

    found = gather(left.items())
    counted = count(found, record.trust, judged_at=record.now)

    assert not counted.is_complete or list(verify_heads(found, heads))
    act = next(each for each in record.acts.values() if file_name(each.id) == name)
    assert counted.is_complete == (act.id in heads)


@pytest.mark.parametrize("name", sorted(_revoked().files))
def test_no_act_is_anything_under_another_name(name: str) -> None:
    """A file that is renamed is damaged or a stranger, and its place is a gap."""
    record = _revoked()
    others = [other for other in record.files if other != name]
    content = record.files[name]
    for other in others:
        moved = {each: record.files[each] for each in others} | {other: content}
        counted = count(gather(moved.items()), record.trust, judged_at=record.now)
        assert not counted.is_complete
