"""Wherever the output goes, the exit code says what was found, and nothing is a fault of ours."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).with_name("gonogo"))
MANIFEST = """\
name: eris
type: alphanet
l1: {name: sepolia, chain_id: 11155111}
l2:
  components: {op-node: {version: "op-node/v1.16.0-ünïcode-✓-\U0001f600"}}
  chains:
    - {name: eris-0, chain_id: 420120000}
"""
TEXT = "assess eris --policy rehearsal"


def gonogo(
    directory: Path, words: str, *, tail: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the installed command in a shell, its output redirected by the tail."""
    inherited = {key: value for key, value in os.environ.items() if "BYTECODE" not in key}
    own = {"GONOGO_WORKSPACE": str(directory / ".gonogo"), "NO_COLOR": "1"}
    return subprocess.run(  # noqa: S603 - Our own command.
        ["/bin/bash", "-o", "pipefail", "-c", f'"$0" {words} {tail}', COMMAND],
        cwd=directory,
        env=inherited | own | environment,
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def eris(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a network that nobody can reach, and a run about it."""
    directory = tmp_path_factory.mktemp("eris")
    (directory / "eris.yaml").write_text(MANIFEST, encoding="utf-8")
    assert gonogo(directory, "network add eris.yaml").returncode == 0
    assert gonogo(directory, TEXT).returncode == 3
    return directory


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8", "ascii:strict"])
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (TEXT, 3),
        ("show 1", 3),
        ("runs", 0),
        ("network show eris", 0),
        ("--help", 0),
        ("nöpe-✓", 2),
    ],
)
def test_every_encoding_will_do(eris: Path, encoding: str, words: str, code: int) -> None:
    """What an encoding lacks is spelt, on both streams, and the exit code is the same."""
    ended = gonogo(eris, words, PYTHONIOENCODING=encoding)

    assert ended.returncode == code, ended.stderr
    name = encoding.partition(":")[0]
    assert (ended.stdout + ended.stderr).decode(name)
    assert b"Traceback" not in ended.stderr
    assert b"fault" not in ended.stderr


def test_plain_c_locale_will_do(eris: Path) -> None:
    """A machine without any locale shows the verdict."""
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ended = gonogo(eris, "show 1", **plain)

    assert (ended.returncode, ended.stdout[:4]) == (3, b"HOLD")
    assert ended.stdout.isascii()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_json_is_json_in_every_encoding(eris: Path, encoding: str) -> None:
    """What a script reads is the same bytes, whatever the terminal shows."""
    ended = gonogo(eris, "show 1 --json", PYTHONIOENCODING=encoding)

    assert json.loads(ended.stdout)["verdict"] == "hold"
    assert "ünïcode-✓-\U0001f600".encode() in ended.stdout


@pytest.mark.parametrize("words", ["runs", "show 1", "show 1 --json", "network list", "--help"])
def test_full_disk_is_told(eris: Path, words: str) -> None:
    """Output that cannot be written is not a fault, and no verdict."""
    ended = gonogo(eris, words, tail="> /dev/full")

    assert ended.returncode == 2, ended.stderr
    assert b"the output could not be written: No space left" in ended.stderr
    assert b"fault" not in ended.stderr


@pytest.mark.parametrize("words", [TEXT, "runs", "show 1"])
def test_progress_that_cannot_be_shown_loses_no_run(eris: Path, words: str) -> None:
    """Where standard error is full or closed, the verdict is what it is."""
    full = gonogo(eris, words, tail="2> /dev/full")
    closed = gonogo(eris, words, tail="2>&-")

    assert full.returncode == closed.returncode in {0, 3}
    assert full.stdout
    assert closed.stdout


@pytest.mark.parametrize("words", ["runs", "show 1", "show 1 --json", "--help", "show --help"])
def test_closed_pipe_is_silent_and_no_verdict(eris: Path, words: str) -> None:
    """A reader who went away is told nothing, and the exit code is one that no verdict has."""
    ended = gonogo(eris, words, tail="| true")

    # A quick writer may have ended before its reader went away.
    assert ended.returncode in {141, 0 if "show 1" not in words else 3}
    assert ended.stderr == b""


def test_closed_output_leaves_the_verdict(eris: Path) -> None:
    """Whoever closes the output wants the exit code alone."""
    assert gonogo(eris, "show 1", tail=">&-").returncode == 3
