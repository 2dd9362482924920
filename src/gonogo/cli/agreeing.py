"""Ask before something is signed, where somebody can be asked."""

import sys

import click


def confirm(question: str, *, is_agreed: bool) -> None:
    """Ask; return only if the answer is yes.

    Raises:
        UsageError: nobody is there to ask, and `--yes` was not said.
        Abort: the answer is no.
    """
    if is_agreed:
        return
    if not sys.stdin.isatty():
        raise click.UsageError("nobody is there to ask; say --yes to sign this")
    click.confirm(question, abort=True, err=True)
