"""`gonogo check` with nothing but addresses, of which one is not what it should be."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.recovery.assess.simulation import Ended, Simulation, simulated
from tests.unit.networks.answering_node import ROLLUP_CONFIG, Answer, AnsweringNode

STRANGER: dict[str, Answer] = {
    "eth_chainId": lambda _: "0x7",
    "optimism_rollupConfig": lambda _: {**ROLLUP_CONFIG, "l1_chain_id": 6, "l2_chain_id": 7},
}
DEAD = "http://127.0.0.1:1"
QUICK = ("--window", "1", "--interval", "0.2")


@pytest.fixture
async def simulation(tmp_path: Path) -> AsyncIterator[Simulation]:
    async with simulated(tmp_path) as running:
        yield running


def addresses(simulation: Simulation, **replaced: str) -> list[str]:
    """Return the options for every endpoint of the devnet, some replaced by another address."""
    urls = simulation.server.urls
    words = ["--l1-rpc", replaced.get("l1", urls["l1"])]
    for name, url in urls.items():
        kind, _, node = name.partition("/")
        option = {"execution": "--l2-rpc", "consensus": "--rollup-rpc"}.get(kind)
        if option is not None:
            is_replaced = node == "verifier-0" and kind in replaced
            words += [option, replaced[kind] if is_replaced else url]
    return words


async def check(simulation: Simulation, *words: str, **replaced: str) -> Ended:
    return await simulation.run("check", *addresses(simulation, **replaced), *QUICK, *words)


def outcomes(ended: Ended) -> dict[str, str]:
    return {each["check"]: each["outcome"] for each in json.loads(ended.out)["checks"]}


async def test_healthy_network_passes_what_a_short_window_can_show(simulation: Simulation) -> None:
    """Whatever can be judged in a second is judged; the rest is told with what it would take."""
    ended = await check(simulation, "--json")

    assert "proposer_advances" not in outcomes(ended)
    assert outcomes(ended)["node_answers"] == "passed"
    assert "left out: proposer_advances: 1 s are too short for it; give --window 7200" in ended.err
    assert "left out: verifiers_keep_up" in ended.err
    left_out = {each["check"]: each["why"] for each in json.loads(ended.out)["left_out"]}
    assert "give --window 7200" in left_out["proposer_advances"]
    assert not left_out.keys() & outcomes(ended).keys()


async def test_a_check_that_is_shown_again_does_not_claim_that_nothing_was_left_out(
    simulation: Simulation,
) -> None:
    """What was left out is told when a run starts; later nobody knows, and says so."""
    await check(simulation, "--json")

    shown = await simulation.run("show", "latest", "--json")

    assert json.loads(shown.out)["left_out"] is None


@pytest.mark.parametrize("which", ["l1", "execution", "consensus"])
@pytest.mark.parametrize("how", ["dead", "garbage", "another chain"])
async def test_one_bad_endpoint_is_a_no_go(simulation: Simulation, which: str, how: str) -> None:
    """It was listed and it is wrong, which is a failure and no mistake of the command line."""
    body = b"<html>" if how == "garbage" else None
    async with AnsweringNode(STRANGER, body=body) as other:
        bad = DEAD if how == "dead" else other.url

        ended = await check(simulation, "--json", **{which: bad})

    assert ended.code == 1, ended.err
    assert outcomes(ended)["node_answers"] == "failed"
    assert outcomes(ended)["nodes_agree"] != "passed" or which != "execution"


@pytest.mark.parametrize("as_json", [False, True])
async def test_nobody_answers_is_a_hold(simulation: Simulation, *, as_json: bool) -> None:
    """Nothing is known about the network, which is neither a failure nor a mistake."""
    words = ["--l1-rpc", DEAD, "--l2-rpc", f"{DEAD}0", "--rollup-rpc", f"{DEAD}1"]
    ended = await simulation.run("check", *words, *["--json"][: int(as_json)])

    assert ended.code == 3, ended.err
    assert "the network was not seen" in ended.out
    assert not as_json or json.loads(ended.out)["exit_code"] == 3
