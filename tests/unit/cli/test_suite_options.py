"""The options about acceptance tests, as the values that they become."""

import os
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from gonogo.acceptance import Suites
from gonogo.cli.suite_options import suite_options, suites_of


def typed(*words: str) -> Suites:
    """Return what these words are."""
    found: list[Suites] = []

    @click.command
    @suite_options
    def command(**options: Any) -> None:
        found.append(suites_of(options))

    ended = CliRunner().invoke(command, words)
    if ended.exit_code:
        raise click.UsageError(ended.output)
    return found[0]


@pytest.fixture(autouse=True)
def stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gates.yaml").touch()
    return tmp_path


def test_nothing_said_is_every_default() -> None:
    """Which are those of the value."""
    assert typed() == Suites()


def test_paths_are_absolute(stand: Path) -> None:
    """A run is gone on with from anywhere."""
    suites = typed(
        *("--validators", "gates.yaml", "--testdir", "./tests/...", "--logdir", "logs"),
        *("--quarantine", "gates.yaml", "--python", "venv/bin/python"),
    )

    assert suites == Suites(
        validators=str(stand / "gates.yaml"),
        directory=str(stand / "tests" / "..."),
        quarantine=str(stand / "gates.yaml"),
        log_directory=str(stand / "logs"),
        python=str(stand / "venv" / "bin" / "python"),
    )


def test_programs_without_a_path_are_looked_for() -> None:
    """As a shell does it."""
    suites = typed("--python", "python3.12", "--go-binary", "go1.27")

    assert (suites.python, suites.go_binary) == ("python3.12", "go1.27")
    assert os.sep not in str(suites.python)


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("--exclude-gates a,b", "excluded_gates", ("a", "b")),
        ("--runner forge", "runner", "forge"),
        ("--default-timeout 1h30m", "default_timeout_seconds", 5400.0),
        ("--timeout 90s", "default_timeout_seconds", 90.0),
        ("--allow-skips", "allows_skips", True),
        ("--serial", "jobs", 1),
        ("--jobs 4", "jobs", 4),
        ("--env PATH --env PA*", "passed_variables", ("PATH", "PA*")),
        ("--test-log-level debug", "log_level", "debug"),
        ("--budget 0.25", "budget_wei", 250_000_000_000_000_000),
        ("--budget 0.000000000000000001", "budget_wei", 1),
    ],
)
def test_each_option_is_one_field(words: str, field: str, value: object) -> None:
    """And changes nothing else."""
    suites = typed(*words.split())

    changed = {name for name in vars(suites) if getattr(suites, name) != getattr(Suites(), name)}
    assert getattr(suites, field) == value
    assert changed == {field}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--serial --jobs 2", "--serial is --jobs 1"),
        ("--jobs 0", "0 is not in the range"),
        ("--default-timeout 0s", "must be more than nothing"),
        ("--default-timeout 5", "has no unit"),
        ("--default-timeout soon", "has no unit|is no duration"),
        ("--runner rust", "is not one of"),
        ("--env PTAH", "no variable PTAH is set; did you mean PATH"),
        ("--env PATH --env NOSUCH_*", r"no variable NOSUCH_\* is set"),
        ("--validators missing.yaml", "does not exist"),
        ("--budget much", "is no number of ether"),
        ("--budget 0", "can be spent"),
        ("--budget nan", "can be spent"),
        ("--budget 1e-19", "can be spent"),
    ],
)
def test_what_cannot_be_meant_is_refused(words: str, told: str) -> None:
    """With the option that it was said by."""
    with pytest.raises(click.UsageError, match=told):
        typed(*words.split())
