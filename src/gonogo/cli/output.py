"""Show what came of a run: its verdict first, or the outcomes of its checks.

Text and JSON say the same, and the exit code says the same as both.
"""

import json
import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from gonogo.bootstrap import Application, report_of_record, report_of_run, write_report
from gonogo.cli.answers import Answers, answers_of
from gonogo.cli.exit_code import ExitCode, of_verdict
from gonogo.errors import GonogoError
from gonogo.evidence import Evidence, Outcome, Run, RunState
from gonogo.networks import Network
from gonogo.policies import LeftOut
from gonogo.printable import printable
from gonogo.readiness import Decision
from gonogo.report import Report, print_report, report_json

_SHOWN_BY_ANSWERS = frozenset({"check", "accept"})
"""Policies that are made of what was asked for, and that decide nothing."""

_MARKS = {outcome: f"{outcome.mark} {outcome.value.replace('-', ' ')}" for outcome in Outcome}
_MARK_WIDTH = max(map(len, _MARKS.values()))


def show_run(
    application: Application,
    run: Run,
    *,
    as_json: bool,
    paths: Sequence[Path] = (),
    left_out: Sequence[LeftOut] | None = None,
) -> ExitCode:
    """Show a run as far as it came, write its reports, and return its exit code.

    Args:
        application: Where the run is recorded.
        run: What to show.
        as_json: Whether to write JSON, and not text.
        paths: Where to write reports.
        left_out: Checks that were not asked; None when that is not known, since it is
            told when a run starts and not recorded.
    """
    if run.damage is None and run.policy in _SHOWN_BY_ANSWERS:
        _write_of_tests(application, run, paths)
        return _show_answers(answers_of(application, run), left_out, as_json=as_json)
    decision, damage = decision_of(application, run)
    if decision is None:
        _write_of_tests(application, run, paths if damage is None else ())
        return _show_undecided(application, run, damage, as_json=as_json)
    return _show(report_of_run(application, run, decision), as_json=as_json, paths=paths)


def _write_of_tests(application: Application, run: Run, paths: Sequence[Path]) -> None:
    """Write reports about the tests of a run that decided nothing; say it where there are none."""
    from gonogo.bootstrap import write_tests_report  # noqa: PLC0415 - Few runs need it.

    if paths and write_tests_report(application, run, paths):
        click.echo(f"report of its tests: {', '.join(map(str, paths))}", err=True)
    elif paths:
        told = "it decided nothing and ran no tests, so there is nothing to write a report about"
        click.echo(f"no report was written: {told}", err=True)


def said_by_answers(application: Application, run: Run) -> str | None:
    """Return what a run came to that its answers decide; None: a policy decided it.

    Nothing while it goes on.
    """
    if run.policy not in _SHOWN_BY_ANSWERS:
        return None
    return answers_of(application, run).code.name.lower().replace("_", "-")


def decision_of(application: Application, run: Run) -> tuple[Decision | None, str | None]:
    """Return the decision of a run, if it came to one, and what is damaged about them, if anything.

    Of a damaged run nobody can say that what stands there was decided about it.
    """
    # What stands there may have been decided about another run than is left of it.
    if run.damage is not None:
        return None, run.damage
    try:
        return application.history.decision(run.id), None
    except GonogoError as error:
        return None, error.message


def show_decision(
    application: Application,
    network: Network,
    decision: Decision,
    *,
    as_json: bool,
    paths: Sequence[Path] = (),
) -> ExitCode:
    """Show a decision that was made without observing, and return its exit code."""
    report = report_of_record(application, network, decision)
    return _show(report, as_json=as_json, paths=paths)


def _show(report: Report, *, as_json: bool, paths: Sequence[Path]) -> ExitCode:
    for path in paths:
        write_report(report, path)
    if as_json:
        # As bytes: JSON is UTF-8, whatever the terminal's encoding is.
        click.echo(report_json(report), nl=False)
    else:
        from rich.console import Console  # noqa: PLC0415 - Not needed for JSON.

        print_report(report, Console())
        for path in paths:
            click.echo(f"report: {path}")
    return of_verdict(report.decision.verdict)


