"""`gonogo runs`: list the runs of this workspace."""

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from gonogo.bootstrap import Application
    from gonogo.evidence import Run


@click.command("runs")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def command(*, as_json: bool) -> None:
    """List the runs of this workspace.

    A run is alive while a process works on it, unfinished when that process is
    gone (see `gonogo resume`), cancelled or finished.

    \b
    Examples:
      gonogo runs
      gonogo runs --json
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.bootstrap import NoWorkspaceError, opened_to_read, workspace_directory  # noqa: PLC0415

    try:
        with opened_to_read(workspace_directory()) as application:
            rows = [_row(application, run) for run in application.history.runs()]
            started = application.history.runs_started()
    except NoWorkspaceError:
        rows, started = [], 0
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    if not rows and not started:
        click.echo("No runs yet. Start one: gonogo assess NETWORK")
    for row in rows:
        click.echo(
            f"{row['number']:>4}  {row['id']}  {row['network']}  {row['policy']}"
            f"  {row['state']}  {row['verdict'] or '-'}"
        )
    if started != len(rows):
        click.echo(f"! {started} runs were started here, {len(rows)} are left.", err=True)


def _row(application: "Application", run: "Run") -> dict[str, object]:
    decision = application.history.decision(run.id)
    return {
        "number": run.number,
        "id": run.id,
        "network": run.network,
        "policy": run.policy,
        "started_at": run.started_at.isoformat(),
        "ended_at": run.ended_at.isoformat() if run.ended_at else None,
        "state": run.state.value,
        "verdict": decision.verdict.value if decision else None,
        "deployment": run.deployment,
    }
