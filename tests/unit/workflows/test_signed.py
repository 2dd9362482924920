"""What is judged of signed acts, and what only this machine knows beside them."""

from datetime import timedelta

import pytest

from gonogo.evidence import Outcome
from gonogo.people import ActKind
from gonogo.readiness import Problem, Reason, Verdict
from gonogo.record import RecordedDeployment, RecordedFact, RecordedIdentity, RunEndedBody
from gonogo.workflows import Judgement, Seen
from gonogo.workflows.signed import (
    evaluations_of,
    judge_signed,
    judged,
    known_deployments,
    last_deployment,
)
from gonogo.workflows.testimony import ended_body
from tests.unit.readiness import signed_example
from tests.unit.workflows import machine as machines
from tests.unit.workflows.machine import STALLED, Machine, Said, policy

RECORDED = (RecordedFact("chain.901.genesis_hash", "0x01"),)
OURS = RecordedDeployment(machines.NETWORK, machines.CANDIDATE, RecordedIdentity(RECORDED))


class Bench(signed_example.Bench):
    """A record in which a runner said what this machine measured."""

    def say(self, machine: Machine, run: str) -> None:
        """Let the runner sign a run of the machine."""
        self.started(machines.CHECK)
        found = machine.history.run(run)
        body = ended_body(found, found.state, machine.history, unknown_facts=())
        at = max(self.now, machine.now) + timedelta(minutes=1)
        self.sign(ActKind.RUN_ENDED, body, by="lab-1", at=at)


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def machine(bench: Bench) -> Machine:
    """A machine whose only run passed, and was signed."""
    made = Machine(bench.now)
    bench.say(made, made.measure().evidence.run)
    return made


def judgement(
    machine: Machine,
    said: Said,
    *,
    seen: Seen | None = None,
    added: tuple[Reason, ...] = (),
    limit: int = 5,
) -> Judgement:
    return judge_signed(
        policy(limit),
        seen or machines.seen(),
        means=machine.means(said),
        signed=said,
        now=said.record.now + timedelta(minutes=1),
        added=added,
    )


def blocks(judgement: Judgement) -> list[tuple[str, Verdict]]:
    return [(block.code, block.verdict) for block in judgement.blocks]


def test_what_was_signed_is_met(bench: Bench, machine: Machine) -> None:
    """Nothing on this machine speaks against it."""
    found = judgement(machine, Said(bench))

    assert [answer.answer.value for answer in found.decision.answers] == ["met"]
    assert blocks(found) == []


def test_what_nobody_signed_counts_for_nothing_and_holds(bench: Bench, machine: Machine) -> None:
    """A pass in the database alone is no evidence, and its absence is no silence."""
    said = Said(bench)
    said.against = Problem("key", "there is no key", "Make one.")
    unsigned = machine.measure(STALLED, stall_seconds=2).evidence

    found = judgement(machine, said)

    assert unsigned not in found.record.evidence
    assert ("unsigned-run", Verdict.HOLD) in blocks(found)
    told = next(reason for reason in found.decision.reasons if reason.code == "unsigned-run")
    assert (told.subject, told.remedy) == (unsigned.run, "Make one.")
    assert "there is no key" in told.explanation


def test_runs_of_another_network_hold_nothing_here(bench: Bench, machine: Machine) -> None:
    """What is measured elsewhere, signed or not, is not about this."""
    machine.begin("another")

    assert blocks(judgement(machine, Said(bench))) == []


def test_what_is_missed_in_the_record_holds(bench: Bench, machine: Machine) -> None:
    """Acts that this machine signed, or saw, and files that nobody signed: each by name."""
    said = Said(bench)
    said.lost, said.missed = ("sha256:aa",), ("sha256:bb",)
    said.not_adopted = (Problem("people.yaml", "says what nobody signed", "Adopt it."),)

    found = judgement(machine, said)

    assert blocks(found) == [
        ("lost-act", Verdict.HOLD),
        ("missed-act", Verdict.HOLD),
        ("unadopted", Verdict.HOLD),
    ]
    assert {"sha256:aa", "sha256:bb", "people.yaml"} <= {
        reason.subject for reason in found.decision.reasons
    }
    assert found.decision.verdict is Verdict.HOLD


