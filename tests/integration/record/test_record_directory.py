"""The directory of acts on a real disk: appended, read, and tampered with."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gonogo.record import Found, OtherActThereError, RecordDirectory, RecordDirectoryError
from tests.integration.record.directories import codes, empty, link, place
from tests.unit.record.example import EVE, MINUTE, START, WORKSPACE, Workshop


def test_what_was_appended_is_found(record: RecordDirectory, workshop: Workshop) -> None:
    """Every act is a file by its name, and nothing else is left."""
    found = record.read()

    assert found == workshop.found()
    assert not list(record.path.glob(".new-*"))
    assert place(record, workshop.sealed[0]).stat().st_mode & 0o777 == 0o644


def test_where_there_is_no_directory_nothing_is_found(tmp_path: Path) -> None:
    """A workspace without acts is empty and no error."""
    assert RecordDirectory(tmp_path / "nowhere").read() == Found()


def test_appending_again_changes_nothing(record: RecordDirectory, workshop: Workshop) -> None:
    """The same act has the same file."""
    before = place(record, workshop.sealed[0]).stat()

    record.append(workshop.sealed[0])

    assert place(record, workshop.sealed[0]).stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize("is_link", [False, True])
def test_nothing_is_ever_overwritten(
    record: RecordDirectory, workshop: Workshop, *, is_link: bool
) -> None:
    """A file that has the name and is something else stays, and is told."""
    path = place(record, workshop.sealed[0])
    (link if is_link else empty)(path)
    before = path.read_bytes() if not path.is_symlink() else path.readlink()

    with pytest.raises(OtherActThereError):
        record.append(workshop.sealed[0])
    after = path.read_bytes() if not path.is_symlink() else path.readlink()
    assert after == before


def test_many_append_at_once(tmp_path: Path) -> None:
    """Whoever appends at the same time, also the same act, loses nothing."""
    record = RecordDirectory(tmp_path / "acts")
    workshop = Workshop()
    for number in range(60):
        workshop.finding(title=str(number))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(record.append, workshop.sealed * 2))

    assert record.read() == workshop.found()
    assert not list(record.path.glob(".new-*"))


def test_a_leftover_is_ignored_and_removed(record: RecordDirectory, workshop: Workshop) -> None:
    """What a dead writer left is no act, and goes with the next one."""
    leftover = record.path / ".new-1-dead"
    leftover.write_bytes(workshop.sealed[0].content[:100])
    workshop.finding(title="Four")

    assert record.read().faults == ()
    record.append(workshop.sealed[-1])
    assert not leftover.exists()


def test_what_a_living_writer_writes_is_left_alone(
    record: RecordDirectory, workshop: Workshop
) -> None:
    """A file that another process holds its lock on is not taken for a leftover."""
    program = (
        "import fcntl, os, sys\n"
        "file = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY)\n"
        "fcntl.flock(file, fcntl.LOCK_EX)\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
    )
    living = record.path / ".new-1-living"
    with subprocess.Popen(  # noqa: S603 - The program above.
        [sys.executable, "-c", program, str(living)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"held\n"
        workshop.finding(title="Four")
        record.append(workshop.sealed[-1])
        was_left = living.exists()
        writer.communicate()

    assert was_left


def test_an_act_under_another_acts_name_is_damaged(
    record: RecordDirectory, workshop: Workshop
) -> None:
    """A name says what must be in the file."""
    one, other = (place(record, sealed) for sealed in workshop.sealed[:2])
    one.write_bytes(other.read_bytes())

    found = record.read()

    assert [code for code, _ in codes(found)] == ["damaged"]


def test_a_record_that_is_no_directory_is_an_error_in_words(tmp_path: Path) -> None:
    """Neither reading nor appending ends in a traceback."""
    (tmp_path / "acts").write_text("hello")
    record = RecordDirectory(tmp_path / "acts")

    with pytest.raises(RecordDirectoryError) as reading:
        record.read()
    with pytest.raises(RecordDirectoryError):
        record.append(Workshop().sealed[0])
    assert reading.value.hint


def test_what_is_known_is_not_read_again(record: RecordDirectory, workshop: Workshop) -> None:
    """Reading on from before finds what came and what went."""
    known = record.read()
    workshop.finding(title="New")
    record.append(workshop.sealed[-1])
    place(record, workshop.sealed[-2]).unlink()

    assert record.read(known) == record.read()


def test_heads_leave_out_what_is_of_the_future(record: RecordDirectory, workshop: Workshop) -> None:
    """Whoever signs into the future, or for elsewhere, stops nobody."""
    last = workshop.sealed[-1].act
    workshop.finding(EVE, at=workshop.now + 10 * MINUTE)
    workshop.finding(EVE, at=workshop.now + 10 * MINUTE)
    for sealed in workshop.sealed[-2:]:
        record.append(sealed)

    assert record.heads(workspace=WORKSPACE, at=workshop.now) == (last.id,)
    assert record.heads(workspace=WORKSPACE, at=workshop.now + 10 * MINUTE) != (last.id,)
    assert record.heads(workspace="0" * 32, at=START) == ()
