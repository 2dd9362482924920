"""Show what is to be signed, ask, sign it, and say what came of it; or say which rule forbids it.

What a rule of the process forbids is exit code 1, as a verdict of no-go is: nothing was
signed, and typing the same again will not help. What was typed wrongly is 2.
"""

import functools
import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ParamSpec

import click

from gonogo.cli.exit_code import ExitCode
from gonogo.cli.options import all_of
from gonogo.cli.sharing import share
from gonogo.errors import GonogoError
from gonogo.printable import printable

if TYPE_CHECKING:
    from gonogo.project import Done, Prepared

P = ParamSpec("P")

_ASKED = "Sign this?"


sign_options = all_of(
    click.option(
        "--yes", is_flag=True, help="Sign without asking; needed where nobody can be asked."
    ),
    click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout."),
)
"""What every command has that signs."""


def require_one_deployment(deployment: str | None, policy: str | None, *, is_planned: bool) -> None:
    """Refuse to be about what is planned and about what was deployed at once.

    Raises:
        UsageError: both were said.
    """
    if is_planned and (deployment is not None or policy is not None):
        raise click.UsageError(
            "--for deploy is about what is planned, by the policy of that step; leave out"
            " --deployment and --policy"
        )


def by_the_rules(command: Callable[P, int | None]) -> Callable[P, int]:
    """Make what a rule of the process forbids an exit code of its own, with its words."""

    @functools.wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> int:
        try:
            return command(*args, **kwargs) or ExitCode.GO
        except GonogoError as error:
            from gonogo.project import NotAllowedError, RefusedError  # noqa: PLC0415

            if not isinstance(error, NotAllowedError | RefusedError):
                raise
            click.echo(f"refused: {error.message}", err=True)
            if error.hint:
                click.echo(f"   hint: {error.hint}", err=True)
            return ExitCode.NO_GO

    return told


def sign(prepared: "Prepared", *, yes: bool, as_json: bool) -> "Done":
    """Show what is to be signed, ask whether to, and sign it.

    Raises:
        UsageError: nobody is there to ask.
        ClickException: the answer was no.
        GonogoError: it was not signed, and why.
    """
    from gonogo.cli.agreement import require_agreement  # noqa: PLC0415 - Help costs nothing.
    from gonogo.cli.passphrase import ask_passphrase  # noqa: PLC0415

    # Standard output is for whoever reads the JSON; the signer reads the terminal.
    show(prepared, to_stderr=as_json)
    require_agreement(_ASKED, is_given=yes)
    return prepared.sign(ask_passphrase)


def show(prepared: "Prepared", *, to_stderr: bool) -> None:
    """Show what is to be signed, as whom and with which key."""
    for doubt in prepared.desk.doubts:
        click.echo(f"! {printable(doubt)}", err=True)
    kept = prepared.key.path
    where = f", kept in {kept}" if kept else ", of the agent"
    rows = [
        *prepared.draft.shown,
        *prepared.draft.beside,
        ("signed by", f"{prepared.signer}{where}"),
    ]
    click.echo(f"To be signed: {prepared.draft.kind.value}", err=to_stderr)
    for line in table(rows):
        click.echo(f"  {line}", err=to_stderr)
    for warning in prepared.draft.warnings:
        click.echo(f"! {printable(warning)}", err=True)


def table(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Return pairs as lines, the words before the texts; nothing in them moves a cursor."""
    listed = list(rows)
    width = max((len(word) for word, _ in listed), default=0)
    lines = []
    for word, text in listed:
        first, *rest = [printable(each) for each in text.split("\n")]
        lines.append(f"{word:<{width}}  {first}")
        lines += [f"{'':<{width}}  {each}" for each in rest]
    return lines


def tell(done: "Done", document: dict[str, object], lines: Iterable[str], *, as_json: bool) -> None:
    """Say what was signed and what follows from it."""
    if as_json:
        click.echo(json.dumps({"act": done.act.id, **document}, indent=2))
        return
    click.echo(f"signed {done.act.id}")
    for line in lines:
        click.echo(printable(line))
    click.echo(share())
