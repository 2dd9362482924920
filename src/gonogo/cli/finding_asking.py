"""Ask for what was left out of a command about findings, where somebody can be asked."""

import sys
from typing import TYPE_CHECKING

import click

from gonogo.printable import printable

if TYPE_CHECKING:
    from gonogo.findings import Severity
    from gonogo.triage import FindingView

SEVERITY = click.Choice(["0", "1", "2", "3"])
_MOST_READ = 1_000_000


def choose(view: "FindingView") -> "Severity":
    """Show what the severities mean, and ask which one it is."""
    from gonogo.cli.finding_words import definitions  # noqa: PLC0415
    from gonogo.findings import Severity, severity_text  # noqa: PLC0415

    told = "\n".join(definitions())
    if not sys.stdin.isatty():
        raise click.UsageError(f"say how grave it is: 0, 1, 2 or 3. {told}")
    click.echo(
        f"{view.digits}: {printable(view.finding.title)}\n"
        f"Now: {severity_text(view.severity)}\n{told}",
        err=True,
    )
    return Severity(int(click.prompt("Severity", type=SEVERITY, err=True)))


def asked(given: str | None, option: str, question: str) -> str:
    """Return what an option says, or what is typed where somebody can be asked."""
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise click.UsageError(f"{option} is missing: {question}")
    typed: str = click.prompt(question, err=True)
    return typed


def read(description: str | None) -> str:
    """Return a description, read from standard input if that is what was said."""
    if description != "-":
        return description or ""
    return sys.stdin.buffer.read(_MOST_READ).decode(errors="replace")
