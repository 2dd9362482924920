"""`gonogo show`: a run as it was recorded."""

from pathlib import Path

import click


@click.command("show")
@click.argument("run")
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON to stdout.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the report to FILE (.html or .json); may be repeated.",
)
def command(*, run: str, as_json: bool, reports: tuple[Path, ...]) -> int:
    """Show a run: what it saw and what was decided.

    Nothing is observed and nothing judged anew. RUN is a number, an id or the
    beginning of one, or `latest`. The exit code is that of the run's verdict,
    and that of a hold as long as there is none.

    \b
    Examples:
      gonogo show latest
      gonogo show 3 --report gonogo-report.html
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.bootstrap import opened_to_read, require_writable  # noqa: PLC0415
    from gonogo.cli.output import show_run  # noqa: PLC0415
    from gonogo.project import workspace_directory  # noqa: PLC0415

    for path in reports:
        require_writable(path)
    with opened_to_read(workspace_directory()) as application:
        return show_run(application, application.run(run), as_json=as_json, paths=reports)