def test_what_was_not_read_now_holds(bench: Bench, machine: Machine) -> None:
    """Whatever was signed: the network itself said less than it should."""
    unread = Seen(
        machines.network(),
        machines.CANDIDATE,
        machines.OURS.digest,
        unknown_facts=("node.b", "node.a"),
        problems=(Problem("network", "none of its nodes answers", "Start it."),),
    )

    found = judgement(machine, Said(bench), seen=unread)

    assert blocks(found) == [("seen-now", Verdict.HOLD), ("unknown-now", Verdict.HOLD)]
    told = next(reason for reason in found.decision.reasons if reason.code == "unknown-now")
    assert "node.a, node.b" in told.explanation


def test_what_whoever_decides_adds_is_told_first(bench: Bench, machine: Machine) -> None:
    """And is part of what is signed, apart from what follows from the acts."""
    added = Reason("decision", Verdict.NO_GO, "not before Monday", "Wait.", "blocked", "x")

    found = judgement(machine, Said(bench), added=(added,))

    assert found.decision.reasons[0] == added
    assert blocks(found) == [("blocked", Verdict.NO_GO)]


def test_readings_here_are_judged_anew_by_other_limits(bench: Bench) -> None:
    """What was signed under one limit answers another, as long as the readings are here."""
    machine = Machine(bench.now)
    item = machine.measure(STALLED, stall_seconds=10)
    bench.say(machine, item.evidence.run)
    said = Said(bench)

    anew = evaluations_of(policy(2), machines.seen(), means=machine.means(said), signed=said)
    found = judgement(machine, said, limit=2)

    assert [(body.run, [one.outcome for one in body.evidence]) for body in anew] == [
        (item.evidence.run, [Outcome.FAILED])
    ]
    assert [answer.answer.value for answer in found.decision.answers] == ["unmet"]


def test_readings_that_are_elsewhere_leave_the_question_open(bench: Bench) -> None:
    """Another machine measured it: nobody can say here what other limits would make of it."""
    machine = Machine(bench.now)
    item = machine.measure(STALLED, stall_seconds=10)
    bench.say(machine, item.evidence.run)
    machine.artifacts.kept.clear()
    said = Said(bench)

    assert evaluations_of(policy(2), machines.seen(), means=machine.means(said), signed=said) == ()
    assert judgement(machine, said, limit=2).decision.verdict is Verdict.HOLD


def test_the_last_deployment_is_the_one_that_was_signed_last(
    bench: Bench, machine: Machine
) -> None:
    """What this machine saw and nobody signed does not go before it."""
    machine.measure(where=machines.FORMER)
    said = Said(bench)

    assert last_deployment(machines.NETWORK, machine.means(said)) == machines.OURS.digest
    assert last_deployment(machines.NETWORK, machine.means()) == machines.FORMER.digest
    assert last_deployment("another", machine.means(said)) is None


def test_an_end_without_a_beginning_makes_no_deployment_known(bench: Bench) -> None:
    """Somebody's word about a run that was never begun is no sight of a network."""
    body = RunEndedBody(
        "run-9",
        "finished",
        machines.NETWORK,
        machines.CANDIDATE,
        OURS,
        is_void=False,
        evidence=(),
        unknown_facts=(),
        problems=(),
    )
    bench.sign(ActKind.RUN_ENDED, body, by="lab-1")
    machine = Machine(bench.now)

    assert known_deployments(machines.NETWORK, machine.means(Said(bench))) == ()


@pytest.mark.usefixtures("machine")
def test_deployments_are_known_from_here_and_from_acts(bench: Bench) -> None:
    """Another machine may have seen one that this one has not."""
    elsewhere = Machine(bench.now)
    elsewhere.measure(where=machines.FORMER)

    known = known_deployments(machines.NETWORK, elsewhere.means(Said(bench)))

    assert {one.digest for one in known} == {machines.OURS.digest, machines.FORMER.digest}


def test_without_a_project_the_history_is_judged(machine: Machine) -> None:
    """There nobody signs anything, and what was measured is what there is."""
    asked, now = policy(5), machine.now + timedelta(minutes=1)

    alone = judged(asked, machines.seen(), means=machine.means(), now=now)

    assert alone.verdict is Verdict.GO
