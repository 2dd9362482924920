"""Show what would be run, and what came of it: text for people, JSON for machines."""

import asyncio
import json
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import click

from gonogo.acceptance import GateRun, NamedTest, Result
from gonogo.acceptance.attempting import Planned
from gonogo.acceptance.history import Tally
from gonogo.acceptance.stability import sentence
from gonogo.acceptance.standing import Standing, standings
from gonogo.bootstrap import Application
from gonogo.cli.accepting import AcceptWish, Attempted
from gonogo.cli.exit_code import ExitCode
from gonogo.evidence import Outcome
from gonogo.printable import printable

# A gate that breaks as a whole would push what matters off the screen.
_SHOWN_TESTS = 50
_CHARACTERS = 400
_GRAVITY = (ExitCode.GO, ExitCode.HOLD, ExitCode.NO_GO)


def show_plan(application: Application, wish: AcceptWish, *, as_json: bool) -> ExitCode:
    """Show what would run, and run nothing."""
    gates = application.gates(lambda _event: None)
    planned = asyncio.run(gates.plan(wish.gates, wish.suites))
    if as_json:
        click.echo(json.dumps(_plan_document(planned), indent=2))
        return ExitCode.GO
    for each in planned:
        for gate in each.plan.gates:
            click.echo(f"{gate.gate.id}: {len(gate.selected)} tests, run by {each.runner.name}")
            for selected in gate.selected:
                owner = f"  ({selected.owner})" if selected.owner else ""
                limit = f"{selected.timeout_seconds:g} s"
                click.echo(printable(f"  {selected.task}  {selected.test}  {limit}{owner}"))
            for out in gate.left_out:
                click.echo(printable(f"  left out by {out.gate}: {out.test}"))
        for note in each.plan.notes:
            click.echo(printable(f"! {note}"), err=True)
    return ExitCode.GO


def show_attempts(attempts: Iterable[Attempted], *, as_json: bool) -> ExitCode:
    """Show what came of each run as soon as it is known, and return the exit code of the worst.

    Whatever ends it early, what came before is shown.
    """
    attempted: list[Attempted] = []
    try:
        for each in attempts:
            attempted.append(each)
            for line in () if as_json else _lines(each):
                click.echo(printable(line))
    finally:
        if as_json and attempted:
            click.echo(json.dumps(_documents(attempted), indent=2))
    if len(attempted) > 1 and not as_json:
        for line in _stability_lines(attempted):
            click.echo(printable(line))
    return _code_of(attempted)


def _code_of(attempted: Sequence[Attempted]) -> ExitCode:
    return max((each.code for each in attempted), key=_GRAVITY.index, default=ExitCode.HOLD)


def _lines(attempted: Attempted) -> Iterator[str]:
    for gate, chain, judgement in attempted.judgements:
        where = f"{gate} on {chain}" if chain else gate
        yield f"{judgement.outcome.mark} {where}: {judgement.summary}"
    for run in attempted.runs:
        trouble = [each for each in standings(run) if each.outcome is not Outcome.PASSED]
        told = [each for each in trouble if each.outcome is not Outcome.NOT_APPLICABLE]
        for standing in told[:_SHOWN_TESTS]:
            yield from _standing_lines(standing)
        if len(told) > _SHOWN_TESTS:
            yield f"    and {len(told) - _SHOWN_TESTS} more; all of them are in the report"
    for problem in attempted.problems:
        yield f"! {problem.about}: {problem.explanation}"
    if attempted.standing_findings:
        count = attempted.standing_findings
        words = "1 finding stands" if count == 1 else f"{count} findings stand"
        again = f"gonogo assess {shlex.quote(attempted.network)} --now"
        yield f"! {words} against this network, whatever passed here. What to do next: {again}"
    number = f"run {attempted.number} " if attempted.number is not None else ""
    yield f"{number}({attempted.id}) left {attempted.directory}"


