"""What a machine signs of its runs, when it may, and which runs nobody vouches for."""

import pytest

from gonogo.evidence import RunState
from gonogo.readiness import Problem
from gonogo.workflows import CorruptRecordError, settle
from gonogo.workflows.testimony import ended_body, sign_end, sign_start, unsigned_runs
from tests.unit.readiness.signed_example import Bench
from tests.unit.workflows.machine import NETWORK, OURS, STALLED, Machine, Said


@pytest.fixture
def said() -> Said:
    return Said(Bench())


@pytest.fixture
def machine(said: Said) -> Machine:
    return Machine(said.record.now)


def test_what_is_signed_of_a_run_is_what_it_recorded(machine: Machine) -> None:
    """Evidence, deployment and what was not seen, in one act."""
    item = machine.measure()
    run = machine.history.run(item.evidence.run)

    body = ended_body(run, RunState.CANCELLED, machine.history, unknown_facts=("b", "a", "b"))

    assert body.state == "cancelled"
    assert body.evidence == (item.evidence,)
    assert body.deployment is not None
    assert body.deployment.digest == OURS.digest
    assert body.unknown_facts == ("a", "b")
    assert not body.is_void


def test_void_evidence_makes_a_void_run(machine: Machine) -> None:
    """The deployment moved under it, which the act must say."""
    item = machine.measure(ends=False)
    machine.history.void_run(item.evidence.run)

    run = machine.history.run(item.evidence.run)

    assert ended_body(run, RunState.FINISHED, machine.history, unknown_facts=()).is_void


def test_a_problem_of_a_run_is_signed_once(machine: Machine) -> None:
    """However often it came up."""
    run = machine.begin()
    problem = Problem("network", "it went away", "Start it.")
    machine.history.record_problem(run.id, problem)
    machine.history.record_problem(run.id, problem)

    body = ended_body(run, RunState.FINISHED, machine.history, unknown_facts=())

    assert [(each.about, each.explanation) for each in body.problems] == [
        ("network", "it went away")
    ]


def test_runs_that_nobody_signed_are_signed_later(machine: Machine, said: Said) -> None:
    """The key came after the run: what was measured is not measured again for that."""
    item = machine.measure()
    begun = machine.begin()

    settle(NETWORK, machine.means(said))

    assert said.began_runs == [item.evidence.run, begun.id]
    assert [body.run for body in said.ended_runs] == [item.evidence.run]


def test_nothing_is_signed_where_nothing_may_be(machine: Machine, said: Said) -> None:
    """An obstacle is told elsewhere; here nothing happens."""
    machine.measure()
    said.against = Problem("key", "there is none", "Make one.")

    settle(NETWORK, machine.means(said))
    settle(NETWORK, machine.means())

    assert said.began_runs == []


def test_runs_that_go_on_or_are_about_another_network_are_left_alone(
    machine: Machine, said: Said
) -> None:
    """Whoever works on a run signs it; what is asked about one network signs no other."""
    alive, _ = machine.begin(), machine.begin("another")

    with machine.locks.hold_run(alive.id):
        settle(NETWORK, machine.means(said))

    assert said.began_runs == []


def test_a_run_whose_deployment_is_gone_stays_unsigned(machine: Machine, said: Said) -> None:
    """What is signed must be what was recorded; without it, nothing is said."""
    item = machine.measure()
    machine.history._deployments.clear()  # noqa: SLF001 - As somebody with the disk could.

    settle(NETWORK, machine.means(said))
    run = machine.history.run(item.evidence.run)

    assert (said.began_runs, said.ended_runs) == ([], [])
    with pytest.raises(CorruptRecordError, match="gone or altered"):
        ended_body(run, RunState.FINISHED, machine.history, unknown_facts=())


def test_a_run_says_its_beginning_and_end_where_there_is_a_record(
    machine: Machine, said: Said
) -> None:
    """And elsewhere it is no mistake to say nothing."""
    item = machine.measure(STALLED, stall_seconds=2)
    run = machine.history.run(item.evidence.run)

    for means in (machine.means(), machine.means(said)):
        sign_start(run, means)
        sign_end(run.id, RunState.FINISHED, means, unknown_facts=("z",))

    assert said.began_runs == [run.id]
    assert [(body.run, body.unknown_facts) for body in said.ended_runs] == [(run.id, ("z",))]


def test_a_run_is_vouched_for_by_an_end_that_began(machine: Machine) -> None:
    """An act about its end alone, or about its beginning alone, is not its word."""
    bench = Bench()
    ended, began, whole = (machine.measure().evidence.run for _ in range(3))

    bench.ended(ended)
    # The example names its runs as this machine does: 1, 2, 3.
    bench.count = 1
    bench.started()
    bench.started()
    bench.ended(whole)

    left = unsigned_runs(NETWORK, machine.history, bench.counted())
    assert [run.id for run in left] == [ended, began]
