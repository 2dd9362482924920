"""What is gathered of a report, and when it contradicts itself."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from gonogo.acceptance import Kind, NamedTest, Result
from gonogo.acceptance.ingest.ingested import (
    DeclaredCounts,
    Gathering,
    bounded,
    disagreements,
    whole_name,
)
from gonogo.evidence import Outcome

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _result(name: str, outcome: Outcome = Outcome.PASSED) -> Result:
    return Result(NamedTest("fees", name), outcome, Kind.NONE, 0.0)


def test_nothing_is_a_fault() -> None:
    """A report without a test is no report."""
    assert Gathering().ingested().faults == ("there is no test in it",)


def test_a_test_that_is_there_twice_is_a_fault() -> None:
    """Both are kept, as two attempts, and nobody can say which one holds."""
    gathering = Gathering()
    gathering.take(_result("pays", Outcome.FAILED))
    gathering.take(_result("pays"))

    ingested = gathering.ingested()

    assert ingested.faults == ("fees:pays is in it more than once",)
    assert [result.attempt for result in ingested.results] == [1, 2]


def test_attempts_at_one_test_are_no_fault() -> None:
    """Where a report itself tells of several attempts each is kept, in order."""
    gathering = Gathering()
    gathering.take(_result("pays", Outcome.FAILED), _result("pays"))

    ingested = gathering.ingested()

    assert ingested.faults == ()
    assert [(result.attempt, result.outcome) for result in ingested.results] == [
        (1, Outcome.FAILED),
        (2, Outcome.PASSED),
    ]


def test_a_subtest_without_its_test_is_a_fault() -> None:
    """Subtests do not count, so without the test above nothing would."""
    gathering = Gathering()
    gathering.take(_result("pays/in_full"))

    assert gathering.ingested().faults == ("fees:pays is not in it, and a part of it is",)


def test_faults_are_bounded() -> None:
    """A report that is wrong everywhere is told in a few lines."""
    gathering = Gathering()
    gathering.take(_result("pays"))
    for _ in range(1000):
        gathering.fault("wrong")

    faults = gathering.ingested().faults

    assert len(faults) == 21
    assert faults[-1] == "and 980 more faults"


def test_the_earliest_moment_with_a_zone_counts() -> None:
    """A time that does not say where is not taken for ours."""
    gathering = Gathering()
    for moment in (NOON, NOON.astimezone(timezone(timedelta(hours=2))) - timedelta(minutes=1)):
        gathering.began(moment)
    gathering.began(datetime(2020, 1, 1))  # noqa: DTZ001 - That it has no zone is the case.
    gathering.began(None)

    assert gathering.ingested().started_at == NOON - timedelta(minutes=1)


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        (DeclaredCounts(), []),
        (DeclaredCounts(tests=3, failed=1, skipped=1), []),
        (DeclaredCounts(tests=5), ["it declares 5 tests and has 3"]),
        (DeclaredCounts(tests=2), ["it declares 2 tests and has 3"]),
        (DeclaredCounts(failed=2), ["it declares 2 failures and has 1"]),
        (DeclaredCounts(failed=0), []),
        (DeclaredCounts(skipped=2), ["it declares 2 skipped tests and has 1"]),
    ],
)
def test_declared_counts_are_held_against_the_tests(
    declared: DeclaredCounts, said: list[str]
) -> None:
    """What is declared and not there was lost; a failure that is there speaks for itself."""
    outcomes = {Outcome.PASSED: 1, Outcome.FAILED: 1, Outcome.SKIPPED: 1}

    assert disagreements(declared, outcomes, "it") == said


def test_a_slash_in_a_name_makes_no_subtest() -> None:
    """A name of another tool is one test, whatever it contains."""
    assert not NamedTest("fees", whole_name("GET /fees")).is_subtest


def test_a_message_is_bounded() -> None:
    """A message holds what a result can hold."""
    assert len(bounded("x" * 10_000)) == 2000
