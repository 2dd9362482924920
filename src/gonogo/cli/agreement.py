"""Ask before something is signed; where nobody can be asked, it must have been said before."""

import sys

import click


def require_agreement(question: str, *, is_given: bool) -> None:
    """Go on only if whoever types agrees, or did so with `--yes`.

    Raises:
        UsageError: nobody is there to ask.
        ClickException: the answer was no.
    """
    if is_given:
        return
    if not sys.stdin.isatty():
        raise click.UsageError("nobody is there to ask; say --yes to sign this")
    if not click.confirm(question, err=True):
        raise click.ClickException("nothing was signed")
