"""`gonogo check`: run checks, without a policy."""

import math
from typing import TYPE_CHECKING

import click

from gonogo.cli.options import all_of, sending_options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gonogo.cli.observing import Wish
    from gonogo.networks import Network, NetworkNotSeenError
    from gonogo.policies import Circumstances
    from gonogo.workflows import Endpoints


_endpoint_options = all_of(
    click.option("--l1-rpc", metavar="URL", help="An execution client of L1."),
    click.option(
        "--l2-rpc", "l2_rpcs", metavar="URL", multiple=True, help="An L2 execution client."
    ),
    click.option(
        "--rollup-rpc", "rollup_rpcs", metavar="URL", multiple=True, help="An L2 consensus client."
    ),
    click.option(
        "--name", default="endpoints", show_default=True, help="What to call bare endpoints."
    ),
)
_rhythm_options = all_of(
    click.option(
        "--window",
        "window_seconds",
        type=click.FloatRange(min=0.1),
        default=12.0,
        show_default=True,
        help="Seconds to observe for.",
    ),
    click.option(
        "--interval",
        "interval_seconds",
        type=click.FloatRange(min=0.05),
        default=1.0,
        show_default=True,
        help="Seconds between readings.",
    ),
)


@click.command("check")
@click.argument("network", required=False)
@click.option("--only", metavar="ID,…", help="Run only these checks.")
@_endpoint_options
@_rhythm_options
@sending_options
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def command(  # noqa: PLR0913 - one argument for each option.
    *,
    network: str | None,
    only: str | None,
    l1_rpc: str | None,
    l2_rpcs: tuple[str, ...],
    rollup_rpcs: tuple[str, ...],
    name: str,
    window_seconds: float,
    interval_seconds: float,
    is_sending_allowed: bool | None,
    i_mean: str | None,
    as_json: bool,
) -> int:
    """Run checks over a network or over bare endpoints.

    Each check is held to its default limits. Without --only, what could not say
    anything is left out, and told: checks that send transactions where nothing
    may be sent, and those that need a longer window or more nodes. Every endpoint
    must answer; one that is dead or of another chain fails. A check run is recorded
    like any other, and what fails opens a finding.

    \b
    Examples:
      gonogo check bench
      gonogo check bench --only safe_head_advances,nodes_agree
      gonogo check --l1-rpc http://127.0.0.1:8545 \\
        --l2-rpc http://127.0.0.1:9545 --rollup-rpc http://127.0.0.1:7545

    Exit codes: 0 all passed, 1 any failed, 3 any could not be answered.
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.bootstrap import opened  # noqa: PLC0415
    from gonogo.cli.observing import assess  # noqa: PLC0415
    from gonogo.cli.sending import may_send  # noqa: PLC0415
    from gonogo.networks import NetworkNotSeenError  # noqa: PLC0415
    from gonogo.project import workspace_directory  # noqa: PLC0415

    names = _asked(only, window_seconds, interval_seconds)
    workspace = workspace_directory()
    endpoints = _endpoints(network, l1_rpc, l2_rpcs, rollup_rpcs)
    try:
        found = _network(network, name, endpoints)
    except NetworkNotSeenError as unseen:
        return _show_unseen(name, unseen, as_json=as_json)
    allowed = may_send(found, is_allowed=is_sending_allowed, meant=i_mean)
    around = _around(found, window_seconds, interval_seconds, may_send=allowed)
    wish = _wish(names, around, endpoints, may_send=allowed)
    with opened(workspace) as application:
        return assess(application, wish, as_json=as_json)


def _asked(only: str | None, window_seconds: float, interval_seconds: float) -> list[str]:
    """Return the checks that were named, if there are such, and can be asked so often."""
    from gonogo.policies import require_checks  # noqa: PLC0415 - As above.

    names = _chosen(only)
    _require_rhythm(window_seconds, interval_seconds)
    require_checks(names)
    return names


def _chosen(only: str | None) -> list[str]:
    """Return the checks that were named; nothing means all, an empty choice is a mistake."""
    if only is None:
        return []
    names = [each.strip() for each in only.split(",") if each.strip()]
    if not names:
        message = "--only names no check. Leave it out to run all."
        raise click.UsageError(message)
    return names


def _require_rhythm(window_seconds: float, interval_seconds: float) -> None:
    from gonogo.readiness import LONGEST_WINDOW_SECONDS  # noqa: PLC0415 - As above.

    if not (math.isfinite(window_seconds) and math.isfinite(interval_seconds)):
        message = "The window and the interval must be numbers of seconds that end."
        raise click.UsageError(message)
    if window_seconds > LONGEST_WINDOW_SECONDS:
        message = (
            "A window of more than 30 days is refused, since nothing is known before it ends."
            " Give a shorter one, and check again."
        )
        raise click.UsageError(message)
    if interval_seconds > window_seconds:
        message = "The interval is longer than the window, so nothing would be seen twice."
        raise click.UsageError(message)


def _endpoints(
    network: str | None, l1_rpc: str | None, l2_rpcs: tuple[str, ...], rollup_rpcs: tuple[str, ...]
) -> "Endpoints | None":
    """Return the bare endpoints that were given; None when a network was named instead."""
    from gonogo.workflows import Endpoints  # noqa: PLC0415 - As above.

    is_bare = bool(l1_rpc or l2_rpcs or rollup_rpcs)
    if network is not None and is_bare:
        message = "Name a network or give endpoints, not both."
        raise click.UsageError(message)
    if network is not None:
        return None
    if not is_bare:
        message = "Name a network, or give --l1-rpc, --l2-rpc and --rollup-rpc."
        raise click.UsageError(message)
    from gonogo.networks import require_addresses  # noqa: PLC0415 - As above.

    require_addresses(l1_rpc, l2_rpcs, rollup_rpcs)
    return Endpoints(l1_rpc or "", l2_rpcs, rollup_rpcs)


def _network(network: str | None, name: str, endpoints: "Endpoints | None") -> "Network":
    import asyncio  # noqa: PLC0415 - As above.

    from gonogo.bootstrap import from_bare_endpoints  # noqa: PLC0415
    from gonogo.project import WorkspaceNetworks, workspace_directory  # noqa: PLC0415

    networks = WorkspaceNetworks(workspace_directory())
    if endpoints is None:
        return networks.load(network or "")
    networks.require_bare_name(name)
    return asyncio.run(from_bare_endpoints(name, endpoints))


def _around(
    network: "Network", window_seconds: float, interval_seconds: float, *, may_send: bool
) -> "Circumstances":
    from gonogo.cli.sending import can_send  # noqa: PLC0415 - As above.
    from gonogo.policies import Circumstances  # noqa: PLC0415

    has_sending = may_send and can_send(network)
    return Circumstances(network, window_seconds, interval_seconds, has_sending=has_sending)


def _wish(
    names: list[str], around: "Circumstances", endpoints: "Endpoints | None", *, may_send: bool
) -> "Wish":
    """Tell what is left out, and what bare endpoints let see; return what is asked for."""
    from gonogo.cli.observing import Wish  # noqa: PLC0415 - As above.
    from gonogo.policies import choose_checks  # noqa: PLC0415

    network, choice = around.network, choose_checks(names, around)
    if endpoints is not None:
        _tell(network.notes)
    _tell(f"left out: {each.check}: {each.why}" for each in choice.left_out)
    return Wish(
        network, choice.policy, may_send=may_send, endpoints=endpoints, left_out=choice.left_out
    )


def _tell(lines: "Iterable[str]") -> None:
    for line in lines:
        click.echo(line, err=True)


def _show_unseen(name: str, unseen: "NetworkNotSeenError", *, as_json: bool) -> int:
    """Hold: nobody told what the network is, which is no mistake of the command line."""
    import json  # noqa: PLC0415 - As above.

    from gonogo.cli.exit_code import ExitCode  # noqa: PLC0415

    if as_json:
        problem = {"about": "network", "explanation": unseen.message, "remedy": unseen.hint}
        told = {"network": name, "exit_code": ExitCode.HOLD, "checks": [], "problems": [problem]}
        told["left_out"] = []
        click.echo(json.dumps(told, indent=2))
    else:
        click.echo(f"! hold: {unseen.message}\n  {unseen.hint}")
    return ExitCode.HOLD
