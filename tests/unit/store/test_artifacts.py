"""Files of readings that are no more what they were."""

from pathlib import Path

import pytest

from gonogo.store import DirectoryArtifacts
from gonogo.workflows import CorruptRecordError


@pytest.mark.parametrize("content", [b"", b"cut", None])
def test_altered_artifact_is_loud(tmp_path: Path, content: bytes | None) -> None:
    """A file that is missing, cut off or rewritten is damage."""
    artifacts = DirectoryArtifacts(tmp_path)
    name = artifacts.put(b"what was read")
    (path,) = (tmp_path / "sha256").glob("*/*")
    path.unlink() if content is None else path.write_bytes(content)

    with pytest.raises(CorruptRecordError):
        artifacts.get(name)


def test_damaged_artifact_is_written_again(tmp_path: Path) -> None:
    """Putting the same bytes mends a file that was damaged."""
    artifacts = DirectoryArtifacts(tmp_path)
    name = artifacts.put(b"what was read")
    (path,) = (tmp_path / "sha256").glob("*/*")
    path.write_bytes(b"cut")

    assert artifacts.get(artifacts.put(b"what was read")) == b"what was read"
    assert [each.name for each in path.parent.iterdir()] == [name.removeprefix("sha256:")]
