"""`gonogo network`: the networks of this workspace."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gonogo.cli.groups import NearestGroup

if TYPE_CHECKING:
    from gonogo.networks import Chain, Network
    from gonogo.project import Listed

STAGES = ("localnet", "alphanet", "betanet", "testnet")
_STAGE = click.Choice(STAGES, case_sensitive=False)


@click.group("network", cls=NearestGroup)
def command() -> None:
    """Add, list, show and remove the networks of this workspace.

    \b
    Examples:
      gonogo network add ./alphanets/eris --stage alphanet
      gonogo network list
      gonogo network show eris
      gonogo network stage eris betanet
      gonogo network remove eris
    """  # noqa: D301 - click reads \b as a mark.


@command.command("add")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--name", help="What to call it; as its files do, if not given.")
@click.option("--stage", type=_STAGE, help="Where it stands, if its files do not say.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def add(*, path: Path, name: str | None, stage: str | None, as_json: bool) -> None:
    """Add a network: its directory, manifest or descriptor is copied into the workspace.

    \b
    Examples:
      gonogo network add ./alphanets/eris
      gonogo network add devnet-env.json --name kurtosis --stage localnet
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.networks import Stage  # noqa: PLC0415
    from gonogo.project import WorkspaceNetworks, workspace_directory  # noqa: PLC0415

    networks = WorkspaceNetworks(workspace_directory())
    added = networks.add(path, name=name, stage=Stage(stage) if stage else None)
    if as_json:
        click.echo(json.dumps(_document(added), indent=2))
        return
    click.echo(f"added {added.name}: {_in_short(added)}")
    if added.stage is None:
        click.echo(
            f"Its files do not say its stage. Tell it: gonogo network stage {added.name} STAGE, one"
            f" of {', '.join(STAGES)}.",
            err=True,
        )


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def list_networks(*, as_json: bool) -> None:
    """List the networks of this workspace, benches that are up among them.

    \b
    Examples:
      gonogo network list
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.project import WorkspaceNetworks, workspace_directory  # noqa: PLC0415

    listed = WorkspaceNetworks(workspace_directory()).listed()
    if as_json:
        told_of = _warnings([each.name for each in listed])
        rows = [{**_row(each), "warnings": list(told_of[each.name])} for each in listed]
        click.echo(json.dumps(rows, indent=2))
        return
    if not listed:
        click.echo("No networks yet. Add one: gonogo network add DIR; or: gonogo bench up --detach")
    width = max((len(each.name) for each in listed), default=0)
    warnings = _warnings([each.name for each in listed])
    for each in listed:
        told = _in_short(each.network) if each.network else f"! {each.problem}"
        click.echo(f"{each.name:<{width}}  {told}")
        for warning in warnings.get(each.name, ()):
            click.echo(f"{'':<{width}}  ! {warning}")


@command.command("show")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def show(*, name: str, as_json: bool) -> None:
    """Show a network as its files describe it; keys are never shown.

    \b
    Examples:
      gonogo network show bench
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.networks import candidate_digest  # noqa: PLC0415
    from gonogo.project import WorkspaceNetworks, workspace_directory  # noqa: PLC0415

    network = WorkspaceNetworks(workspace_directory()).load(name)
    if as_json:
        told = {**_document(network), "warnings": list(_warnings([name])[name])}
        click.echo(json.dumps(told, indent=2))
        return
    click.echo(f"{network.name}: {_in_short(network)}")
    click.echo(f"candidate  {candidate_digest(network)}")
    click.echo(f"L1         {network.l1.name}, chain id {network.l1.chain_id}")
    for component in network.components:
        click.echo(f"component  {component.name} {component.version}")
    for chain in network.chains:
        _show_chain(chain)
    for note in network.notes:
        click.echo(f"note       {note}")
    for warning in _warnings([name])[name]:
        click.echo(f"!          {warning}")