def _show_undecided(
    application: Application, run: Run, damage: str | None, *, as_json: bool
) -> ExitCode:
    """Say where a run stands whose decision is not here, or cannot be read: a hold."""
    history = application.history
    # Acts tell what a run saw; what it decided at its end is kept where it was started.
    is_elsewhere = damage is None and history.request(run.id).is_from_acts
    if as_json:
        told = {"run": run.id, "number": run.number, "state": run.state.value, "verdict": None}
        told |= {"damage": damage, "is_elsewhere": is_elsewhere}
        click.echo(json.dumps(told, sort_keys=True))
        return ExitCode.HOLD
    name = f"run {run.number} ({run.id})"
    if damage is not None:
        click.echo(f"{name} is damaged, so nobody can say what it came to:")
        click.echo(f"  {damage}")
        click.echo("Restore the workspace's history from a copy; what was altered holds.")
    elif is_elsewhere:
        seen = [item.evidence for item in history.evidence_of_run(run.id).items]
        for line in elsewhere_lines(run, seen):
            click.echo(printable(line))
    else:
        click.echo(f"{name} is {run.state.value} and came to no decision.")
        if run.state is RunState.UNFINISHED:
            click.echo(f"Go on with it: gonogo resume {run.id}")
    return ExitCode.HOLD


def elsewhere_lines(run: Run, seen: Sequence[Evidence]) -> Iterator[str]:
    """Yield what acts tell of a run whose decision is not here, and what to type."""
    name = f"run {run.number} ({run.id})"
    yield f"{name} is {run.state.value}, and known here only from what was signed."
    counts = Counter("void" if item.is_void else item.outcome.value for item in seen)
    told = ", ".join(f"{count} {word}" for word, count in sorted(counts.items()))
    yield f"Of {len(run.selections)} questions it answered {len(seen)}{told and ': '}{told}."
    yield "What it decided then is kept where it was started. What it saw is signed, and counts:"
    yield f"  gonogo assess {shlex.quote(run.network)} --policy {shlex.quote(run.policy)} --now"


def _show_answers(
    answers: Answers, left_out: Sequence[LeftOut] | None, *, as_json: bool
) -> ExitCode:
    run, code = answers.run, answers.code
    if as_json:
        told = {**_answers_document(answers), "left_out": _left_out(left_out)}
        click.echo(json.dumps(told, indent=2))
        return code
    for item in answers.evidence:
        void = " (void: the deployment moved)" if item.is_void else ""
        name = f"{item.check} on {item.chain}"
        click.echo(f"{_MARKS[item.outcome]:<{_MARK_WIDTH}}  {name}{void}\n    {item.summary}")
    for check, chain in answers.unanswered:
        click.echo(f"{'? unanswered':<{_MARK_WIDTH}}  {check} on {chain}")
    for problem in answers.problems:
        click.echo(f"! {problem.about}: {problem.explanation}")
    click.echo(f"run {run.number} ({run.id}), {run.state.value}")
    return code


def _left_out(left_out: Sequence[LeftOut] | None) -> list[dict[str, str]] | None:
    if left_out is None:
        return None
    return [{"check": each.check, "why": each.why} for each in left_out]


def _answers_document(answers: Answers) -> dict[str, object]:
    run = answers.run
    return {
        "run": run.id,
        "number": run.number,
        "network": run.network,
        "state": run.state.value,
        "exit_code": int(answers.code),
        "checks": [
            {
                "check": item.check,
                "chain": item.chain,
                "outcome": item.outcome.value,
                "is_void": item.is_void,
                "summary": item.summary,
                "figures": [
                    {"name": each.name, "value": each.value, "unit": each.unit}
                    for each in item.figures
                ],
                "evidence": item.digest,
            }
            for item in answers.evidence
        ],
        "unanswered": [{"check": check, "chain": chain} for check, chain in answers.unanswered],
        "problems": [
            {"about": each.about, "explanation": each.explanation, "remedy": each.remedy}
            for each in answers.problems
        ],
    }