def _standing_lines(standing: Standing) -> Iterator[str]:
    kind = "never-ran" if standing.worst is None else standing.worst.kind.value
    yield f"    {standing.outcome.mark} {standing.test}  [{kind}]"
    for line in standing.message.splitlines()[:3]:
        yield f"        {line[:_CHARACTERS]}{'…' if len(line) > _CHARACTERS else ''}"


def _stability_lines(attempted: Sequence[Attempted]) -> Iterator[str]:
    passed = sum(each.code is ExitCode.GO for each in attempted)
    failed = sum(each.code is ExitCode.NO_GO for each in attempted)
    errored = len(attempted) - passed - failed
    yield f"all gates: {sentence(Tally(passed, failed, errored))}"
    for test, tally in _tallies(attempted):
        if tally.failed or tally.errored:
            yield f"  {test}: {sentence(tally)}"


def _tallies(attempted: Sequence[Attempted]) -> list[tuple[NamedTest, Tally]]:
    """Return how each test did over all runs of this command."""
    counts: dict[NamedTest, Counter[Outcome]] = {}
    for each in attempted:
        for run in each.runs:
            for standing in standings(run):
                counts.setdefault(standing.test, Counter())[standing.outcome] += 1
    aside = (Outcome.SKIPPED, Outcome.PRECLUDED, Outcome.NOT_APPLICABLE)
    return [
        (
            test,
            Tally(
                seen[Outcome.PASSED],
                seen[Outcome.FAILED],
                seen[Outcome.ERRORED],
                sum(seen[outcome] for outcome in aside),
            ),
        )
        for test, seen in sorted(counts.items())
    ]


def _documents(attempted: Sequence[Attempted]) -> dict[str, object]:
    return {
        "exit_code": int(_code_of(attempted)),
        "runs": [_document(each) for each in attempted],
        "stability": [_tally_document(test, tally) for test, tally in _tallies(attempted)],
    }


def _document(attempted: Attempted) -> dict[str, object]:
    return {
        "run": attempted.id,
        "number": attempted.number,
        "exit_code": int(attempted.code),
        "directory": attempted.directory,
        "gates": [
            {
                "gate": gate,
                "chain": chain or None,
                "outcome": judgement.outcome.value,
                "summary": judgement.summary,
                "figures": {each.name: each.value for each in judgement.figures},
            }
            for gate, chain, judgement in attempted.judgements
        ],
        "tests": [_test_document(run, each) for run in attempted.runs for each in standings(run)],
        "problems": [
            {"about": each.about, "explanation": each.explanation, "remedy": each.remedy}
            for each in attempted.problems
        ],
    }


def _test_document(run: GateRun, standing: Standing) -> dict[str, object]:
    worst: Result | None = standing.worst
    return {
        "gate": run.gate,
        "package": standing.test.package,
        "test": standing.test.name,
        "outcome": standing.outcome.value,
        "kind": "never-ran" if worst is None else worst.kind.value,
        "seconds": None if worst is None else worst.seconds,
        "message": standing.message,
    }


def _tally_document(test: NamedTest, tally: Tally) -> dict[str, object]:
    return {
        "package": test.package,
        "test": test.name,
        "passed": tally.passed,
        "failed": tally.failed,
        "errored": tally.errored,
        "not_run": tally.skipped,
        "says": sentence(tally),
    }


def _plan_document(planned: Sequence[Planned]) -> list[dict[str, object]]:
    return [
        {
            "gate": gate.gate.id,
            "runner": each.runner.name,
            "tests": [
                {
                    "package": selected.test.package,
                    "test": selected.test.name,
                    "suite": selected.suite,
                    "owner": selected.owner,
                    "timeout_seconds": selected.timeout_seconds,
                    "task": selected.task,
                }
                for selected in gate.selected
            ],
            "left_out": [
                {"package": out.test.package, "test": out.test.name, "gate": out.gate}
                for out in gate.left_out
            ],
        }
        for each in planned
        for gate in each.plan.gates
    ]
