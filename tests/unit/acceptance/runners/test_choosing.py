"""Which runner is taken."""

from pathlib import Path
from typing import get_args

import click
import pytest

from gonogo.acceptance.runner import RunnerName
from gonogo.acceptance.runners import (
    RUNNER_NAMES,
    NoRunnerFitsError,
    RunnerOptionError,
    SeveralRunnersFitError,
    UnknownRunnerError,
    detect,
    runner_named,
)
from gonogo.cli.commands.accept import command as accept


def _files(place: Path, *names: str) -> Path:
    for name in names:
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return place


@pytest.mark.parametrize(
    ("files", "runner"),
    [
        (["go.mod", "base/fees_test.go"], "go"),
        (["test_fees.py"], "pytest"),
        (["base/fees_test.py"], "pytest"),
        (["foundry.toml", "test/Fees.t.sol"], "forge"),
        (["go.mod", "fees_test.go", "node_modules/x/test_x.py", "lib/y/test_y.py"], "go"),
        (["test_fees.py", "base/fees_test.go"], "pytest"),
    ],
)
def test_a_directory_tells_its_runner(tmp_path: Path, files: list[str], runner: str) -> None:
    """The files that a tool needs decide, without what was installed there."""
    assert detect(_files(tmp_path, *files)) == runner


def test_a_module_may_begin_above(tmp_path: Path) -> None:
    """The directory of the tests may be deep inside of a module."""
    _files(tmp_path, "go.mod", "tests/base/fees_test.go")

    assert detect(tmp_path / "tests" / "base") == "go"


def test_nobody_is_guessed_for(tmp_path: Path) -> None:
    """Where tests of two tools are, both are named and none is taken."""
    _files(tmp_path, "go.mod", "fees_test.go", "e2e/test_fees.py")

    with pytest.raises(SeveralRunnersFitError, match="go and pytest"):
        detect(tmp_path)


def test_nothing_has_no_runner(tmp_path: Path) -> None:
    """A directory without tests is refused; so is Go without a module."""
    with pytest.raises(NoRunnerFitsError):
        detect(_files(tmp_path, "fees_test.go"))


@pytest.mark.parametrize("name", ["go", "pytest", "forge"])
def test_a_runner_is_made_by_its_name(name: str) -> None:
    """A runner that is named is made, and is called so."""
    assert name in RUNNER_NAMES
    assert runner_named(name).name == name


def test_an_unknown_runner_is_refused() -> None:
    """A slip is answered with the nearest name."""
    with pytest.raises(UnknownRunnerError) as refused:
        runner_named("pytset")

    assert "'pytest'" in str(refused.value.hint)


@pytest.mark.parametrize(
    ("name", "options"), [("go", {"python": "python3"}), ("command", {"report": "report.xml"})]
)
def test_options_must_be_of_that_runner(name: str, options: dict[str, str]) -> None:
    """An option of another runner, or one that is missing, is a mistake of the user."""
    with pytest.raises(RunnerOptionError, match=name):
        runner_named(name, **options)


def test_files_options_and_runners_use_the_same_names() -> None:
    """Whoever adds a runner is told where else its name belongs."""
    (option,) = (each for each in accept.params if each.name == "runner")
    assert isinstance(option.type, click.Choice)

    assert set(RUNNER_NAMES) == set(get_args(RunnerName)) == set(option.type.choices)
