"""A record of 100,000 acts: appended, read, verified, counted; and what a signature costs.

Run: python benchmarks/record.py [ACTS]
The first thousand acts are appended one by one, as everybody does, each durable before
the next; the rest are written without waiting for the disk. Reading verifies every
signature, on one core and on all. The last ratio compares our signed envelopes with
those of securesystemslib, in turns in this process.
"""

import gc
import hashlib
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.dsse import Envelope as TheirEnvelope
from securesystemslib.signer._crypto_signer import CryptoSigner
from securesystemslib.signer._key import SSlibKey

from gonogo.people import ActKind
from gonogo.record import (
    Act,
    Body,
    Ed25519Signer,
    EndorsementBody,
    Envelope,
    Found,
    PeopleBody,
    RecordDirectory,
    RunStartedBody,
    SelectedQuestion,
    TrustBody,
    count,
    file_name,
    open_envelope,
    pre_authentication,
    seal,
)
from gonogo.record.act import Signature
from gonogo.record.checking import check_signatures
from gonogo.record.envelope import PAYLOAD_TYPE
from gonogo.record.found import _keys
from tests.unit.record.example import (
    ADA,
    BOB,
    CARL,
    EVERYBODY,
    LAB,
    TRUST,
    WORKSPACE,
    finding,
)

ACTS = 100_000
DURABLE = 1_000
SIGNATURES = 4_000
ROUNDS = 5
START = datetime(2026, 1, 1, tzinfo=UTC)
DIGEST = "sha256:" + 64 * "a"


def write(record: RecordDirectory, acts: int) -> None:
    """Make the record: now and then two acts apart, as clones make them."""
    heads: tuple[str, ...] = ()
    seconds = 0.0
    made = 0

    def add(kind: ActKind, body: Body, signer: Ed25519Signer) -> Act:
        nonlocal seconds, made
        at = START + timedelta(seconds=made)
        sealed = seal(kind, body, workspace=WORKSPACE, heads=heads, at=at, signer=signer)
        if made < DURABLE:
            start = time.perf_counter()
            record.append(sealed)
            seconds += time.perf_counter() - start
        else:
            place = record.path / file_name(sealed.act.id)
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(sealed.content)
        made += 1
        return sealed.act

    heads = (add(ActKind.TRUST, TrustBody.of(TRUST), ADA).id,)
    heads = (add(ActKind.PEOPLE, PeopleBody.of(EVERYBODY), ADA).id,)
    heads = (add(ActKind.ENDORSEMENT, EndorsementBody(heads[0], ""), BOB).id,)
    start = time.perf_counter()
    while made < acts:
        number = made
        run = RunStartedBody(
            f"run-{number}",
            number,
            "alpha",
            "rehearsal",
            DIGEST,
            tuple(SelectedQuestion(f"check_{each}", "alpha-901") for each in range(5)),
        )
        seen = [add(ActKind.RUN_STARTED, run, LAB).id]
        seen += [
            add(ActKind.FINDING, finding(f"It stalls {made}"), signer).id
            for signer in (ADA, BOB, CARL)[: 1 + number % 3]
        ]
        heads = tuple(sorted(seen))
        if number % 10_000 < 3:
            heads = (add(ActKind.PEOPLE, PeopleBody.of(EVERYBODY), BOB).id,)
            heads = (add(ActKind.ENDORSEMENT, EndorsementBody(heads[0], ""), ADA).id,)
    whole = time.perf_counter() - start
    sealing = (acts - DURABLE) / (whole - seconds)
    print(f"append, durable:   {DURABLE / seconds:>9,.0f} acts/s ({DURABLE} acts)")
    print(f"seal and write:    {sealing:>9,.0f} acts/s, not waiting for the disk")


