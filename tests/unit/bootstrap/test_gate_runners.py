"""The runner of a group, with what somebody said about it."""

from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.acceptance import Suites
from gonogo.acceptance.attempting import Group
from gonogo.acceptance.plan import Tool
from gonogo.acceptance.runners import NoRunnerFitsError
from gonogo.acceptance.validators import choose_gates
from gonogo.bootstrap.gate_runners import runner_of
from gonogo.errors import GonogoError


def _group(directory: Path, tool: Tool) -> Group:
    return Group(choose_gates(None, []), tool, directory)


@pytest.mark.parametrize("name", ["go", "pytest", "forge", "gonogo"])
def test_the_tool_that_a_gate_names(tmp_path: Path, name: str) -> None:
    """Whatever the directory looks like, and whatever is said of other tools."""
    suites = Suites(go_binary="/opt/go", python="/opt/python")

    assert runner_of(_group(tmp_path, Tool(name)), suites, kept=tmp_path).name == name


@pytest.mark.parametrize(("file", "name"), [("test_fees.py", "pytest"), ("Fees.t.sol", "forge")])
def test_the_tool_that_the_directory_shows(tmp_path: Path, file: str, name: str) -> None:
    """Where no gate names one."""
    (tmp_path / file).touch()
    (tmp_path / "foundry.toml").touch()

    assert runner_of(_group(tmp_path, Tool("")), Suites(), kept=tmp_path).name == name


def test_a_directory_that_shows_none(tmp_path: Path) -> None:
    """Nothing is run by guessing."""
    with pytest.raises(NoRunnerFitsError):
        runner_of(_group(tmp_path, Tool("")), Suites(), kept=tmp_path)


def test_a_command_is_the_gates(tmp_path: Path) -> None:
    """Its words and its report stand in the file; without them it cannot be run."""
    tool = Tool("command", ("./run.sh", "{report}"), "results.xml")

    assert runner_of(_group(tmp_path, tool), Suites(), kept=tmp_path).name == "command"
    with pytest.raises(GonogoError, match="has no command"):
        runner_of(_group(tmp_path, replace(tool, command=())), Suites(), kept=tmp_path)
