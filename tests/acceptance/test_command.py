"""The installed command as a user types it: exit codes, and words instead of tracebacks."""

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
  components: {op-node: {version: op-node/v1.16.0}}
  chains:
    - {name: eris-0, chain_id: 420120000}
"""


def gonogo(
    directory: Path, *words: str, before: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a directory with a workspace of its own."""
    environment = {key: value for key, value in os.environ.items() if "BYTECODE" not in key}
    environment |= {"GONOGO_WORKSPACE": str(directory / ".gonogo"), "NO_COLOR": "1"}
    return subprocess.run(  # noqa: S603 - Our own command.
        [*before, COMMAND, *words],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("assess", "Missing argument"),
        ("assess bench", "gonogo bench up"),
        ("assess nowhere", "no network 'nowhere'"),
        ("assess ../../etc/passwd", "no network"),
        ("assess eris --policy promote:alphnet", "promote:alphanet"),
        ("assess eris --policy missing.yaml", "there is no such file"),
        ("assess eris --policy empty.yaml", "is empty"),
        ("assess eris --policy garbage.yaml", "garbage.yaml:"),
        ("assess eris --report report.docx", ".html or .json"),
        ("assess eris --report nowhere/report.html", "no directory"),
        ("assess eris --allow-sending", "--i-mean eris"),
        ("assess eris --now --policy typo.yaml", "did you mean 'requirements'"),
        ("check", "--l1-rpc"),
        ("check --l1-rpc http://a --rollup-rpc http://b", "--l2-rpc: none is given"),
        ("check --l2-rpc http://a --rollup-rpc http://b", "--l1-rpc: none is given"),
        ("check eris --l1-rpc http://127.0.0.1:1", "not both"),
        ("check eris --only safe_head_advance", "did you mean 'safe_head_advances'"),
        ("check eris --window 1 --interval 2", "interval"),
        ("check eris --window nan", "numbers of seconds"),
        ("check eris --window inf", "numbers of seconds"),
        ("check eris --only ,", "names no check"),
        ("check --l1-rpc localhost:1 --l2-rpc http://a --rollup-rpc http://b", "http://127."),
        ("check --l1-rpc http://a --l2-rpc ftp://a --rollup-rpc http://b", "--l2-rpc ftp://a"),
        ("check --l1-rpc http://a --l2-rpc http://a --rollup-rpc http://b", "given twice"),
        (
            "check --l1-rpc http://a --l2-rpc http://b --rollup-rpc http://c --name ../x",
            "a name is",
        ),
        (
            "check --l1-rpc http://a --l2-rpc http://b --rollup-rpc http://c --name eris",
            "another n",
        ),
        ("network add eris.yaml --name endpoints", "bare endpoints"),
        ("check eris --window 1e308", "30 days"),
        ("network add missing", "no such file"),
        ("network add empty.yaml", "empty.yaml"),
        ("network add eris.yaml", "added before"),
        ("network add eris.yaml --name ../up", "cannot be called"),
        ("network add eris.yaml --name b --stage mainnet", "mainnet"),
        ("network add eris.yaml --name bench", "name of a bench"),
        ("network remove eriss --yes", "did you mean 'eris'"),
        ("network remove eris", "add --yes"),
        ("network stage eriss betanet", "did you mean 'eris'"),
        ("network stage eris mainnet", "mainnet"),
        ("bench up eris", "gonogo network remove eris"),
        ("network show eriss", "did you mean 'eris'"),
        ("show latest", "nothing was recorded"),
        ("resume 7", "nothing was recorded"),
        ("shwo", "Did you mean 'show'"),
    ],
)
def test_mistakes_are_told_in_words(eris: Path, words: str, told: str) -> None:
    """A mistake is exit code 2, one message with what to do, and no traceback."""
    ended = gonogo(eris, *words.split())

    assert ended.returncode == 2, ended.stderr
    assert told.lower() in ended.stderr.lower()
    assert "Traceback" not in ended.stderr + ended.stdout
    assert ended.stdout == ""


@pytest.fixture
def eris(tmp_path: Path) -> Path:
    """A directory with a network that nobody can reach, and files that are wrong."""
    (tmp_path / "eris.yaml").write_text(MANIFEST)
    (tmp_path / "empty.yaml").write_text("")
    (tmp_path / "garbage.yaml").write_text("name: [unclosed\n")
    (tmp_path / "typo.yaml").write_text(
        "name: x\ntitle: x\nlevel: X\ninterval: 1s\nrequirement: []\n"
    )
    added = gonogo(tmp_path, "network", "add", "eris.yaml")
    assert added.returncode == 0, added.stderr
    return tmp_path


