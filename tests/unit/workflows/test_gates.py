"""Gates inside a run: asked like checks, answered for each chain, judged from what is kept."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from gonogo.acceptance import GateRun
from gonogo.checks import Observation
from gonogo.evidence import Outcome, Selection, Window
from gonogo.networks import L1, Chain, Network
from gonogo.workflows.gates import READING, gates_asked, judgement_of_gate, observations_of
from tests.simulator.clock import GENESIS
from tests.unit.acceptance.attempts import CHAIN, attempt, result

WINDOW = Window(GENESIS, GENESIS + timedelta(minutes=5))
RUN = attempt([result("TestA")])


def kept(run: GateRun, chain: str = CHAIN, check: str = "gate:base") -> Observation:
    """Return an attempt as it is kept for a chain."""
    return Observation(check, chain, WINDOW, {READING: msgspec.json.encode(run)})


def test_gates_among_questions_are_found_once() -> None:
    """Whatever chain they are asked of."""
    asked = (("gate:base", "a"), ("nodes_agree", "a"), ("gate:base", "b"), ("gate:x", "a"))

    assert gates_asked(Selection(check, chain) for check, chain in asked) == ("base", "x")


def test_an_attempt_answers_for_every_chain() -> None:
    """Each is judged by who talked to it."""
    chains = (Chain(name=CHAIN, chain_id=1), Chain(name="eris-1", chain_id=2))
    network = Network("eris", "alphanet", None, L1("sepolia", 3), chains)

    talked, silent = observations_of(RUN, network, WINDOW)

    assert [each.chain for each in (talked, silent)] == [CHAIN, "eris-1"]
    assert judgement_of_gate(talked, ()).outcome is Outcome.PASSED
    assert judgement_of_gate(silent, ()).outcome is Outcome.ERRORED
    assert "no test talked to eris-1" in judgement_of_gate(silent, ()).summary


def test_the_same_reading_is_judged_by_other_parameters() -> None:
    """A policy that asks for more has its answer without another run."""
    judgement = judgement_of_gate(kept(RUN), [("least_tests", "2")])

    assert judgement.outcome is Outcome.ERRORED


@pytest.mark.parametrize(
    ("observation", "outcome"),
    [
        (replace(kept(RUN), skipped="sending was not allowed"), Outcome.SKIPPED),
        (replace(kept(RUN), error="it broke"), Outcome.ERRORED),
        (replace(kept(RUN), readings={}), Outcome.ERRORED),
        (replace(kept(RUN), readings={READING: b""}), Outcome.ERRORED),
        (replace(kept(RUN), readings={READING: b"{}"}), Outcome.ERRORED),
        (replace(kept(RUN), readings={READING: b"[]" + b"x" * 1000}), Outcome.ERRORED),
        (kept(RUN, check="gate:other"), Outcome.ERRORED),
        (kept(replace(RUN, gate="gonogo/base")), Outcome.ERRORED),
    ],
)
def test_what_cannot_be_judged_is_no_pass(observation: Observation, outcome: Outcome) -> None:
    """Missing, damaged, or put in the place of another gate."""
    assert judgement_of_gate(observation, ()).outcome is outcome


@pytest.mark.parametrize(
    ("found", "put"),
    [
        (b'"outcome":"passed"', b'"outcome":"splendid"'),
        (b'"kind":"none"', b'"kind":"nothing"'),
        (b'"seconds":1.0', b'"seconds":1e999'),
        (b'"attempt":1', b'"attempt":"1"'),
    ],
)
def test_words_that_nobody_knows_are_no_pass(found: bytes, put: bytes) -> None:
    """A newer gonogo, or a hand, wrote something that we cannot read."""
    content = msgspec.json.encode(RUN)
    assert found in content

    changed = replace(kept(RUN), readings={READING: content.replace(found, put)})

    assert judgement_of_gate(changed, ()).outcome is Outcome.ERRORED


@pytest.mark.parametrize(
    "pairs", [[("least_test", "1")], [("least_tests", "few")], [("most_silent", "-1")]]
)
def test_parameters_that_nobody_knows_are_no_pass(pairs: list[tuple[str, str]]) -> None:
    """A policy that was checked elsewhere is not believed here."""
    assert judgement_of_gate(kept(RUN), pairs).outcome is Outcome.ERRORED
