"""Passphrases come from people or from variables, and from nowhere else."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from gonogo.cli.main import group
from gonogo.cli.passphrase import ask_passphrase, new_passphrase
from gonogo.record import PASSPHRASE_VARIABLE
from tests.unit.cli.asking import VARIABLE, ran, refused


def test_a_passphrase_is_not_read_from_a_pipe() -> None:
    """A key with another passphrase than was meant is lost."""
    assert refused(lambda: new_passphrase(None, is_wanted=True))


def test_a_passphrase_comes_from_a_variable_or_is_not_wanted() -> None:
    """A command line would show it to every user of the machine."""
    told = ran(lambda: new_passphrase(VARIABLE, is_wanted=True), **{VARIABLE: "s3cret"})

    assert told.output == "'s3cret'\n"
    assert ran(lambda: new_passphrase(None, is_wanted=False)).output == "None\n"


def test_a_variable_that_holds_nothing_makes_no_key_without_a_passphrase() -> None:
    """Somebody wanted one."""
    ended = ran(lambda: new_passphrase(VARIABLE, is_wanted=True), **{VARIABLE: ""})

    assert ended.exit_code == click.UsageError.exit_code
    assert VARIABLE in ended.output


def test_a_key_is_tried_without_a_passphrase_where_nobody_can_be_asked() -> None:
    """ssh-keygen then says what is wrong with it."""
    assert ran(ask_passphrase, typed="s3cret\n").output == "''\n"


@pytest.mark.parametrize("words", ["key", "key new", "init"])
def test_help_names_the_variable_of_a_passphrase(words: str) -> None:
    """A job that signs has nobody to ask; what it must set is told before it fails."""
    shown = CliRunner().invoke(group, [*words.split(), "--help"]).output

    assert PASSPHRASE_VARIABLE in shown


def test_the_page_about_signing_names_the_variable_of_a_passphrase() -> None:
    """Whoever reads how to sign has a key with a passphrase as often as not."""
    assert PASSPHRASE_VARIABLE in Path("docs/findings.md").read_text(encoding="utf-8")
