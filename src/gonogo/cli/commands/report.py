"""`gonogo report`: the Release Readiness Report, or the documentation of a decision."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gonogo.cli.options import step_option

if TYPE_CHECKING:
    from gonogo.report import ReleaseReport, ReportKind


@click.command("report")
@click.argument("name", metavar="NETWORK|RUN|DECISION")
@click.option(
    "--kind",
    type=click.Choice(["readiness", "decision"]),
    help="Which report; of a decision its documentation, else readiness, if not given.",
)
@click.option(
    "-o",
    "--output",
    "paths",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write it: .html, .md or .json; may be repeated.",
)
@step_option("About which step of a network.")
@click.option("--policy", metavar="NAME|FILE", help="Another policy than that of the step.")
@click.option("--json", "as_json", is_flag=True, help="Say what was written as JSON.")
def command(  # noqa: PLR0913 - One parameter for each option.
    *,
    name: str,
    kind: str | None,
    paths: tuple[Path, ...],
    move: str | None,
    policy: str | None,
    as_json: bool,
) -> int:
    """Write the Release Readiness Report, or the documentation of a decision.

    Of a NETWORK the readiness report judges what is recorded now and observes nothing;
    with `--kind decision` it is about the decision that stands. Of a RUN it tells what
    was decided then; of a DECISION (its id, or the beginning of one) who decided what,
    on which grounds, and what became of it. Each format says the same.

    \b
    Examples:
      gonogo report eris -o readiness.html -o readiness.md
      gonogo report eris --kind decision --for promote -o decision.html
      gonogo report sha256:4635ee9d -o decision.json
      gonogo report latest -o run.html

    Exit codes: those of the verdict; 3 also where a decision does not stand any more.
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.bootstrap import (  # noqa: PLC0415
        ReleaseReports,
        opened_to_judge,
        require_release_path,
        write_release_report,
    )
    from gonogo.cli.exit_code import ExitCode, of_verdict  # noqa: PLC0415
    from gonogo.project import workspace_directory  # noqa: PLC0415
    from gonogo.report import ReportKind  # noqa: PLC0415

    # All of them before anything is judged, so that no half set of files is left.
    for path in paths:
        require_release_path(path)
    asked = ReportKind(kind) if kind else ReportKind.READINESS
    with opened_to_judge(workspace_directory()) as application:
        report = ReleaseReports(application).report_on(name, asked, move=move, policy=policy)
    # Whoever names a decision and nothing else wants to know of the decision.
    shown = asked if kind or report.authority is None else ReportKind.DECISION
    written = {str(path): write_release_report(report, shown, path) for path in paths}
    _tell(report, shown, written, as_json=as_json)
    code = of_verdict(report.decision.verdict)
    has_fallen = report.authority is not None and bool(report.failings)
    # Who asks a script whether to go on must not hear yes of what was taken back.
    return ExitCode.HOLD if has_fallen and code in (ExitCode.GO, ExitCode.CONDITIONAL) else code


def _tell(
    report: "ReleaseReport", shown: "ReportKind", written: dict[str, str], *, as_json: bool
) -> None:
    told = {
        "kind": shown.value,
        "verdict": report.decision.verdict.value,
        "failings": list(report.failings),
        "determination": report.authority.determination if report.authority else None,
        "files": written,
    }
    if as_json:
        click.echo(json.dumps(told, indent=2))
        return
    failings = f" ({', '.join(report.failings)})" if report.failings else ""
    click.echo(f"{report.decision.verdict.value.upper()}{failings}: {shown.title}")
    for file, digest in written.items():
        click.echo(f"wrote {file}  {digest}")
