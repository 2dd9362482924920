"""What each fault of a network looks like to the checks."""

import inspect
from collections.abc import Callable

import pytest

from gonogo.checks import CATALOG, Judgement
from gonogo.evidence import Outcome
from tests.simulator.devnet import Devnet
from tests.simulator.observing import devnet_user, judge, observe_all
from tests.simulator.server import DevnetServer

Fault = Callable[[DevnetServer], object]

PARAMETERS = {
    "proposer_advances": {"interval_seconds": 60},
    "safe_head_advances": {"longest_stall_seconds": 60},
    "batcher_advances": {"longest_gap_seconds": 60},
    "finalized_head_advances": {"longest_stall_seconds": 60},
}


async def judged_under(fault: Fault, *, verifiers: int = 1) -> dict[str, Judgement]:
    """Break a devnet in the middle of a window and judge every check."""
    devnet = Devnet(verifiers=verifiers)
    async with DevnetServer(devnet) as server:
        breaking = fault(server)
        if inspect.isawaitable(breaking):
            await breaking
        found = await observe_all(server, CATALOG, wallet=devnet_user(devnet), window_seconds=300)
    return {name: judge(each, **PARAMETERS.get(name, {})) for name, each in found.items()}


@pytest.mark.parametrize(
    ("fault", "failing"),
    [
        pytest.param(
            lambda server: server.devnet.stop_batcher(),
            {"batcher_advances", "safe_head_advances", "finalized_head_advances"},
            id="batcher stopped",
        ),
        pytest.param(
            lambda server: server.devnet.drain_batcher(),
            {"balances", "batcher_advances", "safe_head_advances", "finalized_head_advances"},
            id="batcher drained",
        ),
        pytest.param(
            lambda server: server.devnet.stop_sequencer(),
            {
                "unsafe_head_advances",
                "safe_head_advances",
                "finalized_head_advances",
                "block_rate",
                "transaction_included",
                "deposit_arrives",
            },
            id="sequencer stopped",
        ),
        pytest.param(
            lambda server: server.devnet.stop_proposer(), {"proposer_advances"}, id="proposer"
        ),
        pytest.param(
            lambda server: server.devnet.split_chain("verifier-0", blocks_ago=50),
            {"nodes_agree"},
            id="verifier forked",
        ),
        pytest.param(
            lambda server: server.devnet.lie_about_head("verifier-0", -20),
            {"verifiers_keep_up", "safe_head_advances"},
            id="verifier behind its own safe head",
        ),
        pytest.param(
            lambda server: server.devnet.lie_about_head("verifier-0", 40),
            {"verifiers_keep_up", "node_answers"},
            id="verifier ahead",
        ),
        pytest.param(
            lambda server: server.devnet.wrong_chain_id("verifier-0"),
            {"node_answers"},
            id="another chain",
        ),
        pytest.param(
            lambda server: setattr(server.devnet, "pending_batches", 2),
            {"batcher_pending_transactions"},
            id="two batches wait",
        ),
        pytest.param(
            lambda server: setattr(server.devnet.ledger, "skims_wei", 1),
            {"transaction_included", "deposit_arrives"},
            id="a wei goes missing",
        ),
        pytest.param(
            lambda server: setattr(server.devnet.ledger, "loses_deposits", True),
            {"deposit_arrives"},
            id="deposits ignored",
        ),
    ],
)
async def test_fault_is_seen_by_those_who_should(fault: Fault, failing: set[str]) -> None:
    """A fault fails the checks that are about it, and no other."""
    judgements = await judged_under(fault)

    failed = {name for name, each in judgements.items() if each.outcome is Outcome.FAILED}
    assert failed == failing, {name: judgements[name].summary for name in failed ^ failing}


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(lambda server: server.refuse("verifier-0"), id="refuses"),
        pytest.param(lambda server: server.fail("verifier-0"), id="behind a gateway"),
    ],
)
async def test_a_dead_verifier(fault: Fault) -> None:
    """A dead node fails one check, precludes those that need it and no other."""
    judgements = await judged_under(fault)

    outcomes = {name: each.outcome for name, each in judgements.items()}
    assert outcomes == dict.fromkeys(CATALOG, Outcome.PASSED) | {
        "node_answers": Outcome.FAILED,
        "nodes_agree": Outcome.PRECLUDED,
        "verifiers_keep_up": Outcome.PRECLUDED,
        "unsafe_head_advances": Outcome.PRECLUDED,
        "safe_head_advances": Outcome.PRECLUDED,
        "finalized_head_advances": Outcome.PRECLUDED,
        "l1_head_advances": Outcome.PRECLUDED,
    }
    assert "verifier-0" in judgements["node_answers"].summary


async def test_a_fork_is_followed_to_its_first_block() -> None:
    """The divergence names the first block that two nodes do not share, with both hashes."""
    devnet = Devnet()
    async with DevnetServer(devnet) as server:
        first = devnet.split_chain("verifier-0", blocks_ago=1234)
        observation = (await observe_all(server, ["nodes_agree"]))["nodes_agree"]

    summary = judge(observation).summary

    assert f"the first divergent block is {first}," in summary
    assert devnet.nodes["sequencer-0"].blocks.hash(first) in summary
    assert devnet.nodes["verifier-0"].blocks.hash(first) in summary
