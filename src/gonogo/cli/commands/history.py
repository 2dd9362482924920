"""`gonogo history`: what became of tests before."""

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gonogo.acceptance import NamedTest, PastResult, Rates, ResultHistory, Track

_DAYS = 14
_RESULTS = 20
_CANDIDATES = 10


@click.command("history")
@click.argument("test", required=False)
@click.option("--gate", help="Only attempts at this gate.")
@click.option("--network", help="Only attempts on this network.")
@click.option(
    "--days",
    type=click.IntRange(1, 3650),
    help=f"Compare so many days with as many before ({_DAYS}); of TEST, only those days.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=_RESULTS,
    show_default=True,
    help="Show at most so many results of TEST.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
@click.option(
    "--forget-before",
    "forgotten_days",
    type=click.IntRange(1, 3650),
    metavar="DAYS",
    help="Forget attempts that began more than so many days ago; asks before.",
)
@click.option("--yes", is_flag=True, help="With --forget-before: forget without asking.")
def command(  # noqa: PLR0913 - One for each option.
    *,
    test: str | None,
    gate: str | None,
    network: str | None,
    days: int | None,
    limit: int,
    as_json: bool,
    forgotten_days: int | None,
    yes: bool,
) -> None:
    """Show what became of a test, or of all tests, worst first.

    Of a TEST (its name, or PACKAGE:NAME) its last results are shown, and for each
    candidate what its passes and failures exclude: `20 of 20: failure rates above 14 %
    excluded`. Without one, the pass rates of all tests in the last days against as many
    days before. What errored or did not run is neither a pass nor a failure.

    \b
    Examples:
      gonogo history
      gonogo history --gate base --network eris --days 7
      gonogo history TestTransfer
      gonogo history example.org/tests/base:TestTransfer --json
      gonogo history --forget-before 365
    """  # noqa: D301 - click reads \b as a mark.
    if forgotten_days is not None:
        if any(each is not None for each in (test, gate, network, days)):
            raise click.UsageError("--forget-before is about all attempts, and goes alone")
        _forget(forgotten_days, is_agreed=yes)
        return
    # Imported here, so that help costs nothing.
    from gonogo.bootstrap import NoWorkspaceError, opened_to_read  # noqa: PLC0415
    from gonogo.cli.past_tests import (  # noqa: PLC0415
        UnknownTestError,
        find_test,
        require_tried,
    )
    from gonogo.project import workspace_directory  # noqa: PLC0415

    try:
        with opened_to_read(workspace_directory()) as application:
            results, now = application.results, application.clock.now()
            require_tried(results.tried(), gate=gate, network=network)
            if test is None:
                _show_all(results, now, days or _DAYS, gate, network, as_json=as_json)
                return
            named = find_test(test, results.names())
            past = results.of_test(named, limit, gate=gate, network=network)
            tracks = results.tracks([named]).get(named, ())
    except NoWorkspaceError:
        if test is not None:
            raise UnknownTestError(test, "no results of tests were recorded here yet") from None
        _nothing(days or _DAYS, as_json=as_json)
        return
    if days is not None:
        past = tuple(each for each in past if each.attempt.started_at > now - timedelta(days=days))
    tracks = tuple(each for each in tracks if network in (None, each.network))
    _show_test(named, tracks, past, as_json=as_json)


def _show_test(
    test: "NamedTest", tracks: "Sequence[Track]", past: "Sequence[PastResult]", *, as_json: bool
) -> None:
    from gonogo.cli import history_words as words  # noqa: PLC0415 - As above.
    from gonogo.printable import printable  # noqa: PLC0415

    if as_json:
        told = {
            "package": test.package,
            "test": test.name,
            "candidates": [words.track_document(track) for track in reversed(tracks)],
            "results": [words.result_document(each) for each in past],
        }
        click.echo(json.dumps(told, indent=2))
        return
    click.echo(printable(str(test)))
    # What was tried last comes first, as among the results below.
    for track in tracks[: -_CANDIDATES - 1 : -1]:
        click.echo(f"  {words.track_line(track)}")
    if len(tracks) > _CANDIDATES:
        click.echo(f"  and {len(tracks) - _CANDIDATES} candidates before; --json shows all")
    if test.is_subtest:
        click.echo("  a subtest; what its passes exclude is told of the test that it runs in")
    click.echo("")
    for each in past:
        click.echo(words.result_line(each))
    if not past:
        click.echo("No results of it fit what was asked.")


def _show_all(  # noqa: PLR0913 - What was asked for, one by one.
    results: "ResultHistory",
    now: datetime,
    days: int,
    gate: str | None,
    network: str | None,
    *,
    as_json: bool,
) -> None:
    from gonogo.cli import history_words as words  # noqa: PLC0415 - As above.

    rates = sorted(results.rates(now, days, gate=gate, network=network), key=words.worst_first)
    latest = {each.test: each for each in results.latest(gate, network=network)}
    unended = tuple(
        each
        for each in results.unended()
        if gate in (None, each.gate) and network in (None, each.network)
    )
    if as_json:
        told = {
            "days": days,
            "tests": [words.rates_document(each, latest.get(each.test)) for each in rates],
            "without_results": [words.attempt_document(each) for each in unended],
        }
        click.echo(json.dumps(told, indent=2))
        return
    _table(rates, latest, days)
    for line in words.unended_lines(unended):
        click.echo(f"! {line}", err=True)


def _table(rates: "Sequence[Rates]", latest: "dict[NamedTest, PastResult]", days: int) -> None:
    from gonogo.cli import history_words as words  # noqa: PLC0415 - As above.

    if not rates:
        click.echo(f"No results of tests in the last {2 * days} days fit what was asked.")
        return
    heads = (f"last {days} days", f"{days} days before", "latest", "test")
    click.echo("{:<26}  {:<26}  {:<14}  {}".format(*heads))
    for each in rates:
        click.echo(words.rates_line(each, latest.get(each.test)))
    if any(each.attempt.faults for each in latest.values()):
        click.echo("* while something was broken on purpose; it is in no rate: gonogo history TEST")


def _forget(days: int, *, is_agreed: bool) -> None:
    from gonogo.bootstrap import NoWorkspaceError, opened, opened_to_read  # noqa: PLC0415
    from gonogo.cli.agreement import require_agreement  # noqa: PLC0415
    from gonogo.project import workspace_directory  # noqa: PLC0415

    workspace = workspace_directory()
    try:
        with opened_to_read(workspace):
            pass
    except NoWorkspaceError:
        click.echo("No results of tests were recorded here yet.")
        return
    question = f"Forget the results of all tests that ran more than {days} days ago?"
    require_agreement(question, is_given=is_agreed, to_do="forget", done="forgotten")
    with opened(workspace) as application:
        before = application.clock.now() - timedelta(days=days)
        forgotten = application.results.retain(before)
    click.echo(f"{'1 attempt' if forgotten == 1 else f'{forgotten} attempts'} forgotten")


def _nothing(days: int, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"days": days, "tests": [], "without_results": []}, indent=2))
    else:
        click.echo("No results of tests were recorded here yet.")
