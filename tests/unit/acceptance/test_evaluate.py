"""When a gate passed, and everything that keeps it from that."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gonogo.acceptance import (
    GateParameters,
    GateRun,
    Kind,
    LeftOut,
    NamedTest,
    Quarantined,
    Result,
    evaluate,
)
from gonogo.evidence import Outcome
from tests.unit.acceptance.attempts import CHAIN, TASK, attempt, call, result

PASSED = result("TestA")
NOTHING_SAID = GateParameters()
QUARANTINED = Quarantined(NamedTest("pkg", "TestB"), "team", "fails now and then", "2026-12-24")


def outcome_of(run: GateRun, parameters: GateParameters = NOTHING_SAID) -> Outcome:
    return evaluate(run, parameters, CHAIN).outcome


def test_a_gate_passed_when_all_its_tests_did() -> None:
    """Every test that was selected was seen to pass, and the network was talked to."""
    judgement = evaluate(attempt([PASSED, result("TestB")]), NOTHING_SAID, CHAIN)

    assert judgement.outcome is Outcome.PASSED
    assert judgement.summary == "base: 2 tests passed"


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        (Outcome.FAILED, Outcome.FAILED),
        (Outcome.ERRORED, Outcome.ERRORED),
        (Outcome.PRECLUDED, Outcome.PRECLUDED),
        (Outcome.SKIPPED, Outcome.SKIPPED),
        (Outcome.NOT_APPLICABLE, Outcome.PASSED),
    ],
)
def test_one_test_that_did_not_pass_decides(told: Outcome, outcome: Outcome) -> None:
    """Beside one that passed, only what does not apply leaves a gate passed."""
    run = attempt([PASSED, result("TestB", told, "because")])

    assert outcome_of(run) is outcome


@pytest.mark.parametrize(
    "run",
    [
        attempt([]),
        attempt([], selected=["TestA"]),
        attempt([PASSED], selected=[]),
        attempt([result("TestA", Outcome.NOT_APPLICABLE)]),
        attempt([PASSED], selected=["TestA", "TestTypo"]),
        attempt([PASSED], is_interrupted=True),
        attempt([PASSED], faults=("the disk was full",)),
        attempt([PASSED], calls=[]),
        attempt([PASSED], calls=[call("another-chain")]),
        attempt([PASSED], calls=[call(answered=0)]),
        attempt([PASSED], calls=[call(answered=2, errors=2)]),
        attempt([PASSED], is_local=True),
        attempt([PASSED, result("TestB", task="002-silent")]),
    ],
    ids=[
        "nothing at all",
        "selected and no result",
        "a result that nobody selected",
        "nothing applies",
        "one of two never ran",
        "interrupted",
        "a fault of ours",
        "no call",
        "calls to another chain only",
        "calls without an answer",
        "nothing but errors for answers",
        "run without a network",
        "a process that never called",
    ],
)
def test_nothing_is_green_by_accident(run: GateRun) -> None:
    """Whatever was not seen leaves a gate without an answer."""
    assert outcome_of(run) is Outcome.ERRORED


def test_a_failure_outranks_everything_else() -> None:
    """An interruption does not take back what was seen to fail."""
    run = attempt(
        [PASSED, result("TestB", Outcome.FAILED, "want 1, got 2")], is_interrupted=True, calls=[]
    )

    judgement = evaluate(run, NOTHING_SAID, CHAIN)

    assert judgement.outcome is Outcome.FAILED
    assert judgement.summary == "base: 1 test failed: pkg:TestB: want 1, got 2"


def test_a_pass_after_a_failure_takes_nothing_back() -> None:
    """A test that has two results has the gravest."""
    run = attempt([result("TestA", Outcome.FAILED), PASSED])

    assert outcome_of(run) is Outcome.FAILED


def test_a_failed_subtest_fails_its_test() -> None:
    """A runner that calls the test passed all the same is not believed."""
    run = attempt([PASSED, result("TestA/sub", Outcome.FAILED)])

    assert outcome_of(run) is Outcome.FAILED


def test_a_skipped_subtest_leaves_its_test_passed() -> None:
    """What a test makes of its subtests is its own affair, but for failures."""
    skipped = result("TestA/sub", Outcome.SKIPPED, "not here")
    run = attempt([PASSED, skipped, result("TestA/other")])

    assert outcome_of(run) is Outcome.PASSED


def test_a_test_of_which_every_subtest_skipped_has_tried_nothing() -> None:
    """Its runner calls it passed, and nothing was seen."""
    skips = [result(f"TestA/{name}", Outcome.SKIPPED, "not here") for name in "ab"]

    assert outcome_of(attempt([PASSED, *skips])) is Outcome.SKIPPED


def test_a_skip_needs_a_reason() -> None:
    """Skips that are put up with are put up with for a reason."""
    parameters = GateParameters(most_skipped=5)
    run = attempt([PASSED, result("TestB", Outcome.SKIPPED, "no flashblocks here")])
    silent = attempt([PASSED, result("TestB", Outcome.SKIPPED)])

    assert outcome_of(run, parameters) is Outcome.PASSED
    assert outcome_of(silent, parameters) is Outcome.SKIPPED


def test_all_skipped_is_no_pass_whatever_is_put_up_with() -> None:
    """At least one test must have passed."""
    run = attempt([result("TestA", Outcome.SKIPPED, "not here")])

    assert outcome_of(run, GateParameters(most_skipped=5, least_tests=0)) is Outcome.ERRORED


def test_fewer_tests_than_declared_is_no_pass() -> None:
    """A gate from which tests were taken out passes less than it was asked to."""
    assert outcome_of(attempt([PASSED]), GateParameters(least_tests=2)) is Outcome.ERRORED


def test_another_definition_than_the_pinned_one_is_no_pass() -> None:
    """Whoever pins what a gate asks for notices that it asks for something else."""
    run = attempt([PASSED, result("TestB")])
    pinned = GateParameters(definition=run.definition)

    assert outcome_of(run, pinned) is Outcome.PASSED
    assert outcome_of(attempt([PASSED]), pinned) is Outcome.ERRORED


def test_quarantine_is_put_up_with_only_where_a_policy_says_so() -> None:
    """A test in quarantine that failed neither fails its gate nor lets it pass by itself."""
    run = attempt([PASSED, result("TestB", Outcome.FAILED)], quarantine=(QUARANTINED,))

    assert outcome_of(run) is Outcome.SKIPPED
    assert outcome_of(run, GateParameters(most_quarantined=1)) is Outcome.PASSED


def test_a_test_in_quarantine_that_passes_counts_as_any_other() -> None:
    """Quarantine forgives; it does not forbid."""
    run = attempt([PASSED, result("TestB")], quarantine=(QUARANTINED,))

    assert outcome_of(run, GateParameters(least_tests=2)) is Outcome.PASSED


def test_a_package_whose_tests_were_unknown_stands_for_them() -> None:
    """Selected as a whole, it is answered by its tests; if there are none, it never ran."""
    run = attempt([PASSED], selected=[""])
    silent = attempt([], selected=[""])

    assert outcome_of(run) is Outcome.PASSED
    assert outcome_of(silent) is Outcome.ERRORED


def test_a_package_that_broke_beside_its_tests_is_told() -> None:
    """That all its tests passed does not make up for a package that could not be run."""
    broken = Result(NamedTest("pkg"), Outcome.FAILED, Kind.CRASH, 0.0, "TestMain failed", task=TASK)
    run = attempt([PASSED, broken], selected=["TestA"])

    judgement = evaluate(run, NOTHING_SAID, CHAIN)

    assert judgement.outcome is Outcome.FAILED
    assert judgement.summary == "base: 1 package failed: pkg [crash]: TestMain failed"


def test_without_a_network_nothing_needs_to_be_called() -> None:
    """Where no network was named, the tests are judged by themselves."""
    run = attempt([PASSED], calls=[], is_local=True)

    assert evaluate(run, NOTHING_SAID, None).outcome is Outcome.PASSED


def test_figures_count_every_test_once() -> None:
    """Subtests are not counted, and a test with two results is one test."""
    run = attempt([PASSED, PASSED, result("TestA/sub"), result("TestB", Outcome.SKIPPED, "why")])

    figures = {each.name: each.value for each in evaluate(run, NOTHING_SAID, CHAIN).figures}

    assert figures["tests passed"] == 1
    assert figures["tests skipped"] == 1
    assert figures["tests selected"] == 2
    assert figures["calls to the network"] == 1


def test_order_does_not_matter() -> None:
    """The same results in another order say the same."""
    results = [PASSED, result("TestB", Outcome.FAILED, "x"), result("TestC", Outcome.FAILED, "y")]
    one, other = attempt(results), attempt(reversed(results))

    assert evaluate(one, NOTHING_SAID, CHAIN) == evaluate(
        replace(other, selected=one.selected), NOTHING_SAID, CHAIN
    )


def test_tests_that_somebody_excluded_are_told_and_missed() -> None:
    """A gate without some of its tests is another gate, unless a policy says otherwise."""
    out = LeftOut(NamedTest("pkg", "TestShaky"), "flake-shake")
    run = attempt([PASSED], left_out=(out,))

    accepted = evaluate(run, GateParameters(most_left_out=1), CHAIN)

    assert outcome_of(run) is Outcome.SKIPPED
    assert accepted.outcome is Outcome.PASSED
    assert accepted.summary == "base: 1 test passed (1 left out)"


ELSEWHERE = attempt(
    [PASSED], calls=[], source="https://ci.example/1", ran_at=datetime(2026, 11, 23, 6, tzinfo=UTC)
)
ACCEPTED = GateParameters(from_elsewhere=True)


def test_what_others_ran_counts_only_where_a_policy_says_so() -> None:
    """Nobody saw whom it talked to."""
    seen_at = datetime(2026, 11, 23, 7, tzinfo=UTC)

    refused = evaluate(ELSEWHERE, NOTHING_SAID, CHAIN, seen_at=seen_at)
    accepted = evaluate(ELSEWHERE, ACCEPTED, CHAIN, seen_at=seen_at)

    assert refused.outcome is Outcome.ERRORED
    assert accepted.outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "run",
    [
        replace(ELSEWHERE, ran_at=datetime(2026, 11, 22, 6, tzinfo=UTC)),
        replace(ELSEWHERE, ran_at=datetime(2026, 11, 24, 6, tzinfo=UTC)),
        replace(ELSEWHERE, ran_at=None),
        replace(ELSEWHERE, source=""),
    ],
    ids=["too old", "from the future", "nobody says when", "said to be ours"],
)
def test_what_others_ran_is_not_believed_without_its_time(run: GateRun) -> None:
    """A report is as old as what it reports, not as young as the day on which it is brought."""
    seen_at = datetime(2026, 11, 23, 7, tzinfo=UTC)

    assert evaluate(run, ACCEPTED, CHAIN, seen_at=seen_at).outcome is Outcome.ERRORED


def test_a_failure_elsewhere_is_a_failure() -> None:
    """Whoever ran it, and whenever."""
    run = replace(ELSEWHERE, results=(result("TestA", Outcome.FAILED),))

    assert evaluate(run, NOTHING_SAID, CHAIN).outcome is Outcome.FAILED


def test_packages_are_not_counted_as_tests() -> None:
    """Something was wrong with one as a whole; its tests are counted, each once."""
    package = replace(result("", Outcome.ERRORED, "killed"), test=NamedTest("pkg"))
    cut = result("TestB", Outcome.ERRORED, "cut off")

    both = evaluate(attempt([PASSED, cut, package]), NOTHING_SAID, CHAIN)
    alone = evaluate(attempt([PASSED, package]), NOTHING_SAID, CHAIN)

    assert both.summary.startswith("base: 1 test and 1 package gave no answer: pkg [interrupted]")
    assert alone.summary.startswith("base: 1 package gave no answer")
    assert {each.name: each.value for each in both.figures}["tests without an answer"] == 1.0
