"""What every keeper of artifacts promises."""

import pytest

from gonogo import digest
from gonogo.workflows import Artifacts, CorruptRecordError


@pytest.mark.parametrize("content", [b"", b"one line\n", bytes(range(256)) * 4096])
def test_bytes_come_back(artifacts: Artifacts, content: bytes) -> None:
    """What is put comes back under its digest."""
    name = artifacts.put(content)

    assert name == digest.of_bytes(content)
    assert artifacts.get(name) == content


def test_putting_again_is_harmless(artifacts: Artifacts) -> None:
    """The same bytes have the same name."""
    assert artifacts.put(b"same") == artifacts.put(b"same")


@pytest.mark.parametrize("name", [digest.of_bytes(b"never put"), "sha256:../../etc", "", "x"])
def test_missing_is_loud(artifacts: Artifacts, name: str) -> None:
    """What is not there is damage, not emptiness."""
    with pytest.raises(CorruptRecordError):
        artifacts.get(name)
