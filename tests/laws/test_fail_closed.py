"""Cases in which other gates let something pass, and ours must not.

One test for each row of the product's list that the judge alone decides; the
name of the row says where it was seen. The other rows are about runners,
waivers and bundles.
"""

from dataclasses import fields, replace

import msgspec
import pytest

from gonogo.documents import DocumentError
from gonogo.evidence import Evidence, Outcome, Run, RunState, Selection
from gonogo.readiness import (
    Decision,
    EmptyPolicyError,
    Policy,
    Record,
    RequirementAnswer,
    Verdict,
    judge,
    parse_policy,
    shipped_policy_text,
    worst,
)
from tests.unit.readiness.example import (
    CHAIN,
    OTHER_DEPLOYMENT,
    SAFE,
    answer_to,
    at,
    evidence,
    policy,
    record,
    requirement,
    run,
    window,
)

BOTH = policy(requirement(), requirement("balances"))
BALANCES = Selection("balances", CHAIN)


def asking_both(number: int = 1, **changes: object) -> Run:
    return replace(run(number), selections=(Selection(SAFE, CHAIN), BALANCES), **changes)  # type: ignore[arg-type]  # its fields


def verdict(judged: Record, under: Policy | None = None) -> Verdict:
    return judge(under or policy(), judged).verdict


def test_row_7_an_errored_check_holds() -> None:
    """op-acceptor: a test of status `error` lets its gate pass."""
    assert verdict(record(evidence(1, Outcome.ERRORED))) is Verdict.HOLD


@pytest.mark.parametrize("state", [RunState.CANCELLED, RunState.FINISHED, RunState.UNFINISHED])
def test_row_8_what_was_selected_and_not_executed_holds(state: RunState) -> None:
    """op-acceptor: when a run is interrupted, the remaining tests vanish."""
    ended_at = None if state is RunState.UNFINISHED else at(120)
    interrupted = asking_both(state=state, ended_at=ended_at)

    decision = judge(BOTH, record(evidence(), runs=(interrupted,)))

    assert decision.verdict is Verdict.HOLD
    assert decision.answers[1].verdict is Verdict.HOLD


def test_row_9_failures_are_no_success() -> None:
    """op-acceptor: a stability run with failures exits with 0."""
    runs = [evidence(number) for number in range(1, 10)] + [evidence(10, Outcome.FAILED)]

    assert verdict(record(*runs)) is Verdict.NO_GO


@pytest.mark.parametrize("outcomes", [(), (Outcome.ERRORED,) * 3])
def test_row_11_stopped_before_any_measurement_holds(outcomes: tuple[Outcome, ...]) -> None:
    """Argo Rollouts: without measurements, or when all of them errored, it is Successful."""
    attempts = [evidence(number, outcome) for number, outcome in enumerate(outcomes, start=1)]

    assert verdict(record(*attempts)) is Verdict.HOLD


def test_row_12_a_requirement_without_data_holds_the_others() -> None:
    """Kayenta: a group of metrics without data is worth 100 points."""
    decision = judge(BOTH, record(evidence(), runs=(asking_both(),)))

    assert decision.answers[0].verdict is Verdict.GO
    assert decision.verdict is Verdict.HOLD


def test_row_13_no_history_is_said_to_be_unknown() -> None:
    """OpenShift's aggregator: without a history, 70 % are assumed."""
    answer = answer_to(record())

    assert answer.verdict is Verdict.HOLD
    assert "nothing was recorded" in answer.seen


@pytest.mark.parametrize("failures", [1, 2])
def test_row_14_no_failure_is_pardoned(failures: int) -> None:
    """OpenShift's aggregator: the first two failures are pardoned."""
    attempts = [evidence(number) for number in range(1, 20)]
    attempts += [evidence(20 + number, Outcome.FAILED) for number in range(failures)]

    assert verdict(record(*attempts)) is Verdict.NO_GO


def test_row_15_a_check_that_vanished_holds() -> None:
    """Sippy: a test that is no longer in the sample is not red."""
    before = record(evidence(1), runs=(run(1), run(2)), runs_started=2)

    assert verdict(before) is Verdict.HOLD


def test_row_16_a_policy_without_requirements_cannot_be_made() -> None:
    """release-controller: without blocking jobs everything is accepted."""
    text = shipped_policy_text("rehearsal")
    head = text[: text.index("requirements:")]

    with pytest.raises(EmptyPolicyError):
        replace(policy(), requirements=())
    with pytest.raises(DocumentError, match="every network would meet this policy"):
        parse_policy(f"{head}requirements: []\n", "empty.yaml")


def test_row_17_a_later_failure_revokes() -> None:
    """Kargo: what was verified stays verified when it fails later."""
    assert verdict(record(evidence(1))) is Verdict.GO
    assert verdict(record(evidence(1), evidence(2, Outcome.FAILED))) is Verdict.NO_GO


def test_row_18_the_empty_combination_holds() -> None:
    """Greenwave, Bodhi: `all([])` is satisfied."""
    assert worst([]) is Verdict.HOLD
    assert verdict(record(evidence(), chains=())) is Verdict.HOLD


def test_row_19_there_is_no_second_place_for_the_verdict() -> None:
    """Konflux: the reason is recorded, and the boolean beside it is not."""
    stored = [field.name for kind in (Decision, RequirementAnswer) for field in fields(kind)]

    assert "verdict" not in stored


@pytest.mark.parametrize("outcome", [Outcome.SKIPPED, Outcome.PRECLUDED])
def test_row_21_a_required_check_that_was_skipped_holds(outcome: Outcome) -> None:
    """GitHub: a required job that is skipped counts as success."""
    assert verdict(record(evidence(1, outcome))) is Verdict.HOLD


def test_row_22_no_tests_hold() -> None:
    """quay/release-readiness: without tests, all checks are passing."""
    nothing_selected = run(selections=())

    assert verdict(record(runs=(nothing_selected,), runs_started=1)) is Verdict.HOLD


@pytest.mark.parametrize(
    "stale",
    [evidence(1), evidence(1, window=window(101, 0))],
)
def test_row_24_a_stale_or_empty_sample_holds(stale: Evidence) -> None:
    """Prometheus checks: where a series is absent or stale, the rule does not fire."""
    assert verdict(record(stale, judged_at=at(10_000))) is Verdict.HOLD


@pytest.mark.parametrize(
    ("of_elsewhere", "told"),
    [
        (evidence(1, deployment=OTHER_DEPLOYMENT), "of another deployment"),
        (evidence(1, is_void=True), "the deployment's identity moved"),
    ],
)
def test_row_25_evidence_of_another_build_is_ignored_and_said(
    of_elsewhere: Evidence, told: str
) -> None:
    """Any: it is counted."""
    decision = judge(policy(), record(of_elsewhere))

    assert decision.verdict is Verdict.HOLD
    assert any(told in note for note in decision.notes)


@pytest.mark.parametrize("outcome", ["ok", "PASSED", "", None, 1])
def test_row_26_an_unknown_outcome_is_no_outcome(outcome: object) -> None:
    """Any: an unknown value of an adapter becomes the default."""
    told = msgspec.json.decode(msgspec.json.encode(evidence()))
    told["outcome"] = outcome

    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(told, Evidence)
