"""`gonogo ingest`: bring results of tests that were run elsewhere."""

from datetime import datetime
from pathlib import Path

import click

_FORMATS = ("junit", "ctrf", "go-json")


def _moment(_context: click.Context, _parameter: click.Parameter, text: str) -> datetime:
    from gonogo.people import parse_moment  # noqa: PLC0415 - As below.

    try:
        return parse_moment(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _one_line(_context: click.Context, _parameter: click.Parameter, text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise click.BadParameter("say in one line where it was run, such as a link")
    return text.strip()


@click.command("ingest")
@click.argument("network")
@click.argument("results", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--gate", required=True, metavar="ID", help="Which gate they answer.")
@click.option(
    "--candidate",
    required=True,
    metavar="DIGEST",
    help="Of which candidate: gonogo network show NETWORK tells that of the network.",
)
@click.option(
    "--ran-at", required=True, metavar="TIME", callback=_moment, help="When: 2026-11-22T18:00:00Z."
)
@click.option(
    "--source",
    required=True,
    metavar="URL",
    callback=_one_line,
    help="Where: a link to the pipeline.",
)
@click.option("--format", "format_name", type=click.Choice(_FORMATS), help="Found, otherwise.")
@click.option(
    "--validators",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The file with the gate: what it asks for and the results lack is missed.",
)
@click.option("--json", "as_json", is_flag=True, help="Write what came of it as JSON to stdout.")
def command(  # noqa: PLR0913 - one argument for each option.
    *,
    network: str,
    results: Path,
    gate: str,
    candidate: str,
    ran_at: datetime,
    source: str,
    format_name: str | None,
    validators: Path | None,
    as_json: bool,
) -> int:
    """Bring results of tests that were run elsewhere: JUnit, CTRF or `go test -json`.

    They are recorded as a run of the gate on the network's present deployment, if they are of
    its candidate. Nobody saw whom these tests talked to, so they count only under a policy
    that says `from_elsewhere: true` of the gate, and only for so long after they ran. A failure
    counts in any case. A report that is cut off or wrong about itself holds; a file that is no
    report at all, or another format than it is called, is refused.

    \b
    Examples:
      gonogo ingest eris results.xml --gate feature-x --candidate sha256:1f0c3a55e9d2 \\
        --ran-at 2026-11-22T18:00:00Z --source https://ci.example/runs/17
      gonogo ingest eris events.jsonl --gate isthmus --validators acceptance-tests.yaml \\
        --candidate sha256:1f0c3a55e9d2 --ran-at 2026-11-22 --source https://ci.example/18

    Exit codes: 0 all passed, 1 any failed, 2 refused, 3 anything else.
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.acceptance.ingest import require_report  # noqa: PLC0415
    from gonogo.bootstrap import Brought, opened, require_candidate, require_gate  # noqa: PLC0415
    from gonogo.cli.accept_output import show_attempts  # noqa: PLC0415
    from gonogo.cli.ingesting import ingest  # noqa: PLC0415
    from gonogo.networks import candidate_digest  # noqa: PLC0415
    from gonogo.project import WorkspaceNetworks, workspace_directory  # noqa: PLC0415

    workspace = workspace_directory()
    found = WorkspaceNetworks(workspace).load(network)
    require_gate(gate)
    require_candidate(candidate, found.name, candidate_digest(found))
    require_report(results, format_name or "")
    brought = Brought(results, format_name or "", gate, ran_at, source)
    with opened(workspace) as application:
        attempted = ingest(application, found, brought, validators, is_quiet=as_json)
    return show_attempts([attempted], as_json=as_json)
