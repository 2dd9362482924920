"""A process that stays behind, and that can be ended all the same."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.bench.detached import DetachedProcess
from gonogo.bench.process import is_alive

PATIENCE_SECONDS = 20.0
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(60)
"""


@pytest.fixture
def started() -> Iterator[list[DetachedProcess]]:
    """Return a list whose processes are ended after the test."""
    processes: list[DetachedProcess] = []
    yield processes
    for process in processes:
        process.end()


def run_module(folder: Path, source: str) -> DetachedProcess:
    (folder / "left_behind.py").write_text(source)
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return DetachedProcess("left_behind", ["one", "two"], folder / "log", environment)


def wait_until_said(log: Path, words: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while words not in log.read_text():
        assert time.monotonic() < deadline, log.read_text()


def test_its_output_goes_to_the_log(tmp_path: Path, started: list[DetachedProcess]) -> None:
    """Errors too, since the one who started it may be gone by then."""
    source = "import sys; print(sys.argv[1:], flush=True); sys.stderr.write('bad news')"
    started.append(run_module(tmp_path, source))
    os.waitid(os.P_PID, started[0].pid, os.WEXITED | os.WNOWAIT)

    assert started[0].is_gone()
    assert (tmp_path / "log").read_text() == "['one', 'two']\nbad news"
    assert (tmp_path / "log").stat().st_mode & 0o077 == 0


def test_it_has_a_session_of_its_own(tmp_path: Path, started: list[DetachedProcess]) -> None:
    """Ctrl-C in the terminal that started it must not reach it."""
    started.append(run_module(tmp_path, "import time; print('up', flush=True); time.sleep(60)"))
    wait_until_said(tmp_path / "log", "up")

    assert os.getsid(started[0].pid) == started[0].pid
    assert not started[0].is_gone()


def test_ending_it_takes_no_longer_than_it_needs(
    tmp_path: Path, started: list[DetachedProcess]
) -> None:
    """Nothing is left, not even a zombie; ending it again does nothing."""
    started.append(run_module(tmp_path, "import time; time.sleep(60)"))
    started[0].end()
    started[0].end()

    assert started[0].is_gone()
    assert not is_alive(started[0].pid)


def test_a_deaf_one_is_ended_by_force(tmp_path: Path, started: list[DetachedProcess]) -> None:
    """It ignores being asked."""
    started.append(run_module(tmp_path, DEAF))
    wait_until_said(tmp_path / "log", "deaf")
    started[0].end()

    assert not is_alive(started[0].pid)


def test_one_that_somebody_else_took_note_of_is_gone(
    tmp_path: Path, started: list[DetachedProcess]
) -> None:
    """Its number may be another process's by now, so nobody may be signalled."""
    started.append(run_module(tmp_path, ""))
    os.waitpid(started[0].pid, 0)

    assert started[0].is_gone()
    started[0].end()
    with pytest.raises(ProcessLookupError):
        os.kill(started[0].pid, 0)
