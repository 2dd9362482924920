"""kill -9 at any moment of `gonogo init`, then the same again: one whole workspace."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gonogo.clock import SystemClock
from gonogo.people import ActKind
from gonogo.project import Project, read_signed

COMMAND = str(Path(sys.executable).with_name("gonogo"))
FIRST_ACTS = [ActKind.TRUST, ActKind.PEOPLE, ActKind.SCOPE]


def start(folder: Path, home: Path) -> "subprocess.Popen[bytes]":
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    return subprocess.Popen(  # noqa: S603 - Our own command.
        [COMMAND, "init", "--solo", "--name", "ada", "--runner", "lab"],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill_once_changed(process: "subprocess.Popen[bytes]", folder: Path, changes: int) -> None:
    """Kill when this many different states of the folder were seen, or at its end."""
    seen: set[tuple[str, ...]] = set()
    while process.poll() is None and len(seen) <= changes:
        # Unlike a glob, a walk does not mind what vanishes while it walks.
        seen.add(tuple(sorted(name for _, _, names in os.walk(folder) for name in names)))
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.slow
@pytest.mark.parametrize("changes", range(1, 16))
def test_a_killed_init_is_finished_by_the_next(tmp_path: Path, changes: int) -> None:
    """However often it is killed on the way, each first act is there once, and counts."""
    folder, home = tmp_path / "w", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    kill_once_changed(start(folder, home), folder, changes)

    # Where it was killed after its last step, there is nothing left to finish.
    assert start(folder, home).wait() in (0, 2)

    now = read_signed(Project(folder), SystemClock())
    assert [act.kind for act in now.counted.acts] == FIRST_ACTS
    assert now.counted.is_complete
    assert not (folder / ".gonogo" / "init.json").exists()
