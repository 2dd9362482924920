"""Check many signatures, on every core.

A check takes about a tenth of a millisecond, in which the library holds on to the
interpreter: threads gain nothing (measured in `benchmarks/record.py`). So when there
are many, other interpreters take a share each:

    python -m gonogo.record.checking      asked on stdin, answers on stdout

Whatever such a helper leaves unanswered is checked here.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import msgspec

from gonogo.people import PublicKeyError
from gonogo.record.act import Act, Signature, signed_message, verify_signature
from gonogo.record.public_key import PublicKey

WORTH_A_HELPER = 4_000
"""Starting an interpreter takes as long as some two thousand checks."""
_PATIENCE_SECONDS = 600.0
_ANSWERS = {b"R": Signature.RIGHT, b"W": Signature.WRONG, b"U": Signature.UNKNOWN}
_LETTERS = {answer: letter for letter, answer in _ANSWERS.items()}


class _Question(msgspec.Struct, frozen=True, array_like=True):
    signer: str
    message: bytes
    signature: bytes


class _Share(msgspec.Struct, frozen=True, array_like=True):
    keys: list[bytes]
    questions: list[_Question]


def check_signatures(
    acts: Sequence[Act], keys: Mapping[str, PublicKey], *, cores: int | None = None
) -> list[Signature]:
    """Return what can be said of each act's signature; `keys` are by fingerprint."""
    helpers = (cores or len(os.sched_getaffinity(0))) - 1
    if helpers < 1 or len(acts) < WORTH_A_HELPER:
        return _answers(map(_question, acts), keys)
    size = -(-len(acts) // (helpers + 1))
    shares = [acts[start : start + size] for start in range(0, len(acts), size)]
    with ThreadPoolExecutor(helpers) as pool:
        # The threads only wait for the other interpreters.
        asked = [pool.submit(_ask, list(map(_question, share)), keys) for share in shares[1:]]
        answers = _answers(map(_question, shares[0]), keys)
        for each in asked:
            answers += each.result()
    return answers


def _answers(questions: Iterable[_Question], keys: Mapping[str, PublicKey]) -> list[Signature]:
    return [verify_signature(each.signer, each.message, each.signature, keys) for each in questions]


def _question(act: Act) -> _Question:
    return _Question(act.signer, signed_message(act), act.signature)


def _ask(questions: list[_Question], keys: Mapping[str, PublicKey]) -> list[Signature]:
    """Let another interpreter check a share."""
    share = _Share([key.blob for key in keys.values()], questions)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "gonogo.record.checking"],
            input=msgspec.msgpack.encode(share),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=_PATIENCE_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return _answers(questions, keys)
    answers = [_ANSWERS.get(bytes([letter])) for letter in done.stdout]
    if done.returncode or None in answers or len(answers) != len(questions):
        return _answers(questions, keys)
    return [answer for answer in answers if answer is not None]


def main() -> None:
    """Answer the questions on stdin."""
    share = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=_Share)
    keys = {}
    for blob in share.keys:
        try:
            key = PublicKey.of_blob(blob)
        except PublicKeyError:
            continue
        keys[key.fingerprint] = key
    answers = _answers(share.questions, keys)
    sys.stdout.buffer.write(b"".join(_LETTERS[answer] for answer in answers))


if __name__ == "__main__":
    main()
