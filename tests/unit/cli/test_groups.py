"""Groups of commands that say what may have been meant."""

import click
import pytest
from click.testing import CliRunner

from gonogo.cli.groups import NearestGroup

GROUP = NearestGroup("gonogo", commands=[click.Command("assess"), click.Command("audit")])


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("asess", "No such command 'asess'. Did you mean 'assess'?"),
        ("Assess", "Did you mean 'assess'?"),
        ("xyzzy", "There are: assess, audit."),
        ("", "There are: assess, audit."),
    ],
)
def test_a_misspelt_command_names_the_nearest(typed: str, told: str) -> None:
    """It is a mistake of usage, and nothing is guessed and done."""
    ended = CliRunner().invoke(GROUP, [typed])

    assert ended.exit_code == click.UsageError.exit_code
    assert told in ended.output


def test_a_command_that_there_is_runs() -> None:
    """As it is spelt."""
    assert CliRunner().invoke(GROUP, ["audit"]).exit_code == 0


def test_an_unknown_option_is_told_as_an_option() -> None:
    """And not as a command."""
    ended = CliRunner().invoke(GROUP, ["--asess"])

    assert "No such option" in ended.output
