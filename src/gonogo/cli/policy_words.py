"""Policies in words, for a terminal."""

from collections.abc import Iterable, Mapping

import click

from gonogo.people import to_the_minute
from gonogo.policies import CheckedFile
from gonogo.readiness import (
    Composed,
    Difference,
    Policy,
    Term,
    in_words,
    policy_terms,
    requirement_terms,
)

_SHOWN_IDS = 4


def show_policy(composed: Composed) -> None:
    """Show every requirement of a policy, its numbers, what they buy, and whose they are."""
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


def _show_terms(terms: Iterable[Term], tightened: Mapping[str, str]) -> None:
    for term in terms:
        buys = f": {term.buys}" if term.buys else ""
        by = f" [{tightened[term.key]}]" if term.key in tightened else ""
        click.echo(f"  {term.key} {term.said}{buys}{by}")


def show_differences(one: str, other: str, found: Iterable[Difference]) -> None:
    """Show in what one policy differs from another."""
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


def in_short(policy: Policy) -> str:
    """Return what a policy asks, in a line."""
    valid = f"valid {in_words(policy.validity_seconds)}" if policy.validity_seconds else "not valid"
    observed = sum(1 for each in policy.requirements if each.check)
    by_hand = len(policy.requirements) - observed
    return f"{policy.level}, {valid}, {observed} observed and {by_hand} signed by people"


def checked_in_words(checked: CheckedFile) -> str:
    """Return what a file of policies does, in a line."""
    policy = checked.composed.policy
    if checked.extends is None:
        return f"{checked.name}: {policy.name}, {in_short(policy)}"
    name = "" if checked.is_extension else f"{policy.name} "
    where = f" on {', '.join(checked.networks)}" if checked.networks else ""
    return (
        f"{checked.name}: {name}extends {checked.extends}{where}, adds {len(checked.added)}"
        f" and tightens {len(checked.tightened)} requirements"
    )
