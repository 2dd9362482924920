"""The record sorted by question, once, whatever order it came in."""

from dataclasses import replace

import pytest

from gonogo.evidence import Evidence, Outcome
from gonogo.readiness.book import open_book
from tests.unit.readiness.example import CHAIN, evidence, policy, record, requirement

PASSED, FAILED, ERRORED = evidence(1), evidence(2, Outcome.FAILED), evidence(3, Outcome.ERRORED)


@pytest.mark.parametrize(
    "items", [(PASSED, FAILED, ERRORED), (ERRORED, FAILED, PASSED), (FAILED, PASSED, ERRORED)]
)
def test_order_of_the_record_changes_nothing(items: tuple[Evidence, ...]) -> None:
    """What is about a question is in the order of time, and what failed opened a finding."""
    book = open_book(record(*items), policy())

    about = book.about(requirement(), CHAIN)
    assert about.passes == [PASSED]
    assert about.failures == [FAILED]
    assert [each.evidence for each in about.unanswered] == [FAILED, ERRORED]
    assert [each.evidence for each in about.findings] == [FAILED.digest]


def test_question_that_nobody_asked_is_empty() -> None:
    """Nothing was attempted at it, which is not the same as an answer."""
    book = open_book(record(PASSED), policy())

    about = book.about(replace(requirement(), check="another_check"), CHAIN)
    assert not about.passes
    assert not about.runs


def test_derived_finding_is_not_on_record() -> None:
    """A finding that only follows from a failure is told from one that somebody recorded."""
    book = open_book(record(FAILED), policy())

    assert book.about(requirement(), CHAIN).findings
    assert not book.recorded_findings
