"""`gonogo policy pin`: write into trust.yaml which policy was agreed on."""

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gonogo.policies import Pin
    from gonogo.project import Project


@click.command("pin")
@click.argument("name", metavar="[NAME]", required=False)
@click.option(
    "--network",
    metavar="NET",
    help="As it holds for this network, with what extends it there.",
)
@click.option("--all", "is_all", is_flag=True, help="Every policy there is.")
@click.option("--adopt", "is_adopted", is_flag=True, help="Sign trust.yaml right after.")
@click.option("--yes", is_flag=True, help="With --adopt: sign without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def command(  # noqa: PLR0913 - One parameter for each option.
    *,
    name: str | None,
    network: str | None,
    is_all: bool,
    is_adopted: bool,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write into trust.yaml that a policy, as it is now, is the one that was agreed on.

    Only a pinned policy can be decided under, and only while it is exactly the one that
    was pinned: after gonogo or policies/ changed it, everything holds until it is pinned
    anew. The rest of trust.yaml stays as it is. What counts is what the roots sign then.
    With --network, what extends a policy there is pinned for that network alone, as
    promote:alphanet@eris; every other network stays with what is pinned for all.

    \b
    Examples:
      gonogo policy pin promote:alphanet
      gonogo policy pin promote:alphanet --network eris --adopt
      gonogo policy pin --all --dry-run
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.cli.adopting import adopt  # noqa: PLC0415
    from gonogo.policies import (  # noqa: PLC0415
        changes,
        pin,
        pins_of,
        policies_to_pin,
        require_network,
    )
    from gonogo.project import project_around  # noqa: PLC0415

    _require_sense(name, is_all=is_all, is_adopted=is_adopted, as_json=as_json)
    project = project_around()
    require_network(network)
    policies = policies_to_pin(project, name, network=network)
    before = pins_of(project, [each.name for each in policies], project.trust(), network=network)
    changed = () if dry_run else pin(project, policies, network=network)
    if as_json:
        click.echo(json.dumps([_document(each) for each in before], indent=2))
        return
    would = changes(project, policies, network=network) if dry_run else changed
    _tell(would, is_dry_run=dry_run)
    if is_adopted and not dry_run:
        adopt(project, project.trust_file, is_agreed=yes)
    elif changed or (not dry_run and _is_unsigned(project)):
        click.echo("Next, since only what roots sign counts: gonogo adopt trust.yaml")


def _require_sense(name: str | None, *, is_all: bool, is_adopted: bool, as_json: bool) -> None:
    if (name is None) != is_all:
        raise click.UsageError("say which policy: NAME, or --all; see gonogo policy list")
    if as_json and is_adopted:
        raise click.UsageError("--json tells what was written; sign it with gonogo adopt --json")


def states(project: "Project | None", names: list[str], network: str | None) -> "Mapping[str, Pin]":
    """Return what the signed trust pins of policies; nothing where no workspace is."""
    from gonogo.clock import SystemClock  # noqa: PLC0415
    from gonogo.policies import pins_of  # noqa: PLC0415
    from gonogo.project import UnclearTrustError, read_signed  # noqa: PLC0415

    if project is None or not project.acts.is_dir():
        return {}
    try:
        trust = read_signed(project, SystemClock()).counted.trust
    except UnclearTrustError:
        return {}
    return {each.name: each for each in pins_of(project, names, trust, network=network)}


def in_words(pin: "Pin") -> str:
    """Say whether a policy is the one that was agreed on, and what to do if not."""
    from gonogo.policies import PinState  # noqa: PLC0415

    where = f" as it holds for {pin.network}" if pin.network else ""
    if pin.state is PinState.PINNED:
        return f"pinned{where}"
    option = f" --network {pin.network}" if pin.network else ""
    do = f"gonogo policy pin {pin.name}{option}"
    if pin.state is PinState.NOT_PINNED:
        return f"not pinned, so nothing can be decided under it: {do}"
    return f"differs{where} from {pin.pinned}, which was agreed on; to agree on this one: {do}"


def _tell(changed: "tuple[Pin, ...]", *, is_dry_run: bool) -> None:
    if not changed:
        click.echo("trust.yaml says this already")
        return
    for each in changed:
        if each.pinned is not None:
            click.echo(f"- {each.key}: {each.pinned}")
        click.echo(f"+ {each.key}: {each.digest}")
    click.echo("nothing was written" if is_dry_run else "written: trust.yaml")


def _is_unsigned(project: "Project") -> bool:
    from gonogo.clock import SystemClock  # noqa: PLC0415
    from gonogo.project import UnclearTrustError, read_signed  # noqa: PLC0415

    try:
        return read_signed(project, SystemClock()).counted.trust != project.trust()
    except UnclearTrustError:
        return False


def _document(each: "Pin") -> dict[str, object]:
    return {
        "policy": each.name,
        "digest": each.digest,
        "before": each.pinned,
        "network": each.network,
        "is_change": each.pinned != each.digest,
    }
