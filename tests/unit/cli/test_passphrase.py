"""Passphrases come from people or from variables, and from nowhere else."""

import click

from gonogo.cli.passphrase import ask_passphrase, new_passphrase
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
