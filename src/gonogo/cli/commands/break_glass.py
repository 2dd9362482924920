"""`gonogo break-glass`: what was opened by force, and how it is closed."""

import json
from typing import TYPE_CHECKING

import click

from gonogo.cli.groups import NearestGroup
from gonogo.cli.signing import by_the_rules, sign, sign_options, tell

if TYPE_CHECKING:
    from gonogo.project import Draft, Signed


@click.group("break-glass", cls=NearestGroup)
def command() -> None:
    """Show what was opened by force, and close it with a retrospective.

    It is opened by `gonogo promote NETWORK --break-glass` or `gonogo publish`, with a key
    that has the role break-glass, and is shown wherever the network is until it is closed.

    \b
    Examples:
      gonogo break-glass list
      gonogo break-glass close sha256:2c26b46b --retrospective "the gate was right; see #12"
    """  # noqa: D301 - click reads \b as a mark.


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def list_open(*, as_json: bool) -> None:
    """List what was opened by force and not closed yet, on any network.

    \b
    Examples:
      gonogo break-glass list --json
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.bootstrap import Warnings  # noqa: PLC0415
    from gonogo.project import project_around  # noqa: PLC0415

    opened = Warnings(project_around()).opened_by_force()
    if as_json:
        rows = [
            {
                "act": each.act,
                "network": each.network,
                "transition": each.transition,
                "level": each.level,
                "reason": each.reason,
                "until": each.until.isoformat(),
                "used_by": list(each.used_by),
            }
            for each, _ in opened
        ]
        click.echo(json.dumps(rows, indent=2))
        return
    for _, sentence in opened:
        click.echo(sentence)
    if not opened:
        click.echo("Nothing is open by force.")


@command.command("close")
@click.argument("break_glass", metavar="ID")
@click.option("--retrospective", required=True, help="What was learnt; it is signed.")
@sign_options
@by_the_rules
def close(*, break_glass: str, retrospective: str, yes: bool, as_json: bool) -> None:
    """Close what was opened by force, saying what was learnt of it.

    \b
    Examples:
      gonogo break-glass close sha256:2c26b46b --retrospective "the gate was right; see #12"
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.people import ActKind  # noqa: PLC0415
    from gonogo.project import open_desk  # noqa: PLC0415

    def compose(signed: "Signed") -> "Draft":
        from gonogo.steps import closing_draft  # noqa: PLC0415 - As above.

        return closing_draft(signed, break_glass, retrospective)

    prepared = open_desk().prepare(ActKind.BREAK_GLASS_CLOSED, compose)
    done = sign(prepared, yes=yes, as_json=as_json)
    named = getattr(done.act.body, "break_glass", break_glass)
    tell(done, {"break_glass": named}, [f"{named} is closed"], as_json=as_json)
