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
    gone (see `gonogo resume`), cancelled, finished, or damaged: then it is not
    what was recorded, and every verdict is a hold until the workspace is restored.

    \b
    Examples:
      gonogo runs
      gonogo runs --json
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.bootstrap import NoWorkspaceError, opened_to_read  # noqa: PLC0415
    from gonogo.project import workspace_directory  # noqa: PLC0415

    try:
        with opened_to_read(workspace_directory()) as application:
            rows = [_row(application, run) for run in application.history.runs()]
            started = _started(application)
    except NoWorkspaceError:
        rows, started = [], 0
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    if not rows and started == 0:
        click.echo("No runs yet. Start one: gonogo assess NETWORK")
    for row in rows:
        click.echo(
            f"{row['number']:>4}  {row['id']}  {row['network']}  {row['policy'] or '-'}"
            f"  {row['state']}  {row['verdict'] or '-'}"
        )
        if row["damage"]:
            click.echo(f"      ! {row['damage']}")
    _warn(tuple(str(row["network"]) for row in rows))
    if started is None:
        click.echo("! How many runs were started here is not on record any more.", err=True)
    elif started != len(rows):
        click.echo(f"! {started} runs were started here, {len(rows)} are left.", err=True)


def _warn(networks: tuple[str, ...]) -> None:
    from gonogo.project import find_project  # noqa: PLC0415 - As above.

    project = find_project()
    if project is not None:
        from gonogo.bootstrap import Warnings  # noqa: PLC0415 - Only a project has any.

        for told in Warnings(project).of_networks(networks):
            click.echo(f"! {told}", err=True)


def _row(application: "Application", run: "Run") -> dict[str, object]:
    from gonogo.cli.output import decision_of, said_by_answers  # noqa: PLC0415 - As above.

    decision, damage = decision_of(application, run)
    # What was only asked for is said as it was then: by its answers, not by what else is known.
    answers = said_by_answers(application, run) if damage is None else None
    said = decision.verdict.value if decision else None
    return {
        "number": run.number,
        "id": run.id,
        "network": run.network,
        "policy": run.policy,
        "started_at": run.started_at.isoformat() if run.damage is None else None,
        "ended_at": run.ended_at.isoformat() if run.ended_at else None,
        "state": run.state.value,
        "verdict": said if answers is None else answers,
        "deployment": run.deployment,
        "damage": damage,
    }


def _started(application: "Application") -> int | None:
    """Return how many runs were ever started; None when nobody can say."""
    from gonogo.workflows import CorruptRecordError  # noqa: PLC0415 - As above.

    try:
        return application.history.runs_started()
    except CorruptRecordError:
        return None
