"""What the judge is given of a machine's history, and that nothing untrusted is left out."""

from datetime import timedelta

import pytest

from gonogo.evidence import Outcome, Run
from gonogo.findings import Finding
from gonogo.networks import Deployment
from gonogo.readiness import Decision, Policy, Problem, Verdict
from gonogo.workflows import CorruptRecordError, Shelf
from gonogo.workflows.record import decide, decide_from
from tests.contract.store.memory import MemoryHistory
from tests.simulator.signed_record import BEGAN
from tests.unit.workflows.machine import (
    FORMER,
    OTHER_CANDIDATE,
    OURS,
    STALLED,
    Machine,
    limit,
    policy,
    seen,
)


@pytest.fixture
def machine() -> Machine:
    return Machine(BEGAN)


def judged(machine: Machine, asked: Policy, history: MemoryHistory | None = None) -> Decision:
    return decide(
        asked,
        seen(),
        history=history or machine.history,
        artifacts=machine.artifacts,
        now=machine.now + timedelta(minutes=1),
    )


def test_a_pass_under_the_asked_limit_is_go(machine: Machine) -> None:
    """The way when all is well, which every other test here spoils in one place."""
    machine.measure()

    assert judged(machine, policy(5)).verdict is Verdict.GO


def test_nothing_measured_is_a_hold(machine: Machine) -> None:
    """Silence is never success."""
    assert judged(machine, policy(5)).verdict is Verdict.HOLD


@pytest.mark.parametrize(("limit", "verdict"), [(5, Verdict.GO), (2, Verdict.NO_GO)])
def test_readings_are_judged_anew_under_other_limits(
    machine: Machine, limit: int, verdict: Verdict
) -> None:
    """A stall of four seconds passed for ten, and says about less what it says now."""
    machine.measure(STALLED, stall_seconds=10)

    assert judged(machine, policy(limit)).verdict is verdict


def test_a_failure_counts_whatever_its_limit_was(machine: Machine) -> None:
    """No policy with wider limits makes an observed failure go away."""
    machine.measure(STALLED, stall_seconds=2)

    decision, record = decide_from(
        policy(10),
        seen(),
        history=machine.history,
        artifacts=machine.artifacts,
        now=machine.now,
    )

    assert {item.outcome for item in record.evidence} == {Outcome.FAILED, Outcome.PASSED}
    assert decision.verdict is not Verdict.GO


def test_limits_that_share_readings_are_each_judged_once(machine: Machine) -> None:
    """Two requirements, one observation, two pieces of evidence; nobody asked for the third."""
    machine.measure(STALLED, stall_seconds=10)

    _, record = decide_from(
        policy(2, 5), seen(), history=machine.history, artifacts=machine.artifacts, now=machine.now
    )

    assert [(item.parameters, item.outcome) for item in record.evidence] == [
        (limit(2), Outcome.FAILED),
        (limit(5), Outcome.PASSED),
    ]


def test_readings_that_are_gone_hold_what_rests_on_them(machine: Machine) -> None:
    """A pass whose readings nobody can look at again is none."""
    item = machine.measure()
    machine.artifacts.kept.pop(item.evidence.readings[-1])

    decision = judged(machine, policy(5))

    assert decision.verdict is Verdict.HOLD
    assert any("is not what it was" in reason.explanation for reason in decision.reasons)


def test_readings_that_are_gone_are_not_judged_anew(machine: Machine) -> None:
    """What would have to be judged by other limits, and cannot be, is told."""
    item = machine.measure(stall_seconds=10)
    machine.artifacts.kept.pop(item.observation)

    decision = judged(machine, policy(5))

    assert decision.verdict is Verdict.HOLD
    assert any("is not what it was" in reason.explanation for reason in decision.reasons)


def test_of_a_former_deployment_only_failures_are_read(machine: Machine) -> None:
    """A pass of another candidate says nothing about this one."""
    machine.measure(where=FORMER)
    failed = machine.measure(STALLED, stall_seconds=2, where=FORMER)

    _, record = decide_from(
        policy(5), seen(), history=machine.history, artifacts=machine.artifacts, now=machine.now
    )

    assert record.evidence == (failed.evidence,)
    assert {known.candidate for known in record.deployments} == {OTHER_CANDIDATE}


def test_the_run_that_asks_counts_as_finished(machine: Machine) -> None:
    """It judges before it ends; any other run that has not ended is unfinished."""
    item = machine.measure(ends=False)

    def state(current: str | None) -> Run:
        _, record = decide_from(
            policy(5),
            seen(),
            history=machine.history,
            artifacts=machine.artifacts,
            now=machine.now,
            current=current,
        )
        return record.runs[0]

    assert state(item.evidence.run).ended_at == machine.now
    assert state(None).ended_at is None


class Damaged(MemoryHistory):
    """A history in which somebody altered a table."""

    def __init__(self, machine: Machine, table: str) -> None:
        super().__init__(machine.locks)
        vars(self).update(vars(machine.history))
        self.table = table

    def _require_whole(self, table: str) -> None:
        if table == self.table:
            raise CorruptRecordError(f"the table of {table}", "its rows were altered")

    def runs(self) -> tuple[Run, ...]:
        """Return the runs, if they are whole."""
        self._require_whole("runs")
        return super().runs()

    def runs_started(self) -> int:
        """Return how many there were, if that is whole."""
        self._require_whole("starts")
        return super().runs_started()

    def deployments(self, network: str) -> tuple[Deployment, ...]:
        """Return them, if they are whole."""
        self._require_whole("deployments")
        return super().deployments(network)

    def findings(self, deployment: str) -> tuple[Finding, ...]:
        """Return them, if they are whole."""
        self._require_whole("findings")
        return super().findings(deployment)

    def evidence_of_deployment(self, deployment: str) -> Shelf:
        """Return it, with what is wrong with it."""
        found = super().evidence_of_deployment(deployment)
        if self.table != "evidence":
            return found
        return Shelf(found.items, (Problem("record", "a row of evidence was altered", "r"),))


@pytest.mark.parametrize("table", ["runs", "starts", "deployments", "findings", "evidence"])
def test_a_table_that_was_altered_holds(machine: Machine, table: str) -> None:
    """Whatever else is well: what cannot be read could have said otherwise."""
    machine.measure()

    decision = judged(machine, policy(5), Damaged(machine, table))

    assert decision.verdict is Verdict.HOLD
    assert any("altered" in reason.explanation for reason in decision.reasons)


def test_nobody_knows_what_a_deployment_that_is_not_recognised_would_say(
    machine: Machine,
) -> None:
    """What was observed before is about something else, as far as anybody can say."""
    machine.measure(where=OURS)

    decision = decide(
        policy(5),
        seen(None),
        history=machine.history,
        artifacts=machine.artifacts,
        now=machine.now,
    )

    assert decision.verdict is Verdict.HOLD
