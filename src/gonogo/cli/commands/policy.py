"""`gonogo policy`: what must hold before which step, and how to ask for more."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gonogo.cli import policy_pin
from gonogo.cli.groups import NearestGroup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gonogo.policies import Pin
    from gonogo.readiness import Policy

_JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
_NETWORK = click.option(
    "--network", metavar="NET", help="As it holds for this network, with what extends it there."
)


@click.group("policy", cls=NearestGroup)
def command() -> None:
    """Show policies, tell in what they differ, check files of your own.

    A policy says what must hold before one step: deploy:STAGE, publish:STAGE or
    promote:STAGE. Files in the workspace's policies/ make them stricter, never weaker.

    \b
    Examples:
      gonogo policy list
      gonogo policy show promote:betanet --network eris
      gonogo policy diff promote:alphanet promote:betanet
      gonogo policy check policies/interop.yaml
      gonogo policy pin promote:alphanet
    """  # noqa: D301 - click reads \b as a mark.


command.add_command(policy_pin.command)


@command.command("list")
@_NETWORK
@_JSON
def list_policies(*, network: str | None, as_json: bool) -> None:
    """List the policies that ship, those of this workspace, and which were agreed on.

    A policy is pinned if it is the one that trust.yaml names, as it was signed; it
    differs if another was agreed on than there is now.

    \b
    Examples:
      gonogo policy list
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.cli import policy_documents as documents  # noqa: PLC0415 - As above.
    from gonogo.cli import policy_words as words  # noqa: PLC0415
    from gonogo.policies import (  # noqa: PLC0415
        check_policy_files,
        composed_policy,
        project_policy_names,
        require_network,
    )
    from gonogo.project import find_project  # noqa: PLC0415

    require_network(network)
    project = find_project()
    names = list(project_policy_names(project))
    found = [composed_policy(name, network=network) for name in names]
    pins = policy_pin.states(project, names, network)
    files = check_policy_files(project) if project is not None else ()
    extensions = [each for each in files if each.is_extension]
    if as_json:
        told = {
            "policies": [
                {
                    **documents.summary(each),
                    **documents.pinned_document(each.policy.name, pins),
                }
                for each in found
            ],
            "extensions": [documents.checked_document(each) for each in extensions],
        }
        click.echo(json.dumps(told, indent=2))
        return
    _show_list([each.policy for each in found], pins)
    for extension in extensions:
        click.echo(words.checked_in_words(extension))
    if any(pin.pinned != pin.digest for pin in pins.values()):
        click.echo(
            "To agree on all as they are now: gonogo policy pin --all, then gonogo adopt trust.yaml"
        )


def _show_list(policies: "Sequence[Policy]", pins: "Mapping[str, Pin]") -> None:
    from gonogo.cli import policy_words as words  # noqa: PLC0415 - As above.

    width = max(len(each.name) for each in policies)
    for each in policies:
        click.echo(f"{each.name:<{width}}  {each.title}")
        click.echo(f"{'':<{width}}  {words.in_short(each)}")
        if (pin := pins.get(each.name)) is not None:
            click.echo(f"{'':<{width}}  {policy_pin.in_words(pin)}")


@command.command("show")
@click.argument("policy", metavar="NAME|FILE")
@_NETWORK
@_JSON
def show(*, policy: str, network: str | None, as_json: bool) -> None:
    """Show every requirement of a policy, its numbers, what they buy, and whose they are.

    \b
    Examples:
      gonogo policy show promote:betanet
      gonogo policy show promote:alphanet --network eris
      gonogo policy show policies/interop.yaml --json
    """  # noqa: D301 - click reads \b as a mark.
    from gonogo.cli import policy_documents as documents  # noqa: PLC0415 - As above.
    from gonogo.cli import policy_words as words  # noqa: PLC0415
    from gonogo.policies import composed_policy, require_network  # noqa: PLC0415 - As above.

    require_network(network)
    composed = composed_policy(policy, network=network)
    if as_json:
        click.echo(json.dumps(documents.policy_document(composed), indent=2, ensure_ascii=False))
        return
    words.show_policy(composed)


@command.command("diff")
@click.argument("one", metavar="ONE")
@click.argument("other", metavar="OTHER")
@_NETWORK
@_JSON
def diff(*, one: str, other: str, network: str | None, as_json: bool) -> None:
    """Tell in what one policy differs from another, number by number, and what that buys.

    Each is a name or a file.

    \b
    Examples:
      gonogo policy diff promote:alphanet promote:betanet
      gonogo policy diff promote:alphanet policies/interop.yaml
    """  # noqa: D301 - click reads \b as a mark.
    from gonogo.cli import policy_documents as documents  # noqa: PLC0415 - As above.
    from gonogo.cli import policy_words as words  # noqa: PLC0415
    from gonogo.policies import composed_policy, require_network  # noqa: PLC0415 - As above.
    from gonogo.readiness import differences  # noqa: PLC0415

    require_network(network)
    before = composed_policy(one, network=network).policy
    after = composed_policy(other, network=network).policy
    found = differences(before, after)
    if as_json:
        told = {
            "one": {"policy": before.name, "digest": before.digest},
            "other": {"policy": after.name, "digest": after.digest},
            "differences": [documents.difference_document(each) for each in found],
        }
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    if not found:
        click.echo(f"{one} and {other} ask for the same.")
        return
    words.show_differences(one, other, found)


@command.command("check")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@_JSON
def check(*, file: Path | None, as_json: bool) -> None:
    """Check a policy file, or all in policies/: what it adds and tightens, or what is wrong.

    Everything that is wrong is told at once, with file, line and column. What asks for
    less than the policy that it extends is wrong.

    \b
    Examples:
      gonogo policy check
      gonogo policy check policies/interop.yaml

    Exit codes: 0 right, 2 wrong.
    """  # noqa: D301 - click reads \b as a mark.
    from gonogo.cli import policy_documents as documents  # noqa: PLC0415 - As above.
    from gonogo.cli import policy_words as words  # noqa: PLC0415
    from gonogo.policies import check_policy_file, check_policy_files  # noqa: PLC0415 - As above.
    from gonogo.project import project_around  # noqa: PLC0415 - As above.

    checked = (check_policy_file(file),) if file else check_policy_files(project_around())
    if as_json:
        click.echo(json.dumps([documents.checked_document(each) for each in checked], indent=2))
        return
    if not checked:
        click.echo("policies/ holds no policy files; the shipped policies hold as they are.")
    for each in checked:
        click.echo(words.checked_in_words(each))


@command.command("schema")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write it; stdout, if not given.",
)
def schema(*, output: Path | None) -> None:
    """Write the JSON schema of policy files, for editors.

    Then begin a file with: # yaml-language-server: $schema=policy.schema.json

    \b
    Examples:
      gonogo policy schema --output policies/policy.schema.json
    """  # noqa: D301 - click reads \b as a mark.
    from gonogo.policies import policy_schema_text  # noqa: PLC0415 - As above.

    text = policy_schema_text()
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        message = f"{output} cannot be written: {error.strerror}"
        raise click.UsageError(message) from error
    click.echo(f"written: {output}")
