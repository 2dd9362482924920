"""A workspace that cannot be written to: what was recorded is read, nothing is recorded."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.test_command import MANIFEST, gonogo


def unprivileged() -> tuple[str, ...]:
    """Return the words before a command that make permissions count for root too."""
    if os.getuid() != 0:
        return ()
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("root may write everywhere, and there is no setpriv to give that up")
    return (setpriv, "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all")


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a workspace that has recorded a run."""
    directory = tmp_path_factory.mktemp("recorded")
    (directory / "eris.yaml").write_text(MANIFEST)
    assert gonogo(directory, "network", "add", "eris.yaml").returncode == 0
    assert gonogo(directory, "assess", "eris", "--policy", "rehearsal").returncode == 3
    # What a bench leaves behind when it is down.
    down = directory / ".gonogo" / "bench" / "bench"
    down.mkdir(parents=True)
    (down / ".lock").touch()
    return directory


@pytest.fixture
def read_only(recorded: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of it, none of it writable."""
    copied = shutil.copytree(recorded, tmp_path / "copied")
    paths = [copied, *copied.rglob("*")]
    modes = {path: path.stat().st_mode for path in paths}
    for path, mode in modes.items():
        path.chmod(mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    yield copied
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

    ended = gonogo(read_only, *words.split(), before=unprivileged())

    assert (ended.returncode, told in ended.stdout) == (code, True), ended
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
    ended = gonogo(read_only, *words.split(), before=unprivileged())

    err = ended.stderr
    assert (ended.returncode, told in err, "hint" in err) == (2, True, True), err
    assert "fault" not in err
    assert ended.stdout == ""
