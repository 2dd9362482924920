"""A question that is asked while a command runs, and what came of it."""

from collections.abc import Callable

import click
from click.testing import CliRunner, Result

VARIABLE = "GONOGO_TEST_PASSPHRASE"


def ran(what: Callable[[], object], *, typed: str | bytes = "", **environment: str) -> Result:
    """Let a command print what a question came to; the input of a test is no terminal."""

    @click.command()
    def command() -> None:
        click.echo(repr(what()))

    return CliRunner().invoke(command, [], input=typed, env=environment)


def refused(what: Callable[[], object]) -> bool:
    """Say whether it is a mistake of usage that tells what to say instead."""
    ended = ran(what, typed="y\ny\n")
    return ended.exit_code == click.UsageError.exit_code and "--" in ended.output
