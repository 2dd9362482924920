"""Files that acts name by their digest, and files that somebody asked for."""

from pathlib import Path

import pytest

from gonogo import digest
from gonogo.project import Project
from gonogo.project.record_files import (
    OutputFileError,
    find_content,
    keep_content,
    write_output,
    write_whole,
)
from gonogo.record import RecordDirectoryError


def kept(project: Project) -> list[Path]:
    return [each for each in project.record.rglob("*") if each.is_file()]


def test_what_is_kept_is_found_by_its_digest(tmp_path: Path) -> None:
    """And kept once, however often it is named."""
    project = Project(tmp_path)

    names = {keep_content(project, b"seen") for _ in range(2)}

    assert names == {digest.of_bytes(b"seen")}
    assert find_content(project, names.pop()) == b"seen"
    assert len(kept(project)) == 1


@pytest.mark.parametrize("damage", [b"", b"sean", b"seen\n"])
def test_what_is_not_what_it_was_is_not_here(tmp_path: Path, damage: bytes) -> None:
    """Nobody gets other bytes under a digest; keeping them again mends the file."""
    project = Project(tmp_path)
    name = keep_content(project, b"seen")
    kept(project)[0].write_bytes(damage)

    damaged = find_content(project, name)
    keep_content(project, b"seen")

    assert damaged is None
    assert find_content(project, name) == b"seen"


def test_what_nobody_kept_is_not_here(tmp_path: Path) -> None:
    """Which is told from empty bytes."""
    project = Project(tmp_path)

    assert find_content(project, digest.of_bytes(b"")) is None
    assert find_content(project, keep_content(project, b"")) == b""


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither half of it, nor is what stood there harmed."""
    (tmp_path / "place").mkdir()
    (tmp_path / "place" / "inside").write_text("stays")

    with pytest.raises(RecordDirectoryError):
        write_whole(tmp_path / "place", b"new")

    assert [each.name for each in tmp_path.iterdir()] == ["place"]
    assert (tmp_path / "place" / "inside").read_text() == "stays"


def test_a_place_in_no_directory_is_refused_with_what_to_do(tmp_path: Path) -> None:
    """A slip in a path makes no directories; what is wrong is said of the file, not the record."""
    with pytest.raises(OutputFileError, match="there is no directory") as refused:
        write_output(tmp_path / "reprots" / "sheet.md", b"")

    assert "directory that is there" in str(refused.value.hint)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_there_is_replaced_whole(tmp_path: Path) -> None:
    """A shorter one leaves nothing of the longer."""
    place = tmp_path / "sheet.md"
    place.write_text("long ago, and much longer")

    write_output(place, b"now")

    assert place.read_bytes() == b"now"
    assert list(tmp_path.iterdir()) == [place]
