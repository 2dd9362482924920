"""`gonogo accept`: run acceptance tests, and fail closed."""

from typing import Any

import click

from gonogo.cli.options import sending_options
from gonogo.cli.suite_options import suite_options, suites_of


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
    is_sending_allowed: bool | None,
    i_mean: str | None,
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
    # Imported here, so that help costs nothing.
    from gonogo.acceptance import SHIPPED  # noqa: PLC0415
    from gonogo.acceptance.attempting import gate_names  # noqa: PLC0415
    from gonogo.acceptance.validators import gate_list  # noqa: PLC0415
    from gonogo.bootstrap import opened  # noqa: PLC0415
    from gonogo.cli.accept_output import show_attempts, show_plan  # noqa: PLC0415
    from gonogo.cli.accepting import (  # noqa: PLC0415
        AcceptWish,
        accept_locally,
        accept_network,
    )
    from gonogo.cli.sending import may_send  # noqa: PLC0415
    from gonogo.policies import policy_named  # noqa: PLC0415
    from gonogo.project import WorkspaceNetworks, workspace_directory  # noqa: PLC0415

    suites = suites_of(options)
    names = gate_names([each for text in gates for each in gate_list(text)], suites)
    wish = AcceptWish(names, suites, repeat, is_quiet=as_json, as_events=as_events)
    if policy is not None and network is None:
        raise click.UsageError("--policy is about a network; name one")
    ours = [name for name in names if name.startswith(SHIPPED)]
    if ours and network is None and not dry_run:
        raise click.UsageError(f"the gate {ours[0]} is about a network; name one")
    workspace = workspace_directory()
    found = None if network is None else WorkspaceNetworks(workspace).load(network)
    can_send = found is not None and may_send(found, is_allowed=is_sending_allowed, meant=i_mean)
    with opened(workspace) as application:
        if dry_run:
            return show_plan(application, wish, as_json=as_json)
        if found is None:
            return show_attempts(accept_locally(application, wish), as_json=as_json)
        named = None if policy is None else policy_named(policy, network=found.name)
        attempted = accept_network(application, wish, found, named, may_send=can_send)
        return show_attempts(attempted, as_json=as_json)
