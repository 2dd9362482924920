"""`gonogo waive`: excuse one requirement of one deployment for a time."""

import json
from typing import TYPE_CHECKING

import click

from gonogo.cli import signing
from gonogo.cli.options import about_options
from gonogo.printable import printable

if TYPE_CHECKING:
    from gonogo.project import Done
    from gonogo.triage import ListedWaiver, WaiverAsked

_LIST = "list"


@click.command("waive")
@click.argument("requirement", metavar="REQUIREMENT|list")
@click.option("--network", metavar="NET", help="On which network.")
@click.option("--until", metavar="DATE", help="Until when: 2026-12-01, or 2026-12-01T18:00:00Z.")
@click.option("--reason", help="Why it can be lived with.")
@about_options
@signing.sign_options
@signing.by_the_rules
def command(  # noqa: PLR0913 - One parameter for each option.
    *,
    requirement: str,
    network: str | None,
    until: str | None,
    reason: str | None,
    chain: str | None,
    deployment: str | None,
    policy: str | None,
    is_planned: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Excuse one requirement of the present deployment, until a date.

    It lifts a hold or an unmet requirement to conditional, never to go. No waiver covers
    an invariant or a SEV 0 or 1, and none outlasts the validity of a decision. Where the
    network is deployed anew, it is over. `gonogo waive list` lists what was waived.

    \b
    Examples:
      gonogo waive soak-dashboards --network eris --until 2026-12-01 \\
        --reason "the dashboards move next week; they are read by hand until then"
      gonogo waive list --network eris
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.people import ActKind  # noqa: PLC0415
    from gonogo.project import open_desk  # noqa: PLC0415
    from gonogo.triage import WaiverAsked, waive, waivers  # noqa: PLC0415

    signing.require_one_deployment(deployment, policy, is_planned=is_planned)
    desk = open_desk()
    if requirement == _LIST:
        _show(waivers(desk, network), as_json=as_json)
        return
    asked = WaiverAsked(
        requirement=requirement,
        network=_given(network, "--network"),
        until=_given(until, "--until"),
        reason=_given(reason, "--reason"),
        chain=chain,
        deployment=deployment,
        policy=policy,
        is_planned=is_planned,
    )
    done = signing.sign(desk.prepare(ActKind.WAIVER, waive(desk, asked)), yes=yes, as_json=as_json)
    _tell(done, asked, as_json=as_json)


def _tell(done: "Done", asked: "WaiverAsked", *, as_json: bool) -> None:
    told: dict[str, object] = {"requirement": asked.requirement, "network": asked.network}
    lines = [
        "It is conditional now at best, where nothing else is worse.",
        f"See it: gonogo waive list --network {asked.network}",
    ]
    signing.tell(done, told, lines, as_json=as_json)


def _given(text: str | None, option: str) -> str:
    if text is None:
        raise click.UsageError(f"Missing option {option!r}.")
    return text


def _show(listed: "tuple[ListedWaiver, ...]", *, as_json: bool) -> None:
    from gonogo import digest  # noqa: PLC0415
    from gonogo.people import to_the_minute  # noqa: PLC0415 - As above.

    if as_json:
        click.echo(json.dumps([_document(each) for each in listed], indent=2))
        return
    if not listed:
        click.echo("Nothing is waived.")
    for each in listed:
        body = each.body
        where = body.network + (f", {body.chain}" if body.chain else "")
        state = "in force" if each.why_not is None else f"over: {each.why_not}"
        click.echo(
            printable(f"{body.requirement} on {where} until {to_the_minute(body.until)}, {state}")
        )
        click.echo(printable(f"    {each.by}: {body.reason}"))
        click.echo(
            f"    act {digest.digits(each.act.id)}, deployment {digest.digits(body.deployment)}"
        )


def _document(each: "ListedWaiver") -> dict[str, object]:
    body = each.body
    return {
        "act": each.act.id,
        "network": body.network,
        "deployment": body.deployment,
        "requirement": body.requirement,
        "chain": body.chain,
        "at": each.act.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "until": body.until.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "reason": body.reason,
        "by": each.by,
        "is_in_force": each.why_not is None,
        "why_not": each.why_not,
    }
