"""Processes are known again by a mark, wherever they went."""

import os
import subprocess
import uuid
from collections.abc import Iterator

import pytest

from gonogo.acceptance.process.marks import (
    MARK_VARIABLE,
    end_leftovers,
    marked,
    new_mark,
    processes,
    program_of,
)


def _sleeping(mark: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(["/bin/sleep", "60"], env={MARK_VARIABLE: mark}, start_new_session=True)


@pytest.fixture
def mark() -> Iterator[str]:
    made = f"test-marks-{uuid.uuid4().hex}"
    yield made
    end_leftovers(made)


def test_a_mark_begins_with_that_of_its_run() -> None:
    """So that all processes of a run are found by one word, and each by its own."""
    one = new_mark({MARK_VARIABLE: "run-7"}, "guard")
    two = new_mark({MARK_VARIABLE: "run-7"}, "guard")

    assert one.startswith("run-7.guard.")
    assert one != two
    assert new_mark({}, "guard").startswith(".guard.")


def test_a_process_that_left_its_group_is_found(mark: str) -> None:
    """It has a session of its own, and its environment all the same."""
    with _sleeping(f"{mark}.one") as process:
        assert list(marked(mark)) == [process.pid]
        assert program_of(process.pid) == f"sleep ({process.pid})"
        process.kill()


def test_leftovers_are_ended_and_named(mark: str) -> None:
    """Whoever runs next hears what was still there."""
    with _sleeping(f"{mark}.one") as one, _sleeping(f"{mark}.two") as two:
        ended = end_leftovers(mark)

        assert sorted(ended) == sorted(f"sleep ({each.pid})" for each in (one, two))
        assert {one.wait(5), two.wait(5)} == {-9}


def test_nothing_is_ended_for_no_mark(mark: str) -> None:
    """An empty word would be the beginning of every mark there is."""
    with _sleeping(mark) as process:
        assert end_leftovers("") == ()
        assert process.poll() is None
        process.kill()


def test_what_was_there_before_is_left_aside(mark: str) -> None:
    """To look at each process of a machine is most of the work, and these cannot be ours."""
    with _sleeping(mark) as process:
        assert list(marked(mark, aside=processes())) == []
        process.kill()


def test_a_process_that_is_gone_has_a_name_for_messages() -> None:
    """Between a look and the next one it may well have ended."""
    assert program_of(2**22 + 1) == f"a process ({2**22 + 1})"
    assert str(os.getpid()) in program_of(os.getpid())
