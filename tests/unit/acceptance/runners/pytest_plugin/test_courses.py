"""What becomes of a test: the gravest answer of its phases, or of its cases."""

import pytest

from gonogo.acceptance.runners.pytest_plugin.gonogo_events.courses import (
    FAIL,
    PASS,
    PHASES,
    SKIP,
    Answer,
    Course,
    Family,
)


def course(*answers: Answer, passed: frozenset[str] = PHASES) -> Course:
    made = Course("test_x.py", "test_a", None)
    made.passed |= passed
    for answer in answers:
        made.take(answer)
    return made


def test_a_test_passed_when_every_phase_did() -> None:
    """Set up, called and torn down without a word: that is a pass."""
    assert course(Answer(PASS)).conclude().action == PASS


@pytest.mark.parametrize("phase", sorted(PHASES))
def test_a_phase_that_is_missing_is_no_pass(phase: str) -> None:
    """What pytest did not take through all phases did not run."""
    answer = course(passed=PHASES - {phase}).conclude()

    assert (answer.action, answer.kind) == (SKIP, "skipped")
    assert phase in answer.message


def test_the_gravest_answer_stays() -> None:
    """No later pass or skip softens a failure, and the first failure is the reason."""
    answer = course(
        Answer(SKIP, "skipped", "no"),
        Answer(FAIL, "assertion", "first"),
        Answer(PASS),
        Answer(FAIL, "crash", "second"),
    ).conclude()

    assert (answer.action, answer.message) == (FAIL, "first")


def test_a_case_has_no_subtests_by_its_name() -> None:
    """A slash in the name of a case would begin another subtest."""
    assert Course("test_x.py", "test_a", "x/y").name == "test_a/x%2Fy"


@pytest.mark.parametrize(
    ("actions", "action"),
    [((PASS, PASS), PASS), ((PASS, SKIP), SKIP), ((SKIP, FAIL, PASS), FAIL)],
)
def test_the_gravest_case_is_the_answer_of_all(actions: tuple[str, ...], action: str) -> None:
    """A parametrised test has passed when all of its cases have."""
    family = Family()
    family.said = [(f"test_a/{number}", Answer(said)) for number, said in enumerate(actions)]

    assert family.conclude().action == action
