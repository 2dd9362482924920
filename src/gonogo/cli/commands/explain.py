"""`gonogo explain`: why a decision is as it is, and whose turn it is."""

import json
from typing import TYPE_CHECKING

import click

from gonogo.cli.options import step_option
from gonogo.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gonogo.steps import Circumstance, Explained


@click.command("explain")
@click.argument("network")
@click.argument("requirement", required=False)
@step_option("About which step.", default="promote")
@click.option("--policy", metavar="NAME|FILE", help="Another policy than that of the step.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def command(
    *, network: str, requirement: str | None, move: str, policy: str | None, as_json: bool
) -> int:
    """Say why a decision is as it is, since when, and whose turn it is.

    Nothing is observed: it is the decision of `gonogo assess --now`, with the rule, the
    evidence and the numbers behind each answer, and the command that comes next. Without
    a REQUIREMENT everything is told that is not met.

    \b
    Examples:
      gonogo explain eris
      gonogo explain eris safe-head-advances
      gonogo explain eris --for publish --json

    Exit codes: those of the verdict, or of the one requirement: 0 met, 1 unmet, 3
    unknown, 4 conditional.
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.bootstrap import Warnings, opened_to_judge  # noqa: PLC0415
    from gonogo.cli import explain_words  # noqa: PLC0415
    from gonogo.cli.exit_code import of_verdict  # noqa: PLC0415
    from gonogo.policies import policy_of_step  # noqa: PLC0415
    from gonogo.project import WorkspaceNetworks, workspace_directory  # noqa: PLC0415
    from gonogo.readiness import worst  # noqa: PLC0415
    from gonogo.steps import explained  # noqa: PLC0415

    workspace = workspace_directory()
    found = WorkspaceNetworks(workspace).load(network)
    asked = policy_of_step(found, move, policy)
    with opened_to_judge(workspace) as application:
        decision, explaining = explained(application, found, asked, move, only=requirement)
    rows = _rows(explaining.requirements(requirement), requirement)
    beside = [] if requirement is not None else list(explaining.circumstances())
    code = of_verdict(
        decision.verdict if requirement is None else worst(each.answer.verdict for each in rows)
    )
    if as_json:
        told = explain_words.document(decision.verdict.value, rows, beside)
        click.echo(json.dumps(told, indent=2))
        return code
    click.echo(f"{decision.verdict.value.upper()}  {network} under {decision.policy}")
    for line in Warnings(application.project).of_network(network):
        click.echo(f"! {line}")
    _tell(rows, beside)
    if not rows and not beside:
        click.echo(f"Everything is met. Next: gonogo determine {network} --for {move}")
    return code


def _rows(asked: "Iterable[Explained]", requirement: str | None) -> "list[Explained]":
    """Return what is asked about: one requirement, or everything that is not met."""
    return [each for each in asked if requirement is not None or each.answer.answer.value != "met"]


def _tell(rows: "Iterable[Explained]", beside: "Iterable[Circumstance]") -> None:
    from gonogo.cli import explain_words  # noqa: PLC0415 - As above.

    for each in beside:
        _show(explain_words.lines_of_circumstance(each))
    for row in rows:
        _show(explain_words.lines_of_requirement(row))


def _show(lines: "Iterator[str]") -> None:
    click.echo("")
    for line in lines:
        click.echo(printable(line))
