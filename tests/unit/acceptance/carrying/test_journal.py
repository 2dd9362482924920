"""What of a run is known after its process was killed."""

from pathlib import Path

import pytest

from gonogo.acceptance import Cut, Ending, Kind, NamedTest, Result
from gonogo.acceptance.carrying import Done, Journal, read_journal
from gonogo.evidence import Outcome

FAILED = Result(NamedTest("pkg", "TestA"), Outcome.FAILED, Kind.ASSERTION, 1.0, "no", task="1")
PASSED = Result(NamedTest("pkg", "TestB"), Outcome.PASSED, Kind.NONE, 1.0, task="1")
DONE = Done("1", Ending(0), (PASSED,), ())


def test_nothing_was_done_where_there_is_no_journal(tmp_path: Path) -> None:
    """A run that never began has no past."""
    past = read_journal(tmp_path)

    assert not past.done
    assert not past.failures
    assert not past.is_finished


def test_a_task_that_ended_is_done(tmp_path: Path) -> None:
    """Its own account of its tests is all that counts of it."""
    with Journal(tmp_path) as journal:
        journal.began("1")
        journal.heard(FAILED)
        journal.ended(DONE)
        journal.finished()

    past = read_journal(tmp_path)

    assert past.done == {"1": DONE}
    assert not past.failures
    assert past.is_finished


def test_what_a_task_failed_at_before_it_was_cut_off_is_kept(tmp_path: Path) -> None:
    """It runs again, and a pass then takes nothing back."""
    with Journal(tmp_path) as journal:
        journal.began("1")
        journal.heard(FAILED)
        journal.heard(PASSED)

    past = read_journal(tmp_path)

    assert past.failures == [FAILED]
    assert not past.done


def test_a_pass_after_that_takes_nothing_back(tmp_path: Path) -> None:
    """The second time a task runs it ends, and that end knows nothing of the first."""
    with Journal(tmp_path) as journal:
        journal.began("1")
        journal.heard(FAILED)
        journal.began("1")
        journal.ended(DONE)

    past = read_journal(tmp_path)

    assert past.failures == [FAILED]
    assert past.done == {"1": DONE}


def test_a_task_that_a_person_cut_off_is_not_over(tmp_path: Path) -> None:
    """It runs again, and what it failed at until then stays failed."""
    cut = Done("1", Ending(None, cut=Cut.CANCELLED), (FAILED, PASSED), ())
    with Journal(tmp_path) as journal:
        journal.began("1")
        journal.ended(cut)

        assert not journal.past.is_over("1")

        journal.began("1")
        journal.ended(DONE)

    past = read_journal(tmp_path)

    assert past.is_over("1")
    assert past.failures == [FAILED]


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_last_line_that_was_cut_off_is_left_out(tmp_path: Path, cut: int) -> None:
    """A process can be killed in the middle of a line, and the next one goes on behind it."""
    with Journal(tmp_path) as journal:
        journal.ended(DONE)
        journal.heard(FAILED)
    file = tmp_path / "journal.jsonl"
    file.write_bytes(file.read_bytes()[:-cut])

    with Journal(tmp_path) as journal:
        journal.finished()
    past = read_journal(tmp_path)

    assert past.done == {"1": DONE}
    assert past.is_finished
    assert not past.is_damaged


def test_a_changed_line_is_told(tmp_path: Path) -> None:
    """What it said is lost, so nobody can say that nothing is."""
    with Journal(tmp_path) as journal:
        journal.heard(FAILED)
        journal.ended(DONE)
    file = tmp_path / "journal.jsonl"
    file.write_bytes(b"x" + file.read_bytes())

    assert read_journal(tmp_path).is_damaged


def test_what_others_write_is_not_asked(tmp_path: Path) -> None:
    """A test that writes that another one passed, or removes the file, takes nothing back."""
    done = Done("1", Ending(1), (FAILED,), ())
    with Journal(tmp_path) as forged:
        forged.ended(DONE)
    line = (tmp_path / "journal.jsonl").read_bytes()
    (tmp_path / "journal.jsonl").unlink()

    with Journal(tmp_path) as journal:
        journal.ended(done)
        with (tmp_path / "journal.jsonl").open("ab") as file:
            file.write(line)
        (tmp_path / "journal.jsonl").unlink()

        assert journal.past.done == {"1": done}


def test_what_was_done_before_is_known_at_once(tmp_path: Path) -> None:
    """Gone on with, a journal knows what it had written, and what is written now."""
    with Journal(tmp_path) as journal:
        journal.heard(FAILED)
    with Journal(tmp_path) as journal:
        assert journal.past.failures == [FAILED]

        journal.finished()

        assert journal.past.is_finished
