"""When a gate that no requirement asks for is mended, and what only looks as if it were."""

from dataclasses import replace

import pytest

from gonogo.evidence import Evidence, Outcome, Selection
from gonogo.findings import Resolution
from gonogo.readiness import Record, judge
from tests.unit.readiness.example import (
    CHAIN,
    OTHER_DEPLOYMENT,
    at,
    evidence,
    finding_of,
    policy,
    record,
    requirement,
    run,
    window,
)

GATE = "gate:isthmus"
ASKS_ANOTHER = policy(requirement("unsafe_head_advances"))
NEEDS_A_CAUSE = policy(requirement("unsafe_head_advances"), resolves_by_pass=False)
EXCLUDED = (("most_left_out", "1000000"),)


def gate(number: int = 1, outcome: Outcome = Outcome.PASSED, **changes: object) -> Evidence:
    return replace(
        evidence(number, outcome, check=GATE, parameters=()),
        **changes,  # type: ignore[arg-type]  # keywords are the fields' own
    )


FAILED = gate(1, Outcome.FAILED)


def judged(*recorded: Evidence, **changes: object) -> Record:
    """Return a record of runs that asked for the gate and nothing else."""
    whole = record(*recorded)
    runs = tuple(replace(each, selections=(Selection(GATE, CHAIN),)) for each in whole.runs)
    return replace(whole, runs=runs, **changes)  # type: ignore[arg-type]  # as above


def open_(under: object, of: Record) -> list[str]:
    decision = judge(under, of)  # type: ignore[arg-type]  # a policy
    return [each.code for each in decision.reasons if each.code.startswith("finding-")]


def test_a_gate_that_passed_again_weighs_no_more() -> None:
    """In a rehearsal, where a pass resolves what is asked for as well."""
    assert open_(ASKS_ANOTHER, judged(FAILED)) == ["finding-lost"]
    assert open_(ASKS_ANOTHER, judged(FAILED, gate(2))) == []


def test_it_is_resolved_as_it_would_be_if_it_were_asked_for() -> None:
    """Whether a policy names the gate makes no difference to what its later passes are worth."""
    asked = policy(requirement(GATE, parameters=(), window_seconds=0.0))

    for recorded in ((FAILED,), (FAILED, gate(2)), (gate(1), gate(2, Outcome.FAILED))):
        is_open = bool(judge(asked, judged(*recorded)).answers[0].findings)
        assert bool(open_(ASKS_ANOTHER, judged(*recorded))) is is_open


@pytest.mark.parametrize(
    "later",
    [
        gate(2, Outcome.ERRORED),
        gate(2, Outcome.SKIPPED),
        gate(2, Outcome.NOT_APPLICABLE),
        gate(2, is_void=True),
        gate(2, parameters=EXCLUDED),
        gate(2, parameters=(("from_elsewhere", "true"),)),
        gate(2, deployment=OTHER_DEPLOYMENT),
        gate(2, check="gate:holocene"),
        gate(2, chain="bench-902"),
        gate(2, window=window(105, 100)),
        gate(2, window=window(215, -5)),
        gate(2, window=window(900, 5)),
        gate(2, run="run-404"),
    ],
    ids=[
        "errored",
        "skipped",
        "not-applicable",
        "void",
        "tests-excluded",
        "run-elsewhere",
        "another-deployment",
        "another-gate",
        "another-chain",
        "began-before-the-failure-ended",
        "shorter-than-nothing",
        "of-the-future",
        "of-a-run-nobody-knows",
    ],
)
def test_what_is_no_pass_of_the_whole_gate_resolves_nothing(later: Evidence) -> None:
    """Nor what passed elsewhere, without the tests that failed, or when nobody looked."""
    whole = judged(FAILED, gate(2))
    assert open_(ASKS_ANOTHER, replace(whole, evidence=(FAILED, later))) == ["finding-lost"]


def test_a_pass_before_the_failure_resolves_nothing() -> None:
    """And neither does one that a failure came after."""
    again = gate(3, Outcome.FAILED)

    assert open_(ASKS_ANOTHER, judged(gate(1), gate(2, Outcome.FAILED)))
    assert len(open_(ASKS_ANOTHER, judged(FAILED, gate(2), again))) == 2
    assert not open_(ASKS_ANOTHER, judged(FAILED, gate(2), again, gate(4)))


def test_a_failure_whose_evidence_is_lost_is_not_forgotten() -> None:
    """Its finding says when it was opened, and passes of before that are not later."""
    finding = finding_of(gate(3, Outcome.FAILED))

    assert open_(ASKS_ANOTHER, judged(gate(1), gate(2), findings=(finding,)))


def test_a_run_that_has_not_ended_shows_nothing() -> None:
    """What it saw may still be made void."""
    whole = judged(FAILED, gate(2))
    under_way = replace(whole.runs[1], ended_at=None)

    assert open_(ASKS_ANOTHER, replace(whole, runs=(whole.runs[0], under_way)))


def test_it_takes_as_many_passes_as_the_row_that_asks_for_most() -> None:
    """Nobody says how many for a gate that nobody asks for, so the strictest row does."""
    twice = policy(
        requirement("balances"), requirement("unsafe_head_advances", passes_to_resolve=2)
    )

    assert open_(twice, judged(FAILED, gate(2)))
    assert not open_(twice, judged(FAILED, gate(2), gate(3)))


def test_where_a_cause_is_asked_for_passes_resolve_nothing() -> None:
    """A cause alone neither, before somebody else agrees."""
    finding = finding_of(FAILED, resolution=Resolution("it was broken", at(150)))

    assert open_(NEEDS_A_CAUSE, judged(FAILED, gate(2), gate(3)))
    assert open_(NEEDS_A_CAUSE, judged(FAILED, gate(2), gate(3), findings=(finding,)))


def test_of_a_check_that_is_no_gate_nobody_says_how_long_it_had_to_be_observed() -> None:
    """So passes alone, of whatever length, show nothing."""
    failed, passed = evidence(1, Outcome.FAILED), evidence(2)

    assert open_(ASKS_ANOTHER, record(failed, passed, runs=(run(1), run(2))))
