"""`gonogo accept` as people type it, on copies of the projects that every runner is held to.

Go's build cache is that of the contract suite, so that whoever runs these tests builds the
standard library once.
"""

import contextlib
import os
import shutil
import subprocess
import textwrap
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.acceptance.test_command import COMMAND
from tests.contract.acceptance.go_stand import GO_ENVIRONMENT, MODULE
from tests.contract.acceptance.pytest_stand import PROJECT
from tests.contract.acceptance.stand import STARTED

_LONGEST_SECONDS = 60.0
_LISTENS = "0A"

GATES = "gates.yaml"
Typed = subprocess.CompletedProcess[str]
"""What came of a command: its exit code, and what it wrote."""
SUITES = Path(__file__).parents[1] / "data" / "acceptance" / "accepting"
"""What no runner is held to: it is about gates, networks and processes."""


def environment_in(directory: Path, **variables: str) -> dict[str, str]:
    """Return the variables of a person who works in a directory with a workspace of its own."""
    # Where bytecode is not kept, every command would compile the house again.
    inherited = {name: value for name, value in os.environ.items() if "BYTECODE" not in name}
    return {
        **inherited,
        **GO_ENVIRONMENT,
        "PATH": f"{Path(COMMAND).parent}:{os.environ['PATH']}",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "GONOGO_WORKSPACE": str(directory / ".gonogo"),
        "NO_COLOR": "1",
        STARTED: str(directory / "it-hangs"),
        **variables,
    }


def begun(directory: Path, *words: str, **variables: str) -> "subprocess.Popen[str]":
    """Start the installed command in a directory, and do not wait for it."""
    return subprocess.Popen(  # noqa: S603 - Our own command.
        [COMMAND, *words],
        cwd=directory,
        env=environment_in(directory, **variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def typed(directory: Path, *words: str, **variables: str) -> Typed:
    """Run the installed command in a directory, to its end."""
    process = begun(directory, *words, **variables)
    try:
        out, err = process.communicate(timeout=_LONGEST_SECONDS)
    finally:
        process.kill()
    return subprocess.CompletedProcess(words, process.returncode, out, err)


def accepted(directory: Path, gates: str, *words: str) -> Typed:
    """Run gates of the directory's file, for no network."""
    return typed(
        directory, "accept", "--testdir", ".", "--validators", GATES, "--gate", gates, *words
    )


def go_module(directory: Path, gates: str, files: Mapping[str, str] | None = None) -> Path:
    """Make a module of Go in a directory: every case, the files given, and a file of gates."""
    for source in (MODULE, SUITES / "go"):
        shutil.copytree(source, directory, dirs_exist_ok=True)
    return written(directory, {GATES: gates, **(files or {})})


def pytest_project(directory: Path, gates: str, files: Mapping[str, str] | None = None) -> Path:
    """Make a project of pytest in a directory: every case, the files given, and a file of gates."""
    ignored = shutil.ignore_patterns("__pycache__")
    for source in (PROJECT, SUITES / "pytest"):
        shutil.copytree(source, directory, dirs_exist_ok=True, ignore=ignored)
    return written(directory, {GATES: gates, **(files or {})})


def written(directory: Path, files: Mapping[str, str]) -> Path:
    """Write files by their path, and return the directory."""
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), "utf-8")
    return directory


def until(holds: Callable[[], object], what: str) -> None:
    """Wait until something holds that a command brings about.

    Raises:
        TimeoutError: it did not come about; says what was waited for.
    """
    end = time.monotonic() + _LONGEST_SECONDS
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.02)


def processes_in(directory: Path) -> list[str]:
    """Return the commands of processes that were told of a directory's workspace or work in it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "environ").read_bytes()
            stands = (process / "cwd").readlink()
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue  # It has ended meanwhile, or is somebody else's.
        if str(directory).encode() in told or directory in (stands, *stands.parents):
            found.append(command.replace(b"\0", b" ").decode("utf-8", "replace"))
    return found


def ports_of(process: int) -> list[int]:
    """Return the TCP ports on which a process listens."""
    sockets, found = set(), []
    for each in Path(f"/proc/{process}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # It was closed meanwhile.
            sockets.add(str(each.readlink()))
    for table in ("tcp", "tcp6"):
        for line in Path("/proc/net", table).read_text().splitlines()[1:]:
            _, local, _, state, *rest = line.split()
            if state == _LISTENS and f"socket:[{rest[5]}]" in sockets:
                found.append(int(local.rpartition(":")[2], 16))
    return found


def content_below(*directories: Path) -> dict[Path, bytes]:
    """Return every file below some directories."""
    return {
        path: path.read_bytes()
        for directory in directories
        for path in directory.rglob("*")
        if path.is_file()
    }
