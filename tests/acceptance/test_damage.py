"""A workspace in which somebody altered a row: it is told, and hides nothing else."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).with_name("gonogo"))
MANIFEST = """\
name: {name}
type: alphanet
l1: {{name: sepolia, chain_id: 11155111}}
l2:
  components: {{op-node: {{version: op-node/v1.16.0}}}}
  chains:
    - {{name: {name}-0, chain_id: 420120000}}
"""


def gonogo(directory: Path, words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a directory with a workspace of its own."""
    environment = {key: value for key, value in os.environ.items() if "BYTECODE" not in key}
    environment |= {"GONOGO_WORKSPACE": str(directory / ".gonogo"), "NO_COLOR": "1"}
    return subprocess.run(  # noqa: S603 - Our own command.
        [COMMAND, *words.split()],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def alter(directory: Path, statement: str) -> None:
    """Change the history behind gonogo's back."""
    path = directory / ".gonogo" / "history.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with two networks, and a run about each, that no test alters."""
    directory = tmp_path_factory.mktemp("whole")
    for name in ("eris", "ares"):
        (directory / f"{name}.yaml").write_text(MANIFEST.format(name=name))
        assert gonogo(directory, f"network add {name}.yaml").returncode == 0
        assert gonogo(directory, f"assess {name} --policy rehearsal").returncode == 3
    return directory


@pytest.fixture
def two_runs(whole: Path, tmp_path: Path) -> Path:
    """A copy of the two runs, which is altered."""
    return shutil.copytree(whole, tmp_path / "altered")


@pytest.mark.parametrize(
    "change",
    ["ending = 'xyz'", "started_at = 'xyz'", "request = 'xyz'", "is_void = 1", "seal = NULL"],
)
def test_damaged_run_is_listed_and_the_others_are_shown(two_runs: Path, change: str) -> None:
    """The damaged one says what is wrong with it, and exits as a hold when it is shown."""
    alter(two_runs, f"UPDATE runs SET {change} WHERE number = 1")  # noqa: S608

    listed = json.loads(gonogo(two_runs, "runs --json").stdout)
    told = gonogo(two_runs, "runs")
    damaged, other = gonogo(two_runs, "show 1"), gonogo(two_runs, "show 2")
    resumed = gonogo(two_runs, "resume 1")

    assert [row["state"] for row in listed] == ["damaged", "finished"]
    assert [bool(row["damage"]) for row in listed] == [True, False]
    assert (told.returncode, listed[0]["damage"] in told.stdout) == (0, True)
    assert (damaged.returncode, listed[0]["damage"] in damaged.stdout) == (3, True)
    assert (other.returncode, other.stdout[:4]) == (3, "HOLD")
    assert (resumed.returncode, "is damaged" in resumed.stderr) == (2, True), resumed.stderr


@pytest.mark.parametrize("name", ["eris", "ares"])
def test_damaged_run_holds_whichever_network_it_names(two_runs: Path, name: str) -> None:
    """Nobody can say which network a damaged run was about, and that is no fault of ours."""
    alter(two_runs, "UPDATE runs SET ending = 'xyz' WHERE number = 1")

    now = gonogo(two_runs, f"assess {name} --policy rehearsal --now")
    anew = gonogo(two_runs, f"assess {name} --policy rehearsal")

    for ended in (now, anew):
        assert ended.returncode == 3, ended.stderr
        assert "is damaged: no run ends as" in " ".join(ended.stdout.split())


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE decisions SET content = X'7b7d' WHERE run LIKE '%-eris-%'", "digest"),
        ("UPDATE decisions SET digest = 'xyz' WHERE run LIKE '%-eris-%'", "not what it ended with"),
        ("DELETE FROM decisions WHERE run LIKE '%-eris-%'", "not what it ended with"),
        ("DELETE FROM marks", "not on record any more"),
        ("UPDATE marks SET value = 'xyz'", "not on record any more"),
        ("UPDATE marks SET value = 7", "7 runs were started"),
    ],
)
def test_damaged_row_hides_no_run(two_runs: Path, statement: str, told: str) -> None:
    """Whatever is damaged is told in the list, with what is whole."""
    alter(two_runs, statement)

    ended = gonogo(two_runs, "runs")

    assert ended.returncode == 0, ended.stderr
    assert "ares  rehearsal  finished  hold" in ended.stdout
    assert told in ended.stdout + ended.stderr


def test_damaged_decision_is_no_verdict(two_runs: Path) -> None:
    """A decision that cannot be read is a hold, in words and for scripts."""
    alter(two_runs, "UPDATE decisions SET content = X'7b7d' WHERE run LIKE '%-eris-%'")

    ended = gonogo(two_runs, "show 1 --json")

    assert (ended.returncode, json.loads(ended.stdout)["verdict"]) == (3, None)
    assert "digest" in json.loads(ended.stdout)["damage"]


def test_file_in_the_place_of_the_workspace_is_told(tmp_path: Path) -> None:
    """No command takes it for an empty workspace."""
    (tmp_path / ".gonogo").write_text("a file")

    ended = gonogo(tmp_path, "runs")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "is no directory" in ended.stderr
