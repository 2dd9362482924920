"""`gonogo resume`: go on with a run that was cut off."""

from pathlib import Path

import click


@click.command("resume")
@click.argument("run")
@click.option("--cancel", "is_cancelling", is_flag=True, help="End it instead of going on.")
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON to stdout.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the report to FILE (.html or .json); may be repeated.",
)
def command(*, run: str, is_cancelling: bool, as_json: bool, reports: tuple[Path, ...]) -> int:
    """Go on with a run that was cut off.

    What it recorded stays as it is; only what is missing is observed. Signed
    transactions are sent again as they were, so none goes out twice. RUN is a
    number, an id or the beginning of one, or `latest`. With --cancel the run ends as it
    is: what it asked and did not answer is not known until a later run answers it.

    \b
    Examples:
      gonogo resume latest
      gonogo resume 3 --report gonogo-report.html
      gonogo resume 3 --cancel

    Exit codes are those of `gonogo assess`.
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.bootstrap import opened, opened_to_read, require_writable  # noqa: PLC0415
    from gonogo.cli.observing import cancel, resume  # noqa: PLC0415
    from gonogo.cli.output import show_run  # noqa: PLC0415
    from gonogo.evidence import RunState  # noqa: PLC0415
    from gonogo.project import workspace_directory  # noqa: PLC0415

    for path in reports:
        require_writable(path)
    workspace = workspace_directory()
    with opened_to_read(workspace) as application:
        found = application.run(run)
        if found.state is RunState.FINISHED:
            click.echo(f"run {found.number} finished already; this is what it decided.", err=True)
            return show_run(application, found, as_json=as_json, paths=reports)
    with opened(workspace) as application:
        if is_cancelling:
            return cancel(application, found.id, as_json=as_json, reports=reports)
        return resume(application, found.id, as_json=as_json, reports=reports)
