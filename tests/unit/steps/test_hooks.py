"""Hooks: a program and its arguments, with no shell between, and always an end."""

import sys
import time
from pathlib import Path

import pytest

from gonogo.steps.hooks import HookError, hook_words, run_hook


def python(text: str) -> tuple[str, ...]:
    return (sys.executable, "-c", text)


@pytest.mark.parametrize("text", ["", "   ", "say 'it"])
def test_what_is_no_command_is_refused_before_anything_is_signed(text: str) -> None:
    """An empty hook or an open quote is a mistake of whoever typed it."""
    with pytest.raises(HookError):
        hook_words(text)


def test_no_shell_reads_a_hook() -> None:
    """What a shell would take for more commands are arguments."""
    assert hook_words("deploy.sh '$HOME' ; rm x") == ("deploy.sh", "$HOME", ";", "rm", "x")


def test_hook_finds_what_it_is_told(tmp_path: Path) -> None:
    """Bundle and network are in its environment, and it stands where it is said."""
    text = "import os; open('told', 'w').write(os.environ['GONOGO_NETWORK'])"
    end = run_hook(python(text), {"GONOGO_NETWORK": "eris"}, directory=tmp_path, limit_seconds=30)

    assert end.is_fine
    assert (tmp_path / "told").read_text() == "eris"


@pytest.mark.parametrize("code", [1, 77])
def test_failing_hook_is_told(tmp_path: Path, code: int) -> None:
    """Its exit code is what it says, and anything but 0 is a failure."""
    end = run_hook(python(f"raise SystemExit({code})"), {}, directory=tmp_path, limit_seconds=30)

    assert not end.is_fine
    assert str(code) in end.explanation


def test_hook_that_does_not_exist_is_told(tmp_path: Path) -> None:
    """A misspelt program is no success."""
    end = run_hook(("no-such-program",), {}, directory=tmp_path, limit_seconds=30)

    assert not end.is_fine
    assert "cannot be started" in end.explanation


def test_hook_that_does_not_end_is_ended_with_what_it_started(tmp_path: Path) -> None:
    """Time is limited, and nothing of it goes on behind our back."""
    text = (
        "import subprocess, sys, time;"
        "subprocess.Popen([sys.executable, '-c',"
        ' \'import time; time.sleep(2); open("late", "w")\']);'
        "time.sleep(60)"
    )
    began = time.monotonic()
    end = run_hook(python(text), {}, directory=tmp_path, limit_seconds=0.8)

    assert not end.is_fine
    assert time.monotonic() - began < 10
    assert not (tmp_path / "late").exists()
