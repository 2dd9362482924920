"""Security keys that live in memory: OpenSSH's form, and what the flag of a touch is worth."""

import pytest

from gonogo.record.ssh_signature import parse_signature
from gonogo.selftest.hardware import SecurityKey
from gonogo.verifier.keys import parse_line
from gonogo.verifier.ssh_signature import accepts

MESSAGE = b"what is signed"


@pytest.mark.parametrize("is_touched", [True, False])
def test_signature_counts_only_with_a_touch(*, is_touched: bool) -> None:
    """Both readers of signatures take the one and refuse the other; nothing else differs."""
    key = SecurityKey(is_touched=True)
    signature = (key if is_touched else key.untouched()).sign(MESSAGE)

    parsed = parse_signature(signature)
    assert parsed.key.fingerprint == key.fingerprint
    assert parsed.is_of(MESSAGE) is is_touched
    assert accepts(parse_line(key.public), MESSAGE, signature) is is_touched
    assert not parsed.is_of(MESSAGE + b".")


def test_untouched_key_is_the_same_key() -> None:
    """What differs is only whether somebody was there."""
    key = SecurityKey(is_touched=True)

    assert key.untouched().fingerprint == key.fingerprint
