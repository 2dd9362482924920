"""Results of suites that are not ours: who may say that a test does not apply."""

from dataclasses import replace

import pytest

from gonogo.acceptance import Kind, NamedTest, Result
from gonogo.evidence import Outcome

TOLD = Result(NamedTest("pkg", "TestOne"), Outcome.NOT_APPLICABLE, Kind.NOT_APPLICABLE, 1.0, "no x")


def test_what_does_not_apply_was_skipped() -> None:
    """Only our own gates look at the inventory; whoever else says so did not run."""
    seen = TOLD.unprivileged

    assert (seen.outcome, seen.kind, seen.message) == (Outcome.SKIPPED, Kind.SKIPPED, "no x")
    assert (seen.test, seen.seconds) == (TOLD.test, TOLD.seconds)


def test_a_skip_that_it_becomes_has_a_reason() -> None:
    """Or it would read as one that somebody gave without any."""
    assert replace(TOLD, message="").unprivileged.message


@pytest.mark.parametrize(
    "outcome", [each for each in Outcome if each is not Outcome.NOT_APPLICABLE]
)
def test_every_other_outcome_is_believed(outcome: Outcome) -> None:
    """A failure of theirs is a failure, and a pass a pass."""
    told = replace(TOLD, outcome=outcome, kind=Kind.NONE)

    assert told.unprivileged is told


def test_every_kind_is_a_word_that_files_can_hold() -> None:
    """They are written into reports and histories, and read again from there."""
    assert len({kind.value for kind in Kind}) == len(Kind)
    assert all(kind.value == kind.value.lower().strip() for kind in Kind)
