"""What the checks of a run come to, as an exit code."""

from datetime import UTC, datetime, timedelta

import pytest

from gonogo.cli.exit_code import ExitCode
from gonogo.cli.output import elsewhere_lines, exit_code_of_checks
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
    items = [evidence(*pair) for pair in zip(checks, outcomes, strict=True)]

    assert exit_code_of_checks(run(*checks), items, ()) is code


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
    items = [evidence("a", Outcome.PASSED, is_void=is_void)]

    assert exit_code_of_checks(asked, items, problems) is ExitCode.HOLD


def test_a_run_that_is_known_from_acts_tells_what_it_saw_and_what_to_type() -> None:
    """Its decision is elsewhere, and nobody is told that there was none."""
    items = [
        evidence("a", Outcome.PASSED),
        evidence("b", Outcome.FAILED),
        evidence("c", Outcome.PASSED, is_void=True),
    ]

    lines = list(elsewhere_lines(run("a", "b", "c", "d"), items))

    assert "known here only from what was signed" in lines[0]
    assert lines[1] == "Of 4 questions it answered 3: 1 failed, 1 passed, 1 void."
    assert lines[-1].strip() == "gonogo assess n --policy check --now"


def test_a_run_that_saw_nothing_is_told_so() -> None:
    """No colon waits for words that do not come."""
    assert "Of 1 questions it answered 0." in list(elsewhere_lines(run("a"), []))
