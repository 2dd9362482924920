"""What is said of a run whose decision is not here."""

from datetime import UTC, datetime, timedelta

from gonogo.cli.output import elsewhere_lines
from gonogo.evidence import Evidence, Outcome, Run, RunState, Selection, Window

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def evidence(check: str, outcome: Outcome, *, is_void: bool = False) -> Evidence:
    window = Window(NOON, NOON + timedelta(seconds=10))
    return Evidence("run", check, "c", "d", outcome, "seen", window, is_void=is_void)


def run(*checks: str, state: RunState = RunState.FINISHED) -> Run:
    selections = tuple(Selection(check, "c") for check in checks)
    return Run("run", 1, "n", "check", "p", "d", selections, NOON, NOON, state)


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
