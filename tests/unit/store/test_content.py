"""Values with their digest: what is not what was recorded is refused."""

from dataclasses import dataclass

import pytest

from gonogo import digest
from gonogo.store.content import is_intact, pack, unpack, verify
from gonogo.workflows import CorruptRecordError


@dataclass(frozen=True)
class Value:
    """Something to keep."""

    name: str
    count: int


KEPT = pack(Value("a", 1))
CONTENT, DIGEST = KEPT["content"], KEPT["digest"]


def test_a_value_comes_back_as_it_was() -> None:
    """Its columns are its canonical JSON and the digest of that."""
    assert isinstance(CONTENT, bytes)
    assert isinstance(DIGEST, str)
    assert digest.canonical_json(Value("a", 1)) == CONTENT
    assert unpack("it", CONTENT, DIGEST, Value) == Value("a", 1)


@pytest.mark.parametrize(
    "content",
    [b"", b'{"count":2,"name":"a"}', b'{"count":1,"name":"a"}\n', "text", None, 7],
)
def test_other_bytes_under_the_same_digest_are_refused(content: object) -> None:
    """SQLite hands out whatever somebody put there, also no bytes at all."""
    assert not is_intact(content, DIGEST)
    with pytest.raises(CorruptRecordError, match="it"):
        verify("it", content, str(DIGEST))


@pytest.mark.parametrize("recorded", ["", "sha256:00", None, 7])
def test_another_digest_is_refused(recorded: object) -> None:
    """Whichever of the two was changed."""
    assert is_intact(CONTENT, DIGEST)
    assert not is_intact(CONTENT, recorded)


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"count":"1","name":"a"}', b"\xff", b"{"])
def test_a_right_digest_makes_nothing_a_value_of_another_kind(content: bytes) -> None:
    """Whoever recomputes the digest is refused by the form."""
    with pytest.raises(CorruptRecordError, match="cannot be read"):
        unpack("it", content, digest.of_bytes(content), Value)
