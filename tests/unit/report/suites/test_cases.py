"""Tests of several gates, each once."""

from gonogo.acceptance import Kind, NamedTest, Selected
from gonogo.evidence import Outcome
from gonogo.report.suites.cases import Seat, cases_of
from tests.unit.report.suites import reports

TEST = NamedTest("pkg", "TestA")


def test_a_test_of_two_gates_is_one_test() -> None:
    """It has a seat in each of them."""
    run = reports.gate_run((reports.result(TEST),))
    both = (run, reports.gate_run((reports.result(TEST),), gate="base"))

    (case,) = cases_of(both)

    assert case.seats == (Seat("base"), Seat("isthmus"))


def test_the_gravest_outcome_of_any_gate_counts() -> None:
    """Where gates saw a test differently, it did not pass."""
    passed = reports.gate_run((reports.result(TEST),))
    failed = reports.gate_run((reports.result(TEST, Outcome.FAILED, Kind.CRASH),), gate="base")

    for runs in ((passed, failed), (failed, passed)):
        assert cases_of(runs)[0].outcome is Outcome.FAILED


def test_a_test_of_a_whole_package_has_the_seat_of_the_package() -> None:
    """Suite and owner are those that the package was selected with."""
    run = reports.gate_run(
        (reports.result(TEST),), selected=(Selected(NamedTest("pkg"), "fees", "protocol"),)
    )

    (case,) = cases_of([run])

    assert (case.owner, case.seats) == ("protocol", (Seat("isthmus", "fees"),))


def test_what_never_ran_has_no_result() -> None:
    """It is there all the same, and says so."""
    (case,) = cases_of([reports.gate_run((), selected=(Selected(TEST, task="001"),))])

    assert (case.outcome, case.kind, case.task) == (Outcome.ERRORED, Kind.NEVER_RAN, "001")
    assert "nothing was ever heard of it" in case.message


def test_other_attempts_are_kept_apart() -> None:
    """The gravest of two results is the one that counts, and the other is not lost."""
    run = reports.gate_run(
        (reports.result(TEST), reports.result(TEST, Outcome.FAILED, Kind.CRASH, attempt=2))
    )

    (case,) = cases_of([run])

    assert case.outcome is Outcome.FAILED
    assert [each.outcome for each in case.others] == [Outcome.PASSED]
