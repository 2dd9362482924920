"""`gonogo policy`: what must hold before which step, and how to ask for more."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gonogo.cli import policy_pin
from gonogo.cli.groups import NearestGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gonogo.policies import CheckedFile, Pin
    from gonogo.readiness import Composed, Difference, Policy, Requirement, Term

_JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
_NETWORK = click.option(
    "--network", metavar="NET", help="As it holds for this network, with what extends it there."
)
_SHOWN_IDS = 4


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
            "policies": [{**_summary(each), **_pinned(each.policy.name, pins)} for each in found],
            "extensions": [_checked_document(each) for each in extensions],
        }
        click.echo(json.dumps(told, indent=2))
        return
    width = max(len(each.policy.name) for each in found)
    for each in found:
        click.echo(f"{each.policy.name:<{width}}  {each.policy.title}")
        click.echo(f"{'':<{width}}  {_in_short(each.policy)}")
        if (pin := pins.get(each.policy.name)) is not None:
            click.echo(f"{'':<{width}}  {policy_pin.in_words(pin)}")
    for extension in extensions:
        click.echo(_checked_in_words(extension))
    if any(pin.pinned != pin.digest for pin in pins.values()):
        click.echo(
            "To agree on all as they are now: gonogo policy pin --all, then gonogo adopt trust.yaml"
        )


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
    from gonogo.policies import composed_policy, require_network  # noqa: PLC0415 - As above.

    require_network(network)
    composed = composed_policy(policy, network=network)
    if as_json:
        click.echo(json.dumps(_document(composed), indent=2, ensure_ascii=False))
        return
    _show(composed)


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
            "differences": [_difference(each) for each in found],
        }
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    if not found:
        click.echo(f"{one} and {other} ask for the same.")
        return
    _show_differences(one, other, found)


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
    from gonogo.policies import check_policy_file, check_policy_files  # noqa: PLC0415 - As above.
    from gonogo.project import project_around  # noqa: PLC0415 - As above.

    checked = (check_policy_file(file),) if file else check_policy_files(project_around())
    if as_json:
        click.echo(json.dumps([_checked_document(each) for each in checked], indent=2))
        return
    if not checked:
        click.echo("policies/ holds no policy files; the shipped policies hold as they are.")
    for each in checked:
        click.echo(_checked_in_words(each))


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


def _show(composed: "Composed") -> None:
    from gonogo.people import to_the_minute  # noqa: PLC0415 - As above.
    from gonogo.readiness import policy_terms, requirement_terms  # noqa: PLC0415

    policy = composed.policy
    click.echo(f"{policy.name}: {policy.title}")
    click.echo(f"  level    {policy.level}")
    click.echo(f"  digest   {policy.digest}")
    click.echo(f"  made of  {', '.join(composed.sources)}")
    click.echo()
    _show_terms(policy_terms(policy), composed.tightened)
    for freeze in policy.freezes:
        click.echo(
            f"  freeze   {to_the_minute(freeze.starts_at)} to {to_the_minute(freeze.ends_at)}:"
            f" {freeze.reason}"
        )
    for requirement in policy.requirements:
        origin = composed.origins[requirement.id]
        click.echo(f"\n{requirement.id}: {requirement.title}")
        click.echo(f"  why      {requirement.why}")
        click.echo(f"  remedy   {requirement.remedy}")
        click.echo(f"  source   {requirement.source}")
        click.echo(f"  from     {origin.added_by}")
        _show_terms(requirement_terms(requirement), origin.tightened)


def _show_terms(terms: "Iterable[Term]", tightened: "Mapping[str, str]") -> None:
    for term in terms:
        buys = f": {term.buys}" if term.buys else ""
        by = f" [{tightened[term.key]}]" if term.key in tightened else ""
        click.echo(f"  {term.key} {term.said}{buys}{by}")


def _show_differences(one: str, other: str, found: "Iterable[Difference]") -> None:
    from rich.box import SIMPLE  # noqa: PLC0415 - Not needed for JSON.
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=SIMPLE, pad_edge=False)
    for title in ("what", one, other, "what it buys"):
        table.add_column(title, overflow="fold")
    for each in found:
        whose = _whose(each.requirements)
        what = f"{each.key}\n  {whose}" if whose else each.key
        row = (what, each.one, each.other, each.buys)
        # Titles and numbers are text, whatever brackets stand in them.
        table.add_row(*map(_plain, row))
    Console().print(table)


def _plain(text: str) -> str:
    from rich.markup import escape  # noqa: PLC0415 - As above.

    return escape(text)


def _whose(requirements: tuple[str, ...]) -> str:
    if len(requirements) <= _SHOWN_IDS:
        return ", ".join(requirements)
    return f"{len(requirements)} requirements"


def _in_short(policy: "Policy") -> str:
    from gonogo.readiness import in_words  # noqa: PLC0415 - As above.

    valid = f"valid {in_words(policy.validity_seconds)}" if policy.validity_seconds else "not valid"
    observed = sum(1 for each in policy.requirements if each.check)
    by_hand = len(policy.requirements) - observed
    return f"{policy.level}, {valid}, {observed} observed and {by_hand} signed by people"


def _checked_in_words(checked: "CheckedFile") -> str:
    policy = checked.composed.policy
    if checked.extends is None:
        return f"{checked.name}: {policy.name}, {_in_short(policy)}"
    name = "" if checked.is_extension else f"{policy.name} "
    where = f" on {', '.join(checked.networks)}" if checked.networks else ""
    return (
        f"{checked.name}: {name}extends {checked.extends}{where}, adds {len(checked.added)}"
        f" and tightens {len(checked.tightened)} requirements"
    )


def _checked_document(checked: "CheckedFile") -> dict[str, object]:
    return {
        "file": checked.name,
        "extends": checked.extends,
        "is_extension": checked.is_extension,
        "networks": None if checked.networks is None else list(checked.networks),
        "policy": checked.composed.policy.name,
        "digest": checked.composed.policy.digest,
        "added": list(checked.added),
        "tightened": list(checked.tightened),
    }


def _pinned(name: str, pins: "Mapping[str, Pin]") -> dict[str, object]:
    pin = pins.get(name)
    return {
        "pin": None if pin is None else pin.state.value,
        "pinned_digest": None if pin is None else pin.pinned,
    }


def _summary(composed: "Composed") -> dict[str, object]:
    policy = composed.policy
    return {
        "name": policy.name,
        "title": policy.title,
        "level": policy.level,
        "digest": policy.digest,
        "requirements": len(policy.requirements),
        "validity_seconds": policy.validity_seconds,
        "sources": list(composed.sources),
    }


def _document(composed: "Composed") -> dict[str, object]:
    from gonogo.readiness import policy_terms  # noqa: PLC0415 - As above.

    policy = composed.policy
    return {
        **_summary(composed),
        "terms": [_term(each, composed.tightened) for each in policy_terms(policy)],
        "requirements": [_requirement(each, composed) for each in policy.requirements],
        "freezes": [
            {
                "from": each.starts_at.isoformat(),
                "until": each.ends_at.isoformat(),
                "reason": each.reason,
            }
            for each in policy.freezes
        ],
    }


def _requirement(requirement: "Requirement", composed: "Composed") -> dict[str, object]:
    from gonogo.readiness import requirement_terms  # noqa: PLC0415 - As above.

    origin = composed.origins[requirement.id]
    return {
        "id": requirement.id,
        "title": requirement.title,
        "why": requirement.why,
        "remedy": requirement.remedy,
        "source": requirement.source,
        "from": origin.added_by,
        "terms": [_term(each, origin.tightened) for each in requirement_terms(requirement)],
    }


def _term(term: "Term", tightened: "Mapping[str, str]") -> dict[str, object]:
    return {
        "key": term.key,
        "value": term.said,
        "buys": term.buys,
        "set_by": tightened.get(term.key),
    }


def _difference(difference: "Difference") -> dict[str, object]:
    return {
        "key": difference.key,
        "one": difference.one,
        "other": difference.other,
        "buys": difference.buys,
        "requirements": list(difference.requirements),
    }