@command.command("stage")
@click.argument("name")
@click.argument("stage", metavar="STAGE", type=_STAGE)
def stage(*, name: str, stage: str) -> None:
    """Tell where a network stands, whatever its files say.

    STAGE is localnet, alphanet, betanet or testnet. It decides which policy `assess`
    takes when none is named.

    \b
    Examples:
      gonogo network stage eris betanet
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.networks import Stage  # noqa: PLC0415
    from gonogo.project import WorkspaceNetworks, workspace_directory  # noqa: PLC0415

    told = WorkspaceNetworks(workspace_directory()).set_stage(name, Stage(stage))
    click.echo(f"{told.name}: {_in_short(told)}")


@command.command("remove")
@click.argument("name")
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask.")
def remove(*, name: str, is_sure: bool) -> None:
    """Remove a network's files from the workspace; runs and findings stay.

    What was recorded counts again when a network is added under the same name.

    \b
    Examples:
      gonogo network remove eris
      gonogo network remove eris --yes
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.project import WorkspaceNetworks, workspace_directory  # noqa: PLC0415

    networks = WorkspaceNetworks(workspace_directory())
    networks.require_added(name)
    if not is_sure:
        if not sys.stdin.isatty():
            message = f"Nobody is here to be asked. To remove {name!r} all the same, add --yes."
            raise click.UsageError(message)
        click.confirm(f"Remove the files of {name}? Runs and findings stay", abort=True, err=True)
    networks.remove(name)
    click.echo(f"removed {name}; its runs and findings stay")


def _warnings(names: list[str]) -> dict[str, tuple[str, ...]]:
    """Return what is shown wherever a network is: who decides alone, what was opened by force."""
    from gonogo.project import find_project  # noqa: PLC0415 - As above.

    project = find_project()
    if project is None:
        return dict.fromkeys(names, ())
    from gonogo.bootstrap import Warnings  # noqa: PLC0415 - Only a project has any.

    warnings = Warnings(project)
    return {name: warnings.of_network(name) for name in names}


def _show_chain(chain: "Chain") -> None:
    click.echo(f"chain      {chain.name}, chain id {chain.chain_id}")
    for node in chain.nodes:
        clients = ", ".join(filter(None, (node.execution_client, node.consensus_client)))
        has_address = "" if node.execution_rpc or node.consensus_rpc else ", no address known"
        click.echo(f"  node     {node.name} ({node.kind.value}) {clients}{has_address}")
    for service in chain.services:
        click.echo(f"  service  {service.name} ({service.kind})")


def _in_short(network: "Network") -> str:
    stage = network.stage.value if network.stage else "stage not told"
    chains = ", ".join(f"{chain.name} ({_nodes(chain)})" for chain in network.chains)
    kind = f", type {network.type}" if network.type != stage else ""
    status = f", {network.status}" if network.status else ""
    return f"{stage}{kind}{status}; chains: {chains or 'none'}"


def _nodes(chain: "Chain") -> str:
    return "1 node" if len(chain.nodes) == 1 else f"{len(chain.nodes)} nodes"


def _row(listed: "Listed") -> dict[str, object]:
    if listed.network is None:
        return {"name": listed.name, "is_bench": listed.is_bench, "problem": listed.problem}
    return {"is_bench": listed.is_bench, **_document(listed.network)}


def _document(network: "Network") -> dict[str, object]:
    from gonogo.networks import candidate_digest  # noqa: PLC0415

    return {
        "name": network.name,
        "type": network.type,
        "stage": network.stage.value if network.stage else None,
        "status": network.status,
        "candidate": candidate_digest(network),
        "l1": {"name": network.l1.name, "chain_id": network.l1.chain_id},
        "components": {each.name: each.version for each in network.components},
        "features": list(network.features),
        "chains": [
            {
                "name": chain.name,
                "chain_id": chain.chain_id,
                "nodes": [{"name": node.name, "kind": node.kind.value} for node in chain.nodes],
                "services": [
                    {"name": service.name, "kind": service.kind} for service in chain.services
                ],
            }
            for chain in network.chains
        ],
        "notes": list(network.notes),
    }
