"""`gonogo selftest`: what must be refused is put before your own gates, and must be refused."""

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gonogo.cli.exit_code import ExitCode, of_verdict
from gonogo.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gonogo.selftest import Case, Gates, Result, Tested, Tried, Workspace

_MARKS = {
    "met": "✓ go",
    "refused": "✓ refused",
    "partly": "◐ partly",
    "not-asked": "- not asked",
    "not-tried": "? NOT TRIED",
    "let-through": "✗ LET THROUGH",
}
_TITLES = {
    "control": "First: can it be met at all?",
    "fail-closed": "What other gates let through, row by row",
    "record": "Forgeries of the record",
    "people": "Forgeries of people and trust",
    "findings": "Forgeries about findings, waivers and sign-offs",
    "decision": "Forgeries of decisions, bundles and steps",
}


@click.command("selftest")
@click.option(
    "--policy",
    "policies",
    multiple=True,
    metavar="NAME|FILE",
    help="Try this policy; else all that ship and all of the workspace. May be repeated.",
)
@click.option(
    "--only", multiple=True, metavar="N|NAME", help="Try this row or case. May be repeated."
)
@click.option("--list", "is_list", is_flag=True, help="List the cases, and try nothing.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
def command(
    *, policies: tuple[str, ...], only: tuple[str, ...], is_list: bool, as_json: bool
) -> int:
    """Put what must be refused before your own policies, people and trust.

    Each policy is first met, by signed evidence and sign-offs, and must be a go. Then one
    thing is changed: a test that never ran, a byte of an act, a waiver by somebody who may
    not. Both judges, the record, the policy files and the gate must refuse it, for the
    reason expected. All of it happens on made-up records in a temporary directory, with
    throw-away keys: your workspace and your keys are not touched.

    \b
    Examples:
      gonogo selftest
      gonogo selftest --policy promote:betanet
      gonogo selftest --policy policies/interop.yaml --only 4 --only waived-invariant
      gonogo selftest --list

    Exit codes: 0 all refused, 1 something was let through, 2 usage, 3 something could not
    be tried, which counts as refused by nobody.
    """  # noqa: D301 - click reads \b as a mark.
    # Imported here, so that help costs nothing.
    from gonogo.bootstrap import (  # noqa: PLC0415
        cases_named,
        gates_of_product,
        policies_to_try,
        workspace_to_try,
    )
    from gonogo.project import find_project  # noqa: PLC0415

    cases = cases_named(only)
    if is_list:
        return _show_cases(cases, as_json=as_json)
    project = find_project()
    chosen = policies_to_try(policies, project)
    workspace = workspace_to_try(project)
    gates = gates_of_product(lambda verdict: int(of_verdict(verdict)))
    tried = []
    for tested in chosen:
        if not as_json:
            click.echo(f"\n{tested.name}  {tested.policy.digest}")
        tried.append(_tried(tested, workspace, gates, cases))
        if not as_json:
            _show(tried[-1])
    code = exit_code(tried)
    if as_json:
        click.echo(json.dumps(_document(tried, code), indent=2, ensure_ascii=False))
    else:
        _show_end(tried, has_project=project is not None)
    return code


def _tried(
    tested: "Tested", workspace: "Workspace", gates: "Gates", cases: "Sequence[Case]"
) -> "Tried":
    from gonogo.clock import SystemClock  # noqa: PLC0415 - As above.
    from gonogo.selftest import try_policy  # noqa: PLC0415

    # A place of its own for each, away from the workspace: what is forged stays there.
    with tempfile.TemporaryDirectory(prefix="gonogo-selftest-") as directory:
        return try_policy(
            tested,
            workspace,
            gates,
            Path(directory),
            now=SystemClock().now(),
            cases=cases,
            on_result=_tell_progress if sys.stderr.isatty() else _say_nothing,
        )


def exit_code(tried: "Sequence[Tried]") -> ExitCode:
    """Return how a selftest ends; nothing tried is nothing refused."""
    from gonogo.selftest import State  # noqa: PLC0415

    if any(each.having(State.LET_THROUGH) for each in tried):
        return ExitCode.NO_GO
    if not any(each.having(State.REFUSED) or each.having(State.PARTLY) for each in tried):
        return ExitCode.HOLD
    return ExitCode.HOLD if any(each.having(State.NOT_TRIED) for each in tried) else ExitCode.GO


def _say_nothing(tested: "Tested", result: "Result") -> None:
    del tested, result


def _tell_progress(tested: "Tested", result: "Result") -> None:
    click.echo(f"\r\033[K  {tested.name}: {result.case.title}", nl=False, err=True)


def _show(tried: "Tried") -> None:
    if sys.stderr.isatty():
        click.echo("\r\033[K", nl=False, err=True)
    group = None
    for result in tried.results:
        case = result.case
        if case.group is not group:
            group = case.group
            click.echo(f"\n  {_TITLES[group.value]}")
        number = f"{case.number:>2}" if case.number else "  "
        click.echo(f"  {number} {_MARKS[result.state.value]:<13}  {case.title} [{case.id}]")
        for line in _beside(result):
            click.echo(printable(f"{'':21}{line}"))
    for note in tried.notes:
        click.echo(f"  note: {note}")
    counts = ", ".join(f"{count} {word}" for word, count in _counts(tried).items())
    click.echo(f"\n  {tried.tested.name}: {counts}; {tried.seconds:.1f} s")


def _beside(result: "Result") -> list[str]:
    lines = [result.refused_by] if result.state.value in {"refused", "partly", "met"} else []
    if result.why:
        lines.append(result.why)
    if result.state.value == "partly" and result.case.left:
        lines.append(f"not tried yet: {result.case.left}")
    if result.state.value == "let-through" or (
        result.state.value == "not-tried" and result.case.group.value == "control"
    ):
        lines.append(f"→ {result.case.remedy}")
    return [line for line in lines if line]


def _counts(tried: "Tried") -> dict[str, int]:
    from gonogo.selftest import State  # noqa: PLC0415

    found = {state.value: len(tried.having(state)) for state in State if state is not State.MET}
    return {word: count for word, count in found.items() if count}


def _show_end(tried: "Sequence[Tried]", *, has_project: bool) -> None:
    if not has_project:
        click.echo("note: there is no workspace here, so all people were made up.")
    for each in tried:
        for result in each.results:
            if result.state.value == "let-through":
                click.echo(printable(f"✗ {each.tested.name}: {result.case.title}: {result.why}"))
    seconds = sum(each.seconds for each in tried)
    click.echo(f"{_ENDS[exit_code(tried)]} ({len(tried)} policies, {seconds:.1f} s)")


_ENDS = {
    ExitCode.GO: "Everything that was asked for was refused, as far as it can be tried.",
    ExitCode.NO_GO: "Something was let through: see above. Do not rely on these gates.",
    ExitCode.HOLD: "Nothing was let through, and not everything could be tried: see above.",
}


def _document(tried: "Sequence[Tried]", code: ExitCode) -> dict[str, object]:
    return {
        "exit_code": int(code),
        "policies": [
            {
                "policy": each.tested.name,
                "digest": each.tested.policy.digest,
                "seconds": round(each.seconds, 3),
                "counts": _counts(each),
                "notes": list(each.notes),
                "cases": [_row(result) for result in each.results],
            }
            for each in tried
        ],
    }


def _row(result: "Result") -> dict[str, object]:
    return {
        "id": result.case.id,
        "row": result.case.number or None,
        "group": result.case.group.value,
        "title": result.case.title,
        "state": result.state.value,
        "why": result.why,
        "not_tried_yet": result.case.left or None,
        "remedy": result.case.remedy if result.state.value == "let-through" else None,
        "tries": [
            {
                "what": each.what,
                "gates": [
                    {"gate": said.gate, "state": said.state.value, "said": said.words}
                    for said in each.said
                ],
            }
            for each in result.tries
        ],
    }


def _show_cases(cases: "Sequence[Case]", *, as_json: bool) -> ExitCode:
    if as_json:
        rows = [
            {
                "id": each.id,
                "row": each.number or None,
                "group": each.group.value,
                "title": each.title,
                "not_tried_yet": each.left or None,
            }
            for each in cases
        ]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return ExitCode.GO
    for each in cases:
        number = f"{each.number:>2}" if each.number else "  "
        click.echo(f"{number}  {each.id:<20}  {each.title}")
        if each.left:
            click.echo(f"{'':26}partly; not tried yet: {each.left}")
    return ExitCode.GO
