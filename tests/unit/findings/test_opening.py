"""Findings that failures open, and how they meet the recorded ones."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from gonogo.evidence import Evidence, Outcome, Window
from gonogo.findings import FindingState, Severity, merge, open_findings

START = datetime(2026, 3, 2, tzinfo=UTC)


def seen(start: float, end: float, outcome: Outcome, chain: str = "bench-901") -> Evidence:
    window = Window(START + timedelta(seconds=start), START + timedelta(seconds=end))
    run = f"run-{start:g}"
    return Evidence(run, "balances", chain, "sha256:dd", outcome, "the batcher has 0 wei", window)


FAILED = seen(0, 10, Outcome.FAILED)
FAILED_AGAIN = seen(20, 30, Outcome.FAILED)
PASSED = seen(12, 18, Outcome.PASSED)


def test_a_failure_opens_a_finding_that_nobody_rated() -> None:
    """The finding says what failed, where, when and by which evidence."""
    (finding,) = open_findings([FAILED])

    assert (finding.check, finding.chain) == ("balances", "bench-901")
    assert (finding.opened_at, finding.evidence) == (FAILED.window.ended_at, FAILED.digest)
    assert finding.title == "balances failed on bench-901: the batcher has 0 wei"
    assert finding.state is FindingState.UNRATED


@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.FAILED])
def test_nothing_but_a_failure_opens_a_finding(outcome: Outcome) -> None:
    """What errored or was skipped is unknown, not wrong."""
    assert open_findings([seen(0, 10, outcome)]) == ()


def test_a_void_failure_opens_none() -> None:
    """Nobody can say which deployment failed while the identity moved."""
    assert open_findings([replace(FAILED, is_void=True)]) == ()


def test_failures_in_a_row_are_one_finding() -> None:
    """A check that fails every minute does not open a finding every minute."""
    errored = seen(12, 18, Outcome.ERRORED)

    assert open_findings([FAILED, errored, FAILED_AGAIN]) == open_findings([FAILED])


def test_a_failure_after_a_pass_opens_another() -> None:
    """A failure that comes back is a second finding."""
    assert len(open_findings([FAILED, PASSED, FAILED_AGAIN])) == 2


def test_a_pass_that_overlaps_the_second_failure_parts_them() -> None:
    """It counts as later than the first failure only, so each needs its own finding."""
    overlapping = seen(12, 40, Outcome.PASSED)

    assert len(open_findings([FAILED, overlapping, FAILED_AGAIN])) == 2


def test_a_pass_elsewhere_does_not_part_failures() -> None:
    """Another chain's pass says nothing about this one."""
    elsewhere = seen(12, 18, Outcome.PASSED, chain="bench-902")

    assert len(open_findings([FAILED, elsewhere, FAILED_AGAIN])) == 1


def test_each_deployment_has_findings_of_its_own() -> None:
    """Each candidate answers for what it did, also where the other one failed just before."""
    theirs = replace(FAILED_AGAIN, deployment="sha256:ee")

    assert {one.deployment for one in open_findings([FAILED, theirs])} == {"sha256:dd", "sha256:ee"}


def test_a_pass_on_another_deployment_parts_failures() -> None:
    """It might otherwise resolve the second failure, which began after it."""
    theirs = replace(PASSED, deployment="sha256:ee")

    assert len(open_findings([FAILED, theirs, FAILED_AGAIN])) == 2


def test_order_does_not_matter() -> None:
    """Whoever works it out, in whatever order, finds the same findings."""
    orders = permutations([FAILED, PASSED, FAILED_AGAIN, seen(0, 10, Outcome.FAILED, "bench-902")])

    assert len({open_findings(order) for order in orders}) == 1


def test_a_recorded_finding_stands_for_the_opened_one() -> None:
    """What people said about a finding is not lost when it is derived again."""
    (opened,) = open_findings([FAILED])
    rated = replace(opened, severity=Severity.SEV1)

    assert merge([rated], [opened]) == (rated,)


def test_two_records_of_one_finding_are_both_kept() -> None:
    """Nobody lowers a severity by writing a second record."""
    (opened,) = open_findings([FAILED])
    high, low = replace(opened, severity=Severity.SEV0), replace(opened, severity=Severity.SEV3)

    assert set(merge([high, low], [opened])) == {high, low}
    assert merge([high, low], []) == merge([low, high], [])
