"""`gonogo accept`: run acceptance tests, and fail closed."""

from typing import TYPE_CHECKING, Any

import click

from gonogo.cli.options import sending_options
from gonogo.cli.suite_options import suite_options, suites_of

if TYPE_CHECKING:
    from gonogo.cli.accepting import AcceptWish


@click.command("accept")
@click.argument("network", required=False)
@click.option("--gate", "gates", multiple=True, metavar="ID,…", help="Which gates; base is ours.")
@suite_options
@click.option("--repeat", type=click.IntRange(min=1), help="Run everything so many times.")
@click.option(
    "--policy",
    metavar="NAME|FILE",
    help="Hold the gates to what this policy says, as many times as it asks for.",
)
@click.option("--dry-run", is_flag=True, help="Show what would run, and run nothing.")
@sending_options
@click.option("--json", "as_json", is_flag=True, help="Write what came of it as JSON to stdout.")
@click.option(
    "--json-events",
    "as_events",
    is_flag=True,
    help="Write what happens as it happens to stderr, one JSON object a line.",
)
def command(  # noqa: PLR0913 - one argument for each option.
    *,
    network: str | None,
    gates: tuple[str, ...],
    repeat: int | None,
    policy: str | None,
    dry_run: bool,
    as_json: bool,
    as_events: bool,
    **options: Any,
) -> int:
    """Run gates of acceptance tests against a network, or tests by themselves.

    A gate passed when every test that it asks for was seen to pass on the network. What is
    misspelt is refused before anything runs; what was skipped, cut off, never ran, or never
    talked to the network holds. Tests reach the network through a proxy of ours that
    records who called what. Without NETWORK they run by themselves and no evidence is
    recorded; without --gate everything in the test directory runs.

    Each run leaves a directory: report.html, junit.xml, events.jsonl as `go test -json`
    writes it, logs, and environment.txt to run it again.

    \b
    Examples:
      gonogo accept bench --gate base
      gonogo accept bench --gate base --repeat 20
      gonogo accept eris --validators acceptance-tests.yaml --gate isthmus --testdir ./tests
      gonogo accept eris --gate gonogo/base --policy promote:alphanet --i-mean eris
      gonogo accept --testdir ./tests/... --exclude-gates flake-shake --dry-run

    Exit codes: 0 all passed, 1 any failed, 2 nothing could be run as asked, 3 anything else.
    """  # noqa: D301 - click reads \b as a mark.
    wish = _wish(gates, options, repeat, is_quiet=as_json, as_events=as_events)
    if network is None:
        _require_none_needed(wish, policy, dry_run=dry_run)
    return _carried_out(wish, network, policy, options, dry_run=dry_run, as_json=as_json)


def _wish(
    gates: tuple[str, ...],
    options: dict[str, Any],
    repeat: int | None,
    *,
    is_quiet: bool,
    as_events: bool,
) -> "AcceptWish":
    # Imported here and below, so that help costs nothing.
    from gonogo.acceptance.attempting import gate_names  # noqa: PLC0415
    from gonogo.acceptance.validators import gate_list  # noqa: PLC0415
    from gonogo.cli.accepting import AcceptWish  # noqa: PLC0415

    suites = suites_of(options)
    names = gate_names([each for text in gates for each in gate_list(text)], suites)
    return AcceptWish(names, suites, repeat, is_quiet=is_quiet, as_events=as_events)


def _require_none_needed(wish: "AcceptWish", policy: str | None, *, dry_run: bool) -> None:
    """Refuse what makes no sense without a network."""
    from gonogo.acceptance import SHIPPED  # noqa: PLC0415

    if policy is not None:
        raise click.UsageError("--policy is about a network; name one")
    ours = [name for name in wish.gates if name.startswith(SHIPPED)]
    if ours and not dry_run:
        raise click.UsageError(f"the gate {ours[0]} is about a network; name one")


def _carried_out(  # noqa: PLR0913 - What was typed, beside the wish that is made of it.
    wish: "AcceptWish",
    network: str | None,
    policy: str | None,
    options: dict[str, Any],
    *,
    dry_run: bool,
    as_json: bool,
) -> int:
    from gonogo.bootstrap import opened  # noqa: PLC0415
    from gonogo.cli.accept_output import show_attempts, show_plan  # noqa: PLC0415
    from gonogo.cli.accepting import accept_locally, accept_network  # noqa: PLC0415
    from gonogo.cli.sending import may_send  # noqa: PLC0415
    from gonogo.policies import policy_named  # noqa: PLC0415
    from gonogo.project import WorkspaceNetworks, workspace_directory  # noqa: PLC0415

    workspace = workspace_directory()
    found = None if network is None else WorkspaceNetworks(workspace).load(network)
    allowed, meant = options["is_sending_allowed"], options["i_mean"]
    # Asked before the workspace is opened: whoever is refused has recorded nothing.
    can_send = found is not None and may_send(found, is_allowed=allowed, meant=meant)
    with opened(workspace) as application:
        if dry_run:
            return show_plan(application, wish, as_json=as_json)
        if found is None:
            return show_attempts(accept_locally(application, wish), as_json=as_json)
        named = None if policy is None else policy_named(policy, network=found.name)
        attempted = accept_network(application, wish, found, named, may_send=can_send)
        return show_attempts(attempted, as_json=as_json)
