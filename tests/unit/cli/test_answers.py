"""What the answers of a run come to by themselves, as an exit code."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gonogo.cli.answers import Answers
from gonogo.cli.exit_code import ExitCode
from gonogo.evidence import Evidence, Outcome, Run, RunState, Selection, Window
from gonogo.readiness import Problem

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def evidence(check: str, outcome: Outcome, *, is_void: bool = False) -> Evidence:
    window = Window(NOON, NOON + timedelta(seconds=10))
    return Evidence("run", check, "c", "d", outcome, "seen", window, is_void=is_void)


def run(*checks: str, state: RunState = RunState.FINISHED) -> Run:
    selections = tuple(Selection(check, "c") for check in checks)
    return Run("run", 1, "n", "check", "p", "d", selections, NOON, NOON, state)


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([Outcome.PASSED, Outcome.PASSED], ExitCode.GO),
        ([Outcome.PASSED, Outcome.NOT_APPLICABLE], ExitCode.GO),
        ([Outcome.NOT_APPLICABLE], ExitCode.HOLD),
        ([Outcome.PASSED, Outcome.ERRORED], ExitCode.HOLD),
        ([Outcome.PASSED, Outcome.SKIPPED], ExitCode.HOLD),
        ([Outcome.PASSED, Outcome.PRECLUDED], ExitCode.HOLD),
        ([Outcome.ERRORED, Outcome.FAILED], ExitCode.NO_GO),
        ([Outcome.PASSED, Outcome.FAILED], ExitCode.NO_GO),
        ([], ExitCode.HOLD),
    ],
)
def test_worst_outcome_decides(outcomes: list[Outcome], code: ExitCode) -> None:
    """Only passes alone are a go; nothing at all is a hold."""
    checks = [f"check_{index}" for index in range(len(outcomes))]
    items = tuple(evidence(*pair) for pair in zip(checks, outcomes, strict=True))

    assert Answers(run(*checks), items).code is code


@pytest.mark.parametrize(
    ("asked", "problems", "is_void"),
    [
        pytest.param(run("a", "b"), (), False, id="an answer is missing"),
        pytest.param(run("a", state=RunState.CANCELLED), (), False, id="cancelled"),
        pytest.param(run("a", state=RunState.UNFINISHED), (), False, id="cut off"),
        pytest.param(run("a"), (Problem("record", "damaged"),), False, id="a problem"),
        pytest.param(run("a"), (), True, id="void"),
    ],
)
def test_pass_alone_is_not_enough(
    *, asked: Run, problems: tuple[Problem, ...], is_void: bool
) -> None:
    """A pass counts only when the run is whole and nothing is wrong with it."""
    items = (evidence("a", Outcome.PASSED, is_void=is_void),)

    assert Answers(asked, items, problems).code is ExitCode.HOLD


def test_a_failure_that_came_before_the_end_decides() -> None:
    """Of a run that was cut off, what it had seen to fail is not unknown."""
    items = (evidence("a", Outcome.FAILED),)

    assert Answers(run("a", "b", state=RunState.CANCELLED), items).code is ExitCode.NO_GO


def test_what_was_asked_of_two_chains_is_answered_by_each() -> None:
    """The answer of one chain is none of the other, and each question is told once."""
    selections = tuple(Selection("a", chain) for chain in ("c", "other"))
    asked = replace(run("a"), selections=selections)

    assert Answers(asked, (evidence("a", Outcome.PASSED),)).unanswered == [("a", "other")]
