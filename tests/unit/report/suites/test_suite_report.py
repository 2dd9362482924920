"""What a report says of a run as a whole."""

from dataclasses import replace

import pytest

from gonogo.acceptance import GateParameters
from gonogo.evidence import Outcome
from gonogo.report.suites import judged
from gonogo.report.suites.suite_report import worst_of
from tests.unit.report.suites import reports


@pytest.mark.parametrize(
    ("outcomes", "worst"),
    [
        ((), Outcome.ERRORED),
        ((Outcome.PASSED,), Outcome.PASSED),
        ((Outcome.PASSED, Outcome.SKIPPED), Outcome.SKIPPED),
        ((Outcome.ERRORED, Outcome.FAILED), Outcome.FAILED),
        ((Outcome.NOT_APPLICABLE,), Outcome.ERRORED),
        ((Outcome.PASSED, Outcome.NOT_APPLICABLE), Outcome.ERRORED),
    ],
)
def test_nothing_but_passes_is_a_pass(outcomes: tuple[Outcome, ...], worst: Outcome) -> None:
    """Of nothing, nothing is known."""
    assert worst_of(outcomes) is worst


def test_a_run_without_gates_did_not_pass() -> None:
    """There is nothing that passed."""
    assert reports.report().worst is Outcome.ERRORED


def test_a_gate_for_no_chain_did_not_pass() -> None:
    """A network of which no chain is known was not judged."""
    run = reports.all_passed().gates[0].run

    assert judged(run, (), reports.STARTED).worst is Outcome.ERRORED


def test_the_gravest_of_several_holds_counts() -> None:
    """A gate that two requirements ask for is judged by each of them."""
    run = reports.all_passed().gates[0].run
    both = (GateParameters(), GateParameters(least_tests=2))

    assert judged(run, (reports.CHAIN,), reports.STARTED, both).worst is Outcome.ERRORED


def test_a_gate_for_no_network_is_judged_by_its_tests() -> None:
    """Where no network was named, none was to be called."""
    run = replace(reports.all_passed().gates[0].run, is_local=True, calls=())

    assert judged(run, (), reports.STARTED).judgements[0][0] == ""
    assert judged(run, (), reports.STARTED).worst is Outcome.PASSED


def test_what_tests_show_needs_no_explanation() -> None:
    """A gate is told apart only where no test of it shows why it did not pass."""
    report = reports.of_all_sorts()
    silent = reports.report(replace(reports.all_passed().gates[0].run, calls=()))

    assert list(report.unexplained) == []
    assert [gate for gate, _, _ in silent.unexplained] == ["isthmus"]
