"""`gonogo explain`: why a decision is as it is, and whose turn it is."""

import json
from typing import TYPE_CHECKING

import click

from gonogo.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gonogo.steps import Circumstance, Explained


@click.command("explain")
@click.argument("network")
@click.argument("requirement", required=False)
@click.option(
    "--for",
    "move",
    type=click.Choice(["deploy", "publish", "promote"]),
    default="promote",
    show_default=True,
    help="About which step.",
)
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
    rows = [
        each
        for each in explaining.requirements(requirement)
        if requirement is not None or each.answer.answer.value != "met"
    ]
    beside = [] if requirement is not None else list(explaining.circumstances())
    verdict = decision.verdict
    if requirement is not None:
        verdict = worst(each.answer.verdict for each in rows)
    if as_json:
        click.echo(json.dumps(_document(decision.verdict.value, rows, beside), indent=2))
        return of_verdict(verdict)
    click.echo(f"{decision.verdict.value.upper()}  {network} under {decision.policy}")
    for line in Warnings(application.project).of_network(network):
        click.echo(f"! {line}")
    for each in beside:
        _lines(_of_circumstance(each))
    for row in rows:
        _lines(_of_requirement(row))
    if not rows and not beside:
        click.echo(f"Everything is met. Next: gonogo determine {network} --for {move}")
    return of_verdict(verdict)


def _lines(lines: "Iterator[str]") -> None:
    click.echo("")
    for line in lines:
        click.echo(printable(line))


def _of_requirement(row: "Explained") -> "Iterator[str]":
    answer, requirement = row.answer, row.requirement
    yield f"{answer.answer.value.upper()}  {requirement.id} on {answer.chain}: {requirement.title}"
    yield f"  why       {requirement.why}"
    yield f"  rule      {answer.rule}"
    yield f"  seen      {answer.seen}"
    if row.since is not None:
        yield f"  since     {row.since:%Y-%m-%d %H:%M:%S} UTC"
    for figure in answer.figures:
        yield f"  number    {figure.name}: {figure.value:g} {figure.unit}"
    for name, value in requirement.parameters:
        yield f"  asked     {name}: {value}"
    for item in row.evidence:
        yield (
            f"  evidence  {item.digest} {item.outcome.value}, run {item.run},"
            f" {item.window.started_at:%H:%M:%S} to {item.window.ended_at:%H:%M:%S} UTC"
        )
    for finding in row.findings:
        severity = "unrated" if finding.severity is None else f"SEV {int(finding.severity)}"
        yield f"  finding   {finding.id} ({severity}): {finding.title}"
    if answer.remedy:
        yield f"  do next   {answer.remedy}"
    for turn in row.turns:
        yield f"  turn      {turn.who}{f': {turn.command}' if turn.command else ''}"
    yield f"  source    {requirement.source}"


def _of_circumstance(each: "Circumstance") -> "Iterator[str]":
    reason, turn = each.reason, each.turn
    yield f"{reason.verdict.value.upper()}  {reason.about} [{reason.code}]"
    yield f"  because   {reason.explanation}"
    if reason.remedy:
        yield f"  do next   {reason.remedy}"
    yield f"  turn      {turn.who}{f': {turn.command}' if turn.command else ''}"


def _document(
    verdict: str, rows: "list[Explained]", beside: "list[Circumstance]"
) -> dict[str, object]:
    return {
        "verdict": verdict,
        "reasons": [
            {
                "code": each.reason.code,
                "subject": each.reason.subject,
                "verdict": each.reason.verdict.value,
                "explanation": each.reason.explanation,
                "remedy": each.reason.remedy,
                "turn": {"who": each.turn.who, "command": each.turn.command},
            }
            for each in beside
        ],
        "requirements": [
            {
                "requirement": row.requirement.id,
                "chain": row.answer.chain,
                "answer": row.answer.answer.value,
                "rule": row.answer.rule,
                "seen": row.answer.seen,
                "since": None if row.since is None else row.since.isoformat(),
                "figures": [
                    {"name": each.name, "value": each.value, "unit": each.unit}
                    for each in row.answer.figures
                ],
                "evidence": list(row.answer.evidence),
                "findings": list(row.answer.findings),
                "remedy": row.answer.remedy,
                "turns": [{"who": each.who, "command": each.command} for each in row.turns],
            }
            for row in rows
        ],
    }
