"""`gonogo accept-version`: let what passed with one version of a component count with another."""

from typing import TYPE_CHECKING

import click

from gonogo.cli.signing import by_the_rules, sign, sign_options, tell

if TYPE_CHECKING:
    from gonogo.project import Draft, Signed


@click.command("accept-version")
@click.argument("component", metavar="COMPONENT")
@click.option("--from", "before", required=True, metavar="X", help="The version that passed.")
@click.option("--to", "after", required=True, metavar="Y", help="The version of now.")
@click.option("--reason", required=True, help="Why; it is signed, and stays in the record.")
@sign_options
@by_the_rules
def command(  # noqa: PLR0913 - One parameter for each option.
    *, component: str, before: str, after: str, reason: str, yes: bool, as_json: bool
) -> None:
    """Let what passed with one version of a component count with another.

    A feature that passed a stage passed it at the versions of then. Platforms may sign that
    the step to another version changes nothing for it, as from a release candidate to the
    final release of the same commit. It holds in this direction, for this one step, and for
    every feature that touches the component; two such steps do not make a third.

    \b
    Examples:
      gonogo accept-version op-geth --from 1.2.0-rc.3 --to 1.2.0 \\
        --reason "the same commit, tagged as final"
      gonogo accept-version op-node --from 1.9.0 --to 1.9.1 --reason "docs only" --yes --json
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.people import ActKind  # noqa: PLC0415
    from gonogo.project import open_desk  # noqa: PLC0415

    def compose(signed: "Signed") -> "Draft":
        from gonogo.policies import kept_policies  # noqa: PLC0415 - As above.
        from gonogo.steps import version_difference_draft  # noqa: PLC0415 - As above.

        return version_difference_draft(
            signed,
            kept_policies(desk.project, signed.counted.history.order),
            component,
            from_version=before,
            to_version=after,
            reason=reason,
        )

    desk = open_desk()
    prepared = desk.prepare(ActKind.VERSION_DIFFERENCE, compose)
    done = sign(prepared, yes=yes, as_json=as_json)
    told: dict[str, object] = {"component": component, "from": before, "to": after}
    lines = [f"What passed with {component} {before} counts with {after}.", "See: gonogo ledger"]
    tell(done, told, lines, as_json=as_json)
