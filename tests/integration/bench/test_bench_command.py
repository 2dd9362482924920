"""The command `gonogo bench` as a user types it, its slips included."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.cli.exit_code import ExitCode
from gonogo.cli.main import run

pytestmark = pytest.mark.bench

READY = "is ready (test bench of gonogo, not op-node)"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".gonogo").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path / ".gonogo"


@pytest.fixture
def detached(workspace: Path) -> Iterator[Path]:
    """Return the folder of a bench called `trial` that was left running."""
    assert run(["bench", "up", "trial", "--detach"]) == ExitCode.GO
    yield workspace / "bench" / "trial"
    run(["bench", "down", "trial"])


def test_a_bench_from_up_to_down(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was started detached is listed, shown, and gone after `down`."""
    assert run(["bench", "up", "trial", "--detach"]) == ExitCode.GO
    assert READY in capsys.readouterr().out
    assert run(["bench", "list"]) == ExitCode.GO
    assert "trial" in capsys.readouterr().out
    assert run(["bench", "status", "trial", "--json"]) == ExitCode.GO
    status = json.loads(capsys.readouterr().out)
    assert status["directory"] == str(workspace / "bench" / "trial")

    assert run(["bench", "down", "trial"]) == ExitCode.GO

    assert capsys.readouterr().out == "bench 'trial' has ended\n"
    assert run(["bench", "list", "--json"]) == ExitCode.GO
    assert json.loads(capsys.readouterr().out) == []


def test_break_and_mend_return_when_it_shows(
    detached: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both tell what can be seen now, and `status` tells what is broken on purpose."""
    assert detached.is_dir()
    assert run(["bench", "break", "rpc", "--name", "trial"]) == ExitCode.GO
    assert "broken: the first verifier refuses connections" in capsys.readouterr().out
    assert run(["bench", "status", "trial"]) == ExitCode.GO
    assert "broken on purpose: rpc" in capsys.readouterr().out

    assert run(["bench", "mend", "--name", "trial"]) == ExitCode.GO

    assert "mended: all nodes agree" in capsys.readouterr().out


def test_a_broken_bench_has_exit_code_one(detached: Path) -> None:
    """A script that asks for the status notices a bench that broke by itself."""
    session = json.loads((detached / "session.json").read_text())
    children = Path(f"/proc/{session['pid']}/task/{session['pid']}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)

    while (code := run(["bench", "status", "trial"])) == ExitCode.GO:
        pass  # The supervisor looks ten times a second; the test's own time limit ends this.

    assert code == ExitCode.NO_GO


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["status"], "no bench 'bench' runs"),
        (["status", "trail"], "no bench 'trail' runs"),
        (["down", "nothing"], "no bench 'nothing' runs"),
        (["break", "batcher"], "no bench 'bench' runs"),
        (["break", "batchr"], "did you mean 'batcher'?"),
        (["mend", "--name", "x"], "no bench 'x' runs"),
        (["up", "../x"], "cannot be called '../x'"),
        (["up", "x", "--verifiers", "0"], "--verifiers"),
        (["up", "x", "--verifiers", "9"], "--verifiers"),
        (["upp"], "No such command 'upp'"),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_a_slip_gets_a_message_and_exit_code_two(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No slip shows a traceback, and every one says what is wrong."""
    code = run(["bench", *words])

    assert code == ExitCode.USAGE
    assert said in capsys.readouterr().err


def test_a_name_in_use_has_exit_code_two(
    detached: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both ways of starting refuse a name that is taken, and the bench goes on."""
    assert detached.is_dir()
    for words in (["up", "trial"], ["up", "trial", "--detach"]):
        assert run(["bench", *words]) == ExitCode.USAGE
        assert "is running already" in capsys.readouterr().err

    assert run(["bench", "status", "trial"]) == ExitCode.GO


def test_ctrl_c_ends_a_bench_in_the_foreground(workspace: Path) -> None:
    """It says that it is ready, and after Ctrl-C that nothing is left; exit code 0."""
    command = [sys.executable, "-m", "gonogo", "bench", "up", "fore"]
    with subprocess.Popen(  # noqa: S603 - Ourselves.
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert READY in process.stdout.readline()

        process.send_signal(signal.SIGINT)
        _, news = process.communicate(timeout=20)

    assert process.returncode == 0
    assert "nothing of it is left running" in news
    assert not (workspace / "bench" / "fore" / "session.json").exists()
