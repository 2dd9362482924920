"""`gonogo demo`: the main job from nothing to a verdict, in under a minute."""

from pathlib import Path

import click

NAME = "demo"
REPORTS = (Path("gonogo-report.html"), Path("gonogo-report.json"))


@click.command("demo")
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON to stdout.")
def command(*, as_json: bool) -> int:
    """Bring up a local network, assess it, write a report, tear it down.

    The network is a test bench of anvil and small roles of ours; it is not
    op-node. The report is written to gonogo-report.html and gonogo-report.json
    where you stand. Ctrl-C tears everything down.

    \b
    Examples:
      gonogo demo
      make demo

    Exit codes are those of `gonogo assess`.
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    import os  # noqa: PLC0415

    from gonogo.bootstrap import opened  # noqa: PLC0415
    from gonogo.cli.local_network import brought_up  # noqa: PLC0415
    from gonogo.cli.observing import Wish, assess  # noqa: PLC0415
    from gonogo.policies import policy_named  # noqa: PLC0415
    from gonogo.project import workspace_directory  # noqa: PLC0415

    with (
        opened(workspace_directory()) as application,
        brought_up(application.networks, NAME, os.environ) as network,
    ):
        wish = Wish(network, policy_named("rehearsal"), may_send=True)
        return assess(application, wish, as_json=as_json, reports=REPORTS)
