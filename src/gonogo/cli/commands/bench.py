"""`gonogo bench`: start, look at, break, mend and end local OP networks.

What runs is a test bench, not op-node, and every output says so. Progress goes
to standard error, so that standard output holds only what was asked for.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from gonogo import bench
from gonogo.bench import NOTE, Part, State, Status
from gonogo.cli.exit_code import ExitCode
from gonogo.cli.groups import NearestGroup
from gonogo.clock import SystemClock
from gonogo.project import workspace_directory

_EXAMPLES = """\b
Examples:
  gonogo bench up --detach          a network called "bench", left running
  gonogo bench up two --verifiers 2 another beside it, until Ctrl-C
  gonogo bench status               its heads and addresses
  gonogo bench break batcher        returns when everybody can see it
  gonogo bench mend                 returns when the network has recovered
  gonogo bench down                 nothing of it is left
"""
_CLEAR_LINE = "\r\x1b[2K"

_name_argument = click.argument("name", default=bench.DEFAULT_NAME)
_name_option = click.option(
    "--name", default=bench.DEFAULT_NAME, show_default=True, help="Which bench."
)
_json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")


@click.group(
    cls=NearestGroup,
    epilog=_EXAMPLES,
    short_help="Start, break, mend and stop local OP networks.",
)
def command() -> None:
    """Start, look at, break, mend and end local OP networks.

    A bench is anvil with the real OP contracts, and a sequencer, batcher,
    proposer and verifiers of gonogo's own. It is a test bench, not op-node: it
    rehearses a release, and says nothing about the candidate's software.
    """


@command.command()
@_name_argument
@click.option("--detach", is_flag=True, help="Leave it running and return when it is ready.")
@click.option(
    "--verifiers",
    type=click.IntRange(1, bench.MOST_VERIFIERS),
    default=1,
    show_default=True,
    help="How many nodes derive the chain from L1 alone.",
)
@_json_option
def up(name: str, *, detach: bool, verifiers: int, as_json: bool) -> None:
    """Start a bench; without --detach it runs until Ctrl-C.

    NAME is also the name of the network: gonogo assess NAME.
    """
    # Imported here, so that help costs nothing.
    from gonogo.project import WorkspaceNetworks  # noqa: PLC0415

    benches, progress = _benches(), _Progress()
    bench.require_name(name)
    WorkspaceNetworks(workspace_directory()).require_no_network(name)
    programs = bench.prepare(benches, os.environ, progress)
    if detach:
        status = bench.start_detached(
            benches, name, verifiers=verifiers, on_progress=progress, clock=SystemClock()
        )
        progress.clear()
        _show(status, as_json=as_json)
        return
    progress("starting the chains")
    watcher = _watcher(progress, as_json=as_json)
    bench.run_bench(benches, name, programs, verifiers=verifiers, watcher=watcher)
    progress.clear()
    click.echo(f"bench {name!r} has ended; nothing of it is left running", err=True)


@command.command()
@_name_argument
@_json_option
def status(name: str, *, as_json: bool) -> ExitCode:
    """Show the heads and addresses of a bench; exit code 1 when it is broken."""
    said = bench.read_status(bench.find_session(_benches(), name))
    _show(said, as_json=as_json)
    return ExitCode.NO_GO if said.state is State.BROKEN else ExitCode.GO


@command.command()
@_name_argument
def down(name: str) -> None:
    """End a bench and everything it started."""
    bench.stop_bench(_benches(), name)
    click.echo(f"bench {name!r} has ended")


@command.command(name="list")
@_json_option
def list_benches(*, as_json: bool) -> None:
    """List the benches that run in this workspace."""
    sessions = bench.running_sessions(_benches())
    if as_json:
        rows = [
            {"name": one.name, "pid": one.pid, "state": one.state, "started_at": one.started_at}
            for one in sessions
        ]
        click.echo(msgspec.json.format(msgspec.json.encode(rows)).decode())
    elif not sessions:
        click.echo("no bench runs in this workspace; start one: gonogo bench up")
    for one in () if as_json else sessions:
        since = f"process {one.pid}, {one.started_at}"
        click.echo(f"{one.name:<20} {one.state.value:<9} {since} ({NOTE})")


@command.command(
    name="break",
    epilog="\b\nParts:\n" + "\n".join(f"  {part.value:<10} {part.effect}" for part in Part),
)
@click.argument("what")
@_name_option
def break_part(what: str, name: str) -> None:
    """Break WHAT on purpose and return when its effect is visible from outside."""
    part, progress = bench.parse_part(what), _Progress()
    session = bench.find_session(_benches(), name)
    asyncio.run(bench.break_visibly(session, part, clock=SystemClock(), on_progress=progress))
    progress.clear()
    click.echo(f"broken: {part.effect}")


@command.command()
@_name_option
def mend(name: str) -> None:
    """Mend everything and return when all nodes agree and have caught up."""
    progress = _Progress()
    session = bench.find_session(_benches(), name)
    asyncio.run(bench.mend_visibly(session, clock=SystemClock(), on_progress=progress))
    progress.clear()
    click.echo("mended: all nodes agree and have caught up")


def _benches() -> Path:
    return workspace_directory() / "bench"


class _Progress:
    """Shows the last line of news on a terminal, and every new one elsewhere."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._last = ""

    def __call__(self, news: str) -> None:
        if news == self._last:
            return
        self._last = news
        if self._is_terminal:
            click.echo(f"{_CLEAR_LINE}{news} …", err=True, nl=False)
        else:
            click.echo(news, err=True)

    @property
    def is_live(self) -> bool:
        """Say whether a line can be rewritten in place."""
        return self._is_terminal

    def clear(self) -> None:
        """Leave the terminal's line empty for what comes next."""
        if self._is_terminal:
            click.echo(_CLEAR_LINE, err=True, nl=False)


def _watcher(progress: _Progress, *, as_json: bool) -> Callable[[Status], None]:
    shown: State | None = None

    def watch(said: Status) -> None:
        nonlocal shown
        if said.state is not shown:
            shown = said.state
            progress.clear()
            _show(said, as_json=as_json)
        if progress.is_live:
            progress(f"{_heads(said)}; Ctrl-C ends it")

    return watch


def _show(said: Status, *, as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode(said))
        return
    click.echo(f"bench {said.name!r} is {said.state.value} ({NOTE})")
    if said.reason is not None:
        click.echo(f"  it is broken, and nothing it shows is to be trusted: {said.reason}")
    if said.broken_parts:
        click.echo(f"  broken on purpose: {', '.join(said.broken_parts)} (gonogo bench mend)")
    click.echo(f"  {_heads(said)}")
    click.echo(f"  {'l1':<14} {said.addresses.l1_rpc}")
    for name, node in said.addresses.nodes.items():
        click.echo(f"  {name:<14} {node.execution_rpc}  rollup {node.consensus_rpc}")
        click.echo(f"  {'':<14} metrics {node.metrics}/metrics")
    click.echo(f"  {'batcher':<14} metrics {said.addresses.batcher_metrics}/metrics")
    click.echo(f"  {'proposer':<14} metrics {said.addresses.proposer_metrics}/metrics")
    click.echo(f"  {'files':<14} {said.directory}")


def _heads(said: Status) -> str:
    heads = said.heads
    return f"unsafe {heads.unsafe}, safe {heads.safe}, finalized {heads.finalized}, L1 {heads.l1}"