def read(record: RecordDirectory) -> Found:
    """Read the record on every core, then say what one core takes for signatures alone."""
    start = time.perf_counter()
    found = record.read()
    seconds = time.perf_counter() - start
    acts = len(found.acts)
    cores = len(os.sched_getaffinity(0))
    print(f"read and verify:   {acts / seconds:>9,.0f} acts/s, {seconds:.1f} s, {cores} cores")
    assert not found.faults
    keys = _keys({act.id: act for act in found.acts})
    some = found.acts[: max(20_000, acts // 5)]
    rates = {}
    for used in (1, cores):
        start, spent = time.perf_counter(), time.process_time()
        answers = check_signatures(some, keys, cores=used)
        rates[used] = len(some) / (time.perf_counter() - start)
        here = time.process_time() - spent
        assert set(answers) == {Signature.RIGHT}
        print(
            f"signatures:        {rates[used]:>9,.0f} acts/s, {used} cores, {here:.1f} s CPU here"
        )
    print(f"  ratio: {rates[cores] / rates[1]:.2f} (others on this machine share the cores)")
    start = time.perf_counter()
    again = record.read(found)
    seconds = time.perf_counter() - start
    assert again == found
    print(f"read, all known:   {acts / seconds:>9,.0f} acts/s, {seconds:.1f} s")
    return found


def judge(found: Found) -> None:
    """Count the record."""
    start = time.perf_counter()
    counted = count(found, TRUST, judged_at=START + timedelta(days=30))
    seconds = time.perf_counter() - start
    assert len(counted.acts) == len(found.acts)
    assert counted.is_complete
    print(f"count:             {len(found.acts) / seconds:>9,.0f} acts/s, {seconds:.1f} s")


def sign_and_verify() -> None:
    """Compare our envelopes with those of securesystemslib, in turns."""
    private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"benchmark").digest())
    signer = Ed25519Signer(private)
    their_signer = CryptoSigner(private)
    their_key = SSlibKey.from_crypto(private.public_key())
    payloads = [b'{"number":%d,"text":"%b"}' % (each, b"a" * 800) for each in range(SIGNATURES)]
    ours_signed = [_ours(payload, signer) for payload in payloads]
    theirs_signed = [_theirs(payload, their_signer) for payload in payloads]
    public = private.public_key()

    def we_verify(content: bytes) -> None:
        envelope = open_envelope(content)
        public.verify(envelope.signature, pre_authentication(envelope.payload))

    def they_verify(content: bytes) -> None:
        TheirEnvelope.from_dict(json.loads(content)).verify([their_key], 1)

    tried: dict[str, tuple[Callable[[], None], Callable[[], None]]] = {
        "sign": (
            lambda: _all(lambda payload: _ours(payload, signer), payloads),
            lambda: _all(lambda payload: _theirs(payload, their_signer), payloads),
        ),
        "verify": (
            lambda: _all(we_verify, ours_signed),
            lambda: _all(they_verify, theirs_signed),
        ),
    }
    for what, (ours, theirs) in tried.items():
        rates: tuple[list[float], list[float]] = ([], [])
        for _ in range(ROUNDS):
            for which, act in enumerate((ours, theirs)):
                start = time.perf_counter()
                act()
                rates[which].append(SIGNATURES / (time.perf_counter() - start))
        our, their = map(statistics.median, rates)
        print(f"{what}: ours {our:,.0f}/s, securesystemslib {their:,.0f}/s")
        print(f"  ratio: {our / their:.2f}")


def _ours(payload: bytes, signer: Ed25519Signer) -> bytes:
    signature = signer.sign(pre_authentication(payload))
    return Envelope(payload, signer.fingerprint, signature).content()


def _theirs(payload: bytes, signer: CryptoSigner) -> bytes:
    envelope = TheirEnvelope(payload, PAYLOAD_TYPE, {})
    envelope.sign(signer)
    return json.dumps(envelope.to_dict()).encode()


def _all(act: Callable[[bytes], object], items: list[bytes]) -> None:
    for each in items:
        act(each)


def resident_megabytes() -> float:
    """Return how much memory this process has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    """Measure and print."""
    acts = int(sys.argv[1]) if len(sys.argv) > 1 else ACTS
    sign_and_verify()
    with tempfile.TemporaryDirectory(prefix="gonogo-benchmark-") as scratch:
        record = RecordDirectory(Path(scratch) / "acts")
        write(record, acts)
        gc.collect()
        before = resident_megabytes()
        found = read(record)
        gc.collect()
        print(f"memory of {len(found.acts):,} acts: {resident_megabytes() - before:,.0f} MB")
        judge(found)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        print(f"peak memory:       {peak:>9,.0f} MB")


if __name__ == "__main__":
    main()
