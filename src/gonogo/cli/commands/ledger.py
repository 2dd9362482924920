"""`gonogo ledger`: which feature passed where, at which versions, by which decision."""

import click


@click.command("ledger")
@click.option("--feature", metavar="ID", help="Only this feature.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def command(*, feature: str | None, as_json: bool) -> None:
    """Show which feature passed where, at which versions, by which decision.

    A line is written by `gonogo promote`. One that is no pass says why; nothing is ever
    taken out.

    \b
    Examples:
      gonogo ledger
      gonogo ledger --feature interop --json
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    import msgspec  # noqa: PLC0415

    from gonogo.bootstrap import ProjectRecord  # noqa: PLC0415
    from gonogo.clock import SystemClock  # noqa: PLC0415
    from gonogo.project import project_around  # noqa: PLC0415
    from gonogo.promotion import Ledger, ledger_of, ledger_rows, ledger_table  # noqa: PLC0415

    record = ProjectRecord(project_around(), SystemClock())
    whole = ledger_of(record.counted(), record.policies())
    lines = tuple(line for line in whole.lines if feature in (None, line.feature))
    ledger = Ledger(lines, whole.differences)
    if as_json:
        rows = msgspec.json.encode(ledger_rows(ledger))
        click.echo(msgspec.json.format(rows, indent=2).decode())
        return
    if not lines:
        click.echo("No feature went up yet.")
        return
    from rich.console import Console  # noqa: PLC0415 - Not needed for JSON.
    from rich.table import Table  # noqa: PLC0415

    table = ledger_table(ledger)
    shown = Table(*table.head)
    for row in table.rows:
        shown.add_row(*row)
    Console().print(shown)
