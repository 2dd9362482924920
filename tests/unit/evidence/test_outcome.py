"""Outcomes: how an attempt can end."""

import pytest

from gonogo.evidence import Outcome


def test_outcomes_are_the_words_that_files_and_reports_use() -> None:
    """What was recorded under one of these words is read again under the same."""
    assert {outcome.value for outcome in Outcome} == {
        "passed",
        "failed",
        "errored",
        "skipped",
        "precluded",
        "not-applicable",
    }


@pytest.mark.parametrize("word", ["", "ok", "PASSED", "success", "not_applicable"])
def test_no_other_word_is_an_outcome(word: str) -> None:
    """An adapter that says something else is refused, and never taken for a pass."""
    with pytest.raises(ValueError, match="is not a valid Outcome"):
        Outcome(word)


def test_a_failure_is_graver_than_no_answer_and_that_than_a_pass() -> None:
    """Of several answers to one question, the gravest is the one that counts."""
    in_order = sorted(Outcome, key=lambda each: each.gravity)

    assert in_order[-1] is Outcome.FAILED
    assert in_order[:2] == [Outcome.NOT_APPLICABLE, Outcome.PASSED]
    assert len({each.gravity for each in Outcome}) == len(Outcome)


def test_only_a_pass_has_the_mark_of_one() -> None:
    """Whoever glances at marks alone takes nothing for a pass that was none."""
    told = {outcome: outcome.mark for outcome in Outcome}

    assert [outcome for outcome, mark in told.items() if mark == "✓"] == [Outcome.PASSED]
    assert [outcome for outcome, mark in told.items() if mark == "✗"] == [Outcome.FAILED]
