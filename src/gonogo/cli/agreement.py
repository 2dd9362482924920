"""Ask before what cannot be undone; where nobody can be asked, it must have been said before."""

import sys

import click


def require_agreement(
    question: str, *, is_given: bool, to_do: str = "sign", done: str = "signed"
) -> None:
    """Go on only if whoever types agrees, or did so with `--yes`.

    Args:
        question: What to ask.
        is_given: Whether `--yes` was said.
        to_do: What it is about, in one word.
        done: The same, done.

    Raises:
        UsageError: nobody is there to ask.
        ClickException: the answer was no.
    """
    if is_given:
        return
    if not sys.stdin.isatty():
        raise click.UsageError(f"nobody is there to ask; say --yes to {to_do} this")
    if not click.confirm(question, err=True):
        raise click.ClickException(f"nothing was {done}")
