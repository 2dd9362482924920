"""The guard ends what it watches when we were killed, and nothing when it was dismissed."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from gonogo.acceptance.process.guard import Guard, guarding, one_guard

HERE = Path(__file__).parents[4]
WATCHES = """
import os, subprocess, sys, time
from gonogo.acceptance.process.guard import Guard
guard = Guard()
plain = subprocess.Popen(["/bin/sleep", "60"], env={}, start_new_session=True)
guard.watch(plain.pid)
marked = subprocess.Popen(
    ["/bin/sleep", "60"], env={"GONOGO_PROCESS": f"x.{guard.mark}.y"}, start_new_session=True
)
print(plain.pid, marked.pid, flush=True)
time.sleep(60)
"""


def _eventually(is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if is_so():
            return True
        time.sleep(0.05)
    return False


def _is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_whoever_is_killed_leaves_nothing_behind() -> None:
    """Neither a group that cleared its environment, nor a process that left its group."""
    with subprocess.Popen(  # noqa: S603 - A script of ours.
        [sys.executable, "-c", WATCHES], cwd=HERE, stdout=subprocess.PIPE
    ) as killed:
        assert killed.stdout is not None
        left = [int(each) for each in killed.stdout.readline().split()]
        were_alive = all(map(_is_alive, left))
        killed.kill()

    assert were_alive
    assert _eventually(lambda: not any(map(_is_alive, left)))


def test_a_group_that_has_ended_is_forgotten() -> None:
    """Its number may soon be somebody else's."""
    with subprocess.Popen(["/bin/sleep", "60"], start_new_session=True) as process:
        guard = Guard()
        guard.watch(process.pid)
        guard.forget(process.pid)
        guard.dismiss()
        time.sleep(0.2)

        assert process.poll() is None
        process.kill()


def test_one_guard_for_all_processes_inside() -> None:
    """To start one for each costs as much as a small package of tests."""
    with guarding() as alone, guarding() as another:
        assert alone.mark != another.mark
    with one_guard(), guarding() as first, guarding() as second:
        assert first is second
