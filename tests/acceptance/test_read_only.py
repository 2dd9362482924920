"""A workspace that cannot be written to: what was recorded is read, nothing is recorded."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).with_name("gonogo"))
MANIFEST = """\
name: eris
type: alphanet
l1: {name: sepolia, chain_id: 11155111}
l2:
  components: {op-node: {version: op-node/v1.16.0}}
  chains:
    - {name: eris-0, chain_id: 420120000}
"""


def unprivileged() -> tuple[str, ...]:
    """Return the words before a command that make permissions count for root too."""
    if os.getuid() != 0:
        return ()
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("root may write everywhere, and there is no setpriv to give that up")
    return (setpriv, "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all")


def gonogo(directory: Path, *words: str, before: tuple[str, ...] = ()) -> tuple[int, str, str]:
    """Run the installed command in a directory with a workspace of its own."""
    environment = {key: value for key, value in os.environ.items() if "BYTECODE" not in key}
    environment |= {"GONOGO_WORKSPACE": str(directory / ".gonogo"), "NO_COLOR": "1"}
    ended = subprocess.run(  # noqa: S603 - Our own command.
        [*before, COMMAND, *words],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return ended.returncode, ended.stdout, ended.stderr


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A directory with a workspace that has recorded a run, none of it writable."""
    (tmp_path / "eris.yaml").write_text(MANIFEST)
    assert gonogo(tmp_path, "network", "add", "eris.yaml")[0] == 0
    assert gonogo(tmp_path, "assess", "eris", "--policy", "rehearsal")[0] == 3
    # What a bench leaves behind when it is down.
    down = tmp_path / ".gonogo" / "bench" / "bench"
    down.mkdir(parents=True)
    (down / ".lock").touch()
    paths = [tmp_path, *tmp_path.rglob("*")]
    modes = {path: path.stat().st_mode for path in paths}
    for path, mode in modes.items():
        path.chmod(mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    yield tmp_path
    for path, mode in modes.items():
        path.chmod(mode)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("runs", 0, "eris  rehearsal  finished  hold"),
        ("show latest", 3, "HOLD  eris under rehearsal"),
        ("show 1 --json", 3, '"verdict":"hold"'),
        ("resume latest", 3, "HOLD  eris under rehearsal"),
        ("network list", 0, "eris"),
        ("network show eris", 0, "candidate"),
        ("bench list", 0, "no bench runs"),
        ("assess eris --policy rehearsal --now", 3, "HOLD  eris under rehearsal"),
    ],
)
def test_what_was_recorded_is_read(read_only: Path, words: str, code: int, told: str) -> None:
    """Commands that only read work on a folder that cannot be written to, and leave it alone."""
    before = sorted(read_only.rglob("*"))

    ended, out, err = gonogo(read_only, *words.split(), before=unprivileged())

    assert (ended, told in out) == (code, True), (out, err)
    assert sorted(read_only.rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("assess eris --policy rehearsal", "nothing can be recorded there"),
        ("check eris", "nothing can be recorded there"),
        ("network add eris.yaml --name second", "cannot be written"),
        ("bench up --detach", "Permission denied"),
        ("demo", "nothing can be recorded there"),
    ],
)
def test_what_records_is_refused_in_words(read_only: Path, words: str, told: str) -> None:
    """Commands that write say where they cannot, and what to do."""
    ended, out, err = gonogo(read_only, *words.split(), before=unprivileged())

    assert (ended, told in err, "hint" in err) == (2, True, True), err
    assert "fault" not in err
    assert out == ""
