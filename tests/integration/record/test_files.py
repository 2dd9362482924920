"""Files that are no acts, whatever lies in an act's place."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gonogo.record import RecordDirectory, file_name
from tests.integration.record.directories import codes, empty, link, place
from tests.unit.record.example import Workshop


def test_strangers_are_named(record: RecordDirectory, workshop: Workshop) -> None:
    """Whatever is not named as an act is told and not read."""
    path = place(record, workshop.sealed[0])
    (record.path / "README.md").write_text("hello")
    (record.path / "zz").mkdir()
    (path.parent / "notes.txt").write_text("hello")
    wrong = ("0" if path.parent.name[0] != "0" else "1") + path.name[1:]
    (path.parent / wrong).write_bytes(b"")
    path.with_suffix(".JSON").write_bytes(path.read_bytes())
    os.close(os.open(os.fsencode(record.path) + b"/\xff", os.O_CREAT | os.O_WRONLY))

    found = record.read()

    assert {code for code, _ in codes(found)} == {"stranger"}
    assert len(found.faults) == 6
    assert "\n".join(fault.name for fault in found.faults).encode()
    assert found.acts == workshop.found().acts


def test_a_renamed_act_is_a_stranger_and_gone(record: RecordDirectory, workshop: Workshop) -> None:
    """Under a name that is none, an act counts for nothing."""
    path = place(record, workshop.sealed[2])
    path.rename(path.with_suffix(".bak"))

    found = record.read()

    assert [code for code, _ in codes(found)] == ["stranger"]
    assert len(found.acts) == len(workshop.sealed) - 1


def _directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(40 * 1024 * 1024)


def _ten_megabytes(path: Path) -> None:
    path.write_bytes(b"[" * 10_000_000)


@pytest.mark.parametrize(
    "spoil", [link, _directory, _pipe, _dangling, empty, _huge, _ten_megabytes]
)
def test_what_is_no_file_of_an_act_is_damaged(
    record: RecordDirectory, workshop: Workshop, spoil: Callable[[Path], None]
) -> None:
    """Links, folders, pipes and garbage in an act's place hold every verdict, quietly."""
    path = place(record, workshop.sealed[3])
    spoil(path)

    found = record.read()

    assert ("damaged", file_name(workshop.sealed[3].act.id)) in codes(found)
    assert len(found.acts) == len(workshop.sealed) - 1
    assert all(fault.explanation and fault.remedy for fault in found.faults)


def test_a_folder_that_is_a_link_is_damaged(record: RecordDirectory, workshop: Workshop) -> None:
    """Acts must lie in the directory itself, where a clone has them too."""
    folder = place(record, workshop.sealed[0]).parent
    folder.rename(record.path.parent / "elsewhere")
    folder.symlink_to(record.path.parent / "elsewhere")

    assert ("damaged", folder.name) in codes(record.read())


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(record: RecordDirectory, workshop: Workshop) -> None:
    """A file without permission is a fault with a reason."""
    place(record, workshop.sealed[0]).chmod(0)

    assert [code for code, _ in codes(record.read())] == ["unreadable"]
