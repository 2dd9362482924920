"""Session files and the locks that tell whether a bench lives."""

import fcntl
import stat
import threading
from pathlib import Path

import pytest

from gonogo.bench.errors import NameInUseError, NoSuchBenchError, UnwritableError
from gonogo.bench.launch import prepare
from gonogo.bench.session import (
    InvalidNameError,
    Lock,
    Session,
    State,
    find_session,
    is_running,
    read_session,
    require_name,
    running_sessions,
    write_session,
)


def session(name: str = "bench") -> Session:
    return Session(
        name=name,
        pid=4242,
        started_at="2026-01-01T00:00:00+00:00",
        control_url="http://127.0.0.1:1",
        token="open sesame",
        state=State.READY,
        services={"l1.execution_rpc": "http://127.0.0.1:2"},
    )


def test_a_session_is_read_as_it_was_written(tmp_path: Path) -> None:
    """What a supervisor writes is what other processes read."""
    write_session(tmp_path, session())

    assert read_session(tmp_path) == session()


def test_only_its_owner_may_read_a_session(tmp_path: Path) -> None:
    """The token in it lets its reader end the bench."""
    write_session(tmp_path, session())
    write_session(tmp_path, session())

    assert stat.S_IMODE((tmp_path / "session.json").stat().st_mode) == 0o600


def test_a_session_does_not_show_its_token() -> None:
    """A session that reaches a log gives nothing away."""
    assert "sesame" not in repr(session())


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"name": "bench"}', b"\xff\xfe"])
def test_garbage_is_no_session(tmp_path: Path, content: bytes) -> None:
    """A file that is half written or of something else reads as none."""
    (tmp_path / "session.json").write_bytes(content)

    assert read_session(tmp_path) is None


def test_a_bench_runs_while_its_lock_is_held(tmp_path: Path) -> None:
    """The lock alone says whether a supervisor lives."""
    assert not is_running(tmp_path)
    with Lock(tmp_path):
        assert is_running(tmp_path)
    assert not is_running(tmp_path)


def test_a_name_is_given_once(tmp_path: Path) -> None:
    """A second bench of a name is refused, and told who has it."""
    directory = tmp_path / "bench"
    with Lock(directory):
        write_session(directory, session())

        with pytest.raises(NameInUseError, match="process 4242"), Lock(directory):
            pass


def test_who_only_looks_is_not_taken_for_a_bench(tmp_path: Path) -> None:
    """Looking holds the lock for a moment; another who looks must not see a bench in that."""
    (tmp_path / ".lock").touch()
    with (tmp_path / ".lock").open() as looking:
        fcntl.flock(looking, fcntl.LOCK_SH)

        assert not is_running(tmp_path)


def test_a_bench_is_started_although_somebody_looks(tmp_path: Path) -> None:
    """The look is over in a moment, and the name is free then."""
    (tmp_path / ".lock").touch()
    looking = (tmp_path / ".lock").open()
    fcntl.flock(looking, fcntl.LOCK_SH)
    threading.Timer(0.05, looking.close).start()
    with Lock(tmp_path):
        assert is_running(tmp_path)


def test_a_running_bench_is_found(tmp_path: Path) -> None:
    """A bench is found by its name, among others that do not run."""
    (tmp_path / "leftover").mkdir()
    write_session(tmp_path / "leftover", session("leftover"))
    with Lock(tmp_path / "bench"):
        write_session(tmp_path / "bench", session())

        assert find_session(tmp_path, "bench") == session()
        assert running_sessions(tmp_path) == (session(),)


def test_a_session_of_a_dead_supervisor_is_told_as_such(tmp_path: Path) -> None:
    """After kill -9 the file is still there; it must not read as a running bench."""
    (tmp_path / "bench").mkdir()
    write_session(tmp_path / "bench", session())

    with pytest.raises(NoSuchBenchError, match="process 4242, is gone") as refused:
        find_session(tmp_path, "bench")

    assert "gonogo bench up bench" in (refused.value.hint or "")


def test_an_unknown_bench_is_answered_with_the_running_ones(tmp_path: Path) -> None:
    """Who mistypes a name sees which there are."""
    with Lock(tmp_path / "bench"):
        write_session(tmp_path / "bench", session())

        with pytest.raises(NoSuchBenchError) as refused:
            find_session(tmp_path, "bank")

    assert "Running: bench." in (refused.value.hint or "")


@pytest.mark.parametrize("name", ["", "..", "a/b", "Bench", "-a", "a b", "x" * 41, "bänk", "a\n"])
def test_a_name_that_is_no_folder_name_is_refused(name: str) -> None:
    """The name becomes a folder and a chain's name, so it must be fit for both."""
    with pytest.raises(InvalidNameError):
        require_name(name)


@pytest.mark.parametrize("place", ["taken", "taken/below", "/proc/gonogo"])
def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path, place: str) -> None:
    """Nobody waits for a download that can be put nowhere, and nothing breaks instead."""
    (tmp_path / "taken").write_text("a file where a folder should be")

    with pytest.raises(UnwritableError, match="cannot be kept in") as refused:
        prepare(tmp_path / place, {}, lambda _: None)
    with pytest.raises(UnwritableError), Lock(tmp_path / place):
        pass
    assert "GONOGO_WORKSPACE" in str(refused.value.hint)
