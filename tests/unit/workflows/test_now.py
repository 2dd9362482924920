"""What a network's files, and the network itself, say now."""

from dataclasses import replace

import pytest

from gonogo.networks import Node, NodeKind, candidate_digest, planned
from gonogo.readiness import Verdict
from gonogo.workflows import assess_now, see
from tests.simulator.signed_record import BEGAN
from tests.unit.workflows.machine import NETWORK, OURS, Machine, network, policy


@pytest.fixture
def machine() -> Machine:
    return Machine(BEGAN)


async def test_of_what_is_planned_nobody_is_asked(machine: Machine) -> None:
    """Whatever runs under this name now is not what would be deployed."""
    nowhere = Node("sequencer-0", NodeKind.SEQUENCER, execution_rpc="http://127.0.0.1:9/none")
    files = network()
    files = replace(files, chains=(replace(files.chains[0], nodes=(nowhere,)),))

    seen = await see(files, machine.means(), is_planned=True)

    assert seen.deployment == planned(NETWORK, candidate_digest(files)).digest
    assert seen.problems == ()
    assert "before it is deployed" in seen.notes[0]


async def test_a_network_that_does_not_answer_is_the_one_that_was_seen_last(
    machine: Machine,
) -> None:
    """Its past is told under its name, and that it does not answer is a problem."""
    machine.measure()

    seen = await see(network(), machine.means())

    assert seen.deployment == OURS.digest
    assert [problem.about for problem in seen.problems] == ["network"]


async def test_a_network_that_was_never_seen_has_no_deployment(machine: Machine) -> None:
    """Nothing is made up for it."""
    seen = await see(network(), machine.means())

    assert seen.deployment is None


async def test_a_pass_of_a_network_that_does_not_answer_is_no_go_now(machine: Machine) -> None:
    """What was well an hour ago may be gone: it holds until it answers."""
    machine.measure()

    decision = await assess_now(network(), policy(5), machine.means(), policy_as_typed="p.yaml")

    assert decision.verdict is Verdict.HOLD
