"""`gonogo assess`: observe a network, judge it, say go or no-go."""

from pathlib import Path

import click

from gonogo.cli.options import sending_options, step_option


@click.command("assess")
@click.argument("network")
@click.option(
    "--policy", metavar="NAME|FILE", help="What to hold it to; by its stage, if not given."
)
@step_option("For which step of its stage it is judged.")
@click.option("--now", "is_now", is_flag=True, help="Judge what is recorded, observe nothing.")
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON to stdout.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the report to FILE (.html or .json); may be repeated.",
)
@sending_options
def command(  # noqa: PLR0913 - one argument for each option.
    *,
    network: str,
    policy: str | None,
    move: str | None,
    is_now: bool,
    as_json: bool,
    reports: tuple[Path, ...],
    is_sending_allowed: bool | None,
    i_mean: str | None,
) -> int:
    """Observe a network, judge it against a policy, say go or no-go.

    The verdict comes first, then every requirement with what was seen, the rule
    and what to do. The run is recorded as it goes on: after a crash, `gonogo
    resume` finishes it. Ctrl-C cancels it.

    In a workspace made by `gonogo init` this machine's runner signs what it measured, and
    the verdict follows from what was signed. --for says for which step of the network's
    stage it is judged; what a bench makes is always a rehearsal. --for deploy is about
    what is planned: what people signed is judged, and nothing is observed.

    \b
    Examples:
      gonogo assess bench
      gonogo assess bench --policy promote:alphanet --now
      gonogo assess eris --for publish
      gonogo assess bench --json --report gonogo-report.html

    Exit codes: 0 go, 1 no-go, 3 hold, 4 conditional.
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.bootstrap import opened, opened_to_judge, require_writable  # noqa: PLC0415
    from gonogo.cli.observing import Wish, assess, policy_of  # noqa: PLC0415
    from gonogo.cli.sending import may_send  # noqa: PLC0415
    from gonogo.project import WorkspaceNetworks, workspace_directory  # noqa: PLC0415

    if policy is not None and move is not None:
        raise click.UsageError("--policy and --for both say what to judge by; give one of them")
    for path in reports:
        require_writable(path)
    workspace = workspace_directory()
    # Everything that can be wrong with the command line is found before anything is made.
    found = WorkspaceNetworks(workspace).load(network)
    asked = policy_of(found, policy, move)
    is_now = is_now or asked.is_of_plan
    can_send = not is_now and may_send(found, is_allowed=is_sending_allowed, meant=i_mean)
    wish = Wish(found, asked, may_send=can_send, is_now=is_now, policy_as_typed=policy)
    with opened_to_judge(workspace) if is_now else opened(workspace) as application:
        return assess(application, wish, as_json=as_json, reports=reports)
