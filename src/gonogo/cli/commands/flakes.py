"""`gonogo flakes`: tests that fail now and then, those that are broken, and quarantine."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gonogo.acceptance import NamedTest, Track
    from gonogo.acceptance.quarantine import QuarantineEntry

_QUARANTINE = "quarantine.yaml"


@click.command("flakes")
@click.option(
    "--days",
    type=click.IntRange(1, 3650),
    default=14,
    show_default=True,
    help="Look for tests that failed in so many days.",
)
@click.option("--network", help="Only what happened on this network.")
@click.option(
    "--quarantine",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=f"Which tests are in quarantine; {_QUARANTINE} where we stand, if there is one.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def command(*, days: int, network: str | None, path: Path | None, as_json: bool) -> None:
    """Show which tests are flaky, which are broken, and what is in quarantine.

    A flake both passed and failed on one candidate. A test that only fails, or fails
    since some attempt on, is broken, and no quarantine excuses it. An entry of the
    quarantine file is believed until its day, and only of a flake on record; whatever
    is wrong with one is told. This command changes nothing, and no command writes
    that file.

    \b
    Examples:
      gonogo flakes
      gonogo flakes --days 30 --network eris
      gonogo flakes --quarantine tests/quarantine.yaml --json
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.bootstrap import NoWorkspaceError, opened_to_read  # noqa: PLC0415
    from gonogo.cli import flake_words  # noqa: PLC0415
    from gonogo.cli.past_tests import require_tried  # noqa: PLC0415
    from gonogo.clock import SystemClock  # noqa: PLC0415
    from gonogo.project import workspace_directory  # noqa: PLC0415

    entries = _entries(path)
    now = SystemClock().now()
    try:
        with opened_to_read(workspace_directory()) as application:
            require_tried(application.results.tried(), network=network)
            troubled = application.results.troubled(now, days)
            past = application.results.tracks([entry.test for entry in entries])
    except NoWorkspaceError:
        troubled, past = (), {}
    tracks = tuple(each for each in troubled if network in (None, each.network))
    kept = flake_words.kept_entries(entries, _on(network, past), now)
    if as_json:
        click.echo(json.dumps(flake_words.document(tracks, kept, days), indent=2))
        return
    for line in flake_words.lines(tracks, kept):
        click.echo(line)


def _entries(path: Path | None) -> "tuple[QuarantineEntry, ...]":
    """Return what is in quarantine; a file that was named must be there."""
    if path is None and not Path(_QUARANTINE).exists():
        return ()
    from gonogo.acceptance.quarantine import read_quarantine  # noqa: PLC0415 - As above.

    return read_quarantine(path or Path(_QUARANTINE))


def _on(
    network: str | None, past: "Mapping[NamedTest, tuple[Track, ...]]"
) -> "dict[NamedTest, tuple[Track, ...]]":
    return {
        test: tuple(each for each in tracks if network in (None, each.network))
        for test, tracks in past.items()
    }
