"""What runs recorded about gates, read again."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from gonogo.acceptance import GateRun
from gonogo.bootstrap import gate_runs_of, opened
from gonogo.bootstrap.application import Application
from gonogo.evidence import Window
from gonogo.networks import Deployment, Fact, Identity, candidate_digest
from gonogo.policies import wanted_of
from gonogo.workflows import NewRun, Request
from gonogo.workflows.answering import record_observation
from gonogo.workflows.evaluation import selections_of
from gonogo.workflows.gates import observations_of
from gonogo.workflows.kept import keep_network, keep_policy
from tests.simulator.clock import GENESIS
from tests.simulator.devnet import Devnet
from tests.unit.acceptance.attempts import attempt, result

NETWORK = Devnet().network(dict.fromkeys(("l1", "sequencer-0"), "http://127.0.0.1:1"))
POLICY = wanted_of(["base", "isthmus"]).policy
RUN = attempt([result("TestA")])


def _record(application: Application, *runs: GateRun) -> None:
    means = application.means(lambda _event: None)
    request = Request(
        network=NETWORK.name,
        candidate=candidate_digest(NETWORK),
        policy=POLICY.name,
        policy_digest=keep_policy(POLICY, means.artifacts),
        network_digest=keep_network(NETWORK, means.artifacts),
        may_send=True,
    )
    chains = tuple(chain.name for chain in NETWORK.chains)
    means.history.start_run(NewRun("run-a", request, selections_of(POLICY, chains), GENESIS))
    facts = (Fact("chain.901.genesis_hash", "0x01"),)
    deployment = Deployment(NETWORK.name, request.candidate, Identity(facts))
    means.history.set_deployment("run-a", deployment)
    window = Window(GENESIS, GENESIS + timedelta(minutes=1))
    for run in runs:
        for observation in observations_of(run, NETWORK, window):
            record_observation(
                observation, run="run-a", deployment=deployment.digest, policy=POLICY, means=means
            )


def test_each_gate_is_read_again_once(tmp_path: Path) -> None:
    """However many chains it answered for."""
    other = replace(RUN, gate="isthmus")
    with opened(tmp_path / "w") as application:
        _record(application, RUN, other)

        assert sorted(run.gate for run in gate_runs_of(application, "run-a")) == ["base", "isthmus"]
        assert RUN in gate_runs_of(application, "run-a")


def test_a_reading_that_is_gone_is_left_out(tmp_path: Path) -> None:
    """Its evidence tells that; here the others are still shown."""
    with opened(tmp_path / "w") as application:
        _record(application, RUN)
        for path in (tmp_path / "w" / "artifacts").rglob("*"):
            if path.is_file():
                path.unlink()

        assert gate_runs_of(application, "run-a") == ()


def test_a_run_without_gates(tmp_path: Path) -> None:
    """Most runs have none."""
    with opened(tmp_path / "w") as application:
        _record(application)

        assert gate_runs_of(application, "run-a") == ()