@pytest.mark.parametrize("words", ["runs", "assess bench", "check bench", "network list"])
def test_a_deleted_folder_is_no_verdict(tmp_path: Path, words: str) -> None:
    """Standing nowhere is told in words, with the exit code of a mistake."""
    gone = tmp_path / "gone"
    gone.mkdir()

    ended = subprocess.run(  # noqa: S603 - Our own command.
        ["/bin/sh", "-c", f'rmdir "$PWD" && exec "$0" {words}', COMMAND],
        cwd=gone,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 2, ended.stderr
    assert "was deleted" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_network_without_addresses_holds(eris: Path) -> None:
    """A network that nobody can reach is not a crash and not a pass."""
    ended = gonogo(eris, "assess", "eris", "--policy", "rehearsal")

    assert ended.returncode == 3, ended.stderr
    assert "was not seen" in ended.stdout


@pytest.mark.parametrize("words", ["", "--now"])
def test_remedy_names_the_policy_as_it_was_typed(eris: Path, words: str) -> None:
    """Who copies the command from the report asks the same again."""
    (eris / "own file.yaml").write_text(
        "name: own\ntitle: Own\nlevel: OWN\ninterval: 0.1s\n"
        "defaults: {window: 0.2s, freshness: 1h}\nrequirements:\n"
        "  - {id: a, title: A, why: w, remedy: r, source: s, check: nodes_agree}\n"
    )
    ended = gonogo(eris, "assess", "eris", "--policy", "own file.yaml", "--json", *words.split())

    assert ended.returncode == 3, ended.stderr
    assert "gonogo assess eris --policy 'own file.yaml'" in ended.stdout


def test_json_says_what_the_exit_code_says(eris: Path) -> None:
    """Scripts may read either."""
    ended = gonogo(eris, "assess", "eris", "--now", "--json")

    assert ended.returncode == json.loads(ended.stdout)["exit_code"] == 3
    assert json.loads(ended.stdout)["verdict"] == "hold"


def test_added_network_is_listed_and_shown(eris: Path) -> None:
    """What was added is found again, by people and by scripts."""
    listed = json.loads(gonogo(eris, "network", "list", "--json").stdout)
    shown = json.loads(gonogo(eris, "network", "show", "eris", "--json").stdout)

    assert [each["name"] for each in listed] == ["eris"]
    assert shown["stage"] == "alphanet"
    assert shown["candidate"].startswith("sha256:")


def test_removed_network_can_be_added_again_with_its_runs(eris: Path) -> None:
    """Its registration goes; what was recorded stays."""
    assert gonogo(eris, "assess", "eris", "--policy", "rehearsal").returncode == 3
    removed = gonogo(eris, "network", "remove", "eris", "--yes")
    listed = json.loads(gonogo(eris, "network", "list", "--json").stdout)
    runs = json.loads(gonogo(eris, "runs", "--json").stdout)
    again = gonogo(eris, "network", "add", "eris.yaml", "--stage", "localnet")
    told = gonogo(eris, "network", "stage", "eris", "betanet")

    assert (removed.returncode, again.returncode, told.returncode) == (0, 0, 0), told.stderr
    assert listed == []
    assert [each["network"] for each in runs] == ["eris"]
    assert "betanet" in told.stdout


def test_empty_workspace_has_no_runs_and_is_not_made(tmp_path: Path) -> None:
    """Looking makes nothing."""
    ended = gonogo(tmp_path, "runs")

    assert (ended.returncode, "No runs yet" in ended.stdout) == (0, True)
    assert list(tmp_path.iterdir()) == []


def test_workspace_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file where the workspace should be is a message, not a traceback."""
    (tmp_path / ".gonogo").write_text("a file")
    (tmp_path / "eris.yaml").write_text(MANIFEST)
    ended = gonogo(tmp_path, "network", "add", "eris.yaml")

    assert ended.returncode == 2, ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_directory_in_a_file_is_told(tmp_path: Path) -> None:
    """What cannot be a directory is a message, and nothing runs."""
    (tmp_path / "file").write_text("a file")
    (tmp_path / "test_x.py").write_text("def test_x(): pass\n")
    for place in ("file", "file/below"):
        ended = gonogo(tmp_path, "accept", "--testdir", ".", "--logdir", place)

        assert ended.returncode == 2, ended.stderr
        assert "Traceback" not in ended.stderr


def test_history_that_is_no_history_is_told(eris: Path) -> None:
    """Garbage under the history's name is a message with what to do."""
    (eris / ".gonogo" / "history.sqlite").write_bytes(b"garbage" * 1000)
    ended = gonogo(eris, "runs")

    assert ended.returncode == 2, ended.stderr
    assert "Restore it from a copy" in ended.stderr


@pytest.mark.parametrize("words", ["network list", "assess eris --now"])
def test_closed_pipe_is_never_a_verdict(eris: Path, words: str) -> None:
    """A reader who went away leaves an exit code that no verdict has."""
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(  # noqa: S603 - Our own command.
        [COMMAND, *words.split()], cwd=eris, stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)

    assert ended.returncode == 141
    assert ended.stderr == b""
