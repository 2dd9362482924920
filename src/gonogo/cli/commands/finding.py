"""`gonogo finding`: what is wrong with a network, how grave, and what is being done about it."""

import json

import click

from gonogo.cli import finding_changes
from gonogo.cli.groups import NearestGroup
from gonogo.printable import printable


@click.group("finding", cls=NearestGroup)
def command() -> None:
    """List findings, rate them, plan for them, resolve them.

    Failures open findings by themselves, and nothing that happens later takes one away:
    it takes a cause and later passes. A finding is named by the first digits of its id.

    \b
    Examples:
      gonogo finding list eris --open
      gonogo finding show 3f2a91bc
      gonogo finding rate 3f2a91bc
      gonogo finding resolve 3f2a91bc --cause "the batcher ran dry" --fix https://…/pull/7
    """  # noqa: D301 - click reads \b as a mark.


@command.command("list")
@click.argument("network", required=False)
@click.option("--open", "is_open", is_flag=True, help="Only those that are not resolved.")
@click.option("--policy", metavar="NAME|FILE", help="Judge by this; by the last run's, otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def list_findings(*, network: str | None, is_open: bool, policy: str | None, as_json: bool) -> None:
    """List the findings of a network, or of all, with whose turn it is.

    Unrated ones come first, then the gravest; what is resolved comes last.

    \b
    Examples:
      gonogo finding list
      gonogo finding list eris --open
      gonogo finding list eris --policy promote:alphanet --json
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.cli import finding_words  # noqa: PLC0415
    from gonogo.project import open_desk  # noqa: PLC0415
    from gonogo.triage import findings_of, look_at, networks_with_acts  # noqa: PLC0415

    desk = open_desk()
    names = [network] if network else sorted(networks_with_acts(desk.signed.counted))
    listed = []
    for name in names:
        seen = look_at(desk, name, policy=policy)
        views = [view for view in findings_of(seen) if view.is_open or not is_open]
        listed += [finding_words.document(view) for view in views]
        if as_json:
            continue
        click.echo(finding_words.heading(seen))
        for view in views:
            for line in finding_words.rows(view):
                click.echo(f"  {line}")
        if not views:
            click.echo("  no open findings" if is_open else "  no findings")
    if as_json:
        click.echo(json.dumps(listed, indent=2))
    elif not names:
        click.echo("Nothing was recorded here yet. Begin with: gonogo assess NETWORK")
    for doubt in desk.doubts:
        click.echo(f"! {printable(doubt)}", err=True)


@command.command("show")
@click.argument("name", metavar="ID")
@click.option("--policy", metavar="NAME|FILE", help="Judge by this; by the last run's, otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def show(*, name: str, policy: str | None, as_json: bool) -> None:
    """Show a finding: where it stands, who did what about it, and what to type next.

    \b
    Examples:
      gonogo finding show 3f2a91bc
      gonogo finding show 3f2a91bc --json
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.cli import finding_words, signing  # noqa: PLC0415
    from gonogo.project import open_desk  # noqa: PLC0415
    from gonogo.triage import find_finding  # noqa: PLC0415

    desk = open_desk()
    view = find_finding(desk, name, policy=policy)
    if as_json:
        told = finding_words.document(view)
        told["history"] = finding_words.history_document(view)
        click.echo(json.dumps(told, indent=2))
        return
    for line in signing.table(finding_words.details(view)):
        click.echo(line)
    click.echo("\nWhat happened:")
    for line in finding_words.history(view):
        click.echo(f"  {line}")
    click.echo("\nWhat resolves it:")
    for line in finding_words.what_resolves(view):
        click.echo(f"  {printable(line)}")
    click.echo("")
    for line in finding_words.definitions():
        click.echo(line)
    if view.next_commands:
        click.echo("\nNext:")
    for line in view.next_commands:
        click.echo(f"  {printable(line)}")
    for doubt in desk.doubts:
        click.echo(f"! {printable(doubt)}", err=True)


for each in finding_changes.COMMANDS:
    command.add_command(each)
