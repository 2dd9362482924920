"""Passphrases: asked at a terminal or read from a variable, never from the command line.

Whatever stands on a command line can be read by every user of the machine.
"""

import os
import sys

import click


def new_passphrase(variable: str | None, *, is_wanted: bool) -> str | None:
    """Return the passphrase for a new key; None: it shall have none.

    Raises:
        UsageError: nobody is there to ask, or the variable holds nothing.
    """
    if variable is not None:
        passphrase = os.environ.get(variable, "")
        if not passphrase:
            raise click.UsageError(f"the variable {variable} holds no passphrase")
        return passphrase
    if not is_wanted:
        return None
    if not sys.stdin.isatty():
        raise click.UsageError(
            "nobody is there to ask for a passphrase; say --passphrase-env VAR or --no-passphrase"
        )
    typed: str = click.prompt(
        "Passphrase for the new key (empty for none)",
        default="",
        hide_input=True,
        confirmation_prompt=True,
        show_default=False,
        err=True,
    )
    return typed or None


def ask_passphrase() -> str:
    """Ask for the passphrase of a key; empty where nobody can be asked."""
    if not sys.stdin.isatty():
        return ""
    typed: str = click.prompt(
        "Passphrase of your key", default="", hide_input=True, show_default=False, err=True
    )
    return typed
