"""What every check says when gonogo itself stood still, or nobody at all answered."""

import time

import pytest

from gonogo.checks import CATALOG, Judgement
from gonogo.clock import SystemClock
from gonogo.evidence import Outcome
from tests.simulator.clock import PausingClock
from tests.simulator.devnet import Devnet
from tests.simulator.observing import TIMEOUT_SECONDS, devnet_user, judge, observe_all
from tests.simulator.server import DevnetServer

PARAMETERS = {
    "proposer_advances": {"interval_seconds": 60},
    "safe_head_advances": {"longest_stall_seconds": 60},
    "batcher_advances": {"longest_gap_seconds": 60},
    "finalized_head_advances": {"longest_stall_seconds": 60},
}
SEES_AT_THE_END = {"balances", "nodes_agree"}
"""Checks that ask when the window is over, and so can miss nothing of it."""
SENDING = {name for name, check in CATALOG.items() if check.sends_transactions}


def judged(name: str, observation: object) -> Judgement:
    return judge(observation, **PARAMETERS.get(name, {}))  # type: ignore[arg-type]


@pytest.mark.parametrize("is_asleep", [False, True])
async def test_no_check_fails_or_passes_by_our_own_pause(is_asleep: bool) -> None:  # noqa: FBT001
    """A network that is well while we stand still has neither failed nor been seen."""
    clock = PausingClock(pause_after=100, pause_seconds=400, is_asleep=is_asleep)
    async with DevnetServer(Devnet(clock=clock)) as server:
        found = await observe_all(server, set(CATALOG) - SENDING)

    judgements = {name: judged(name, each) for name, each in found.items()}

    assert {
        name: each.outcome for name, each in judgements.items() if name not in SEES_AT_THE_END
    } == dict.fromkeys(set(CATALOG) - SEES_AT_THE_END - SENDING, Outcome.ERRORED)
    assert all(
        "gonogo itself stood still for 4" in each.summary
        for each in judgements.values()
        if each.outcome is Outcome.ERRORED
    )


@pytest.mark.parametrize("is_asleep", [False, True])
@pytest.mark.parametrize("check", sorted(SENDING))
async def test_what_waits_for_a_transaction_does_not_fail_by_our_pause(
    check: str,
    is_asleep: bool,  # noqa: FBT001
) -> None:
    """How long a transaction took is not known when nobody looked meanwhile."""
    clock = PausingClock(pause_after=0.1, pause_seconds=400, is_asleep=is_asleep)
    devnet = Devnet(clock=clock)
    async with DevnetServer(devnet) as server:
        found = await observe_all(server, [check], wallet=devnet_user(devnet))

    limit = {"transaction_included": {}, "deposit_arrives": {"most_seconds": 180}}[check]
    judgement = judge(found[check], **limit)

    assert judgement.outcome in {Outcome.ERRORED, Outcome.PASSED}, judgement.summary
    assert judgement.outcome is Outcome.PASSED or "gonogo itself stood" in judgement.summary


async def test_a_network_that_goes_dark_for_a_while_is_not_seen_meanwhile() -> None:
    """When nobody at all answers, no node has failed; it may be our own way to them."""
    devnet = Devnet()
    async with DevnetServer(devnet) as server:
        began = devnet.now

        def darken(seconds: float) -> None:
            for name in ("l1", *devnet.nodes):
                if 100 <= seconds < 200:
                    server.fail(name)
                else:
                    server.ungarble(name)

        found = await observe_all(server, set(CATALOG) - SENDING, at_tick=darken)

    judgements = {name: judged(name, each) for name, each in found.items()}
    assert devnet.now >= began + 600
    assert not [name for name, each in judgements.items() if each.outcome is Outcome.FAILED]
    assert judgements["node_answers"].outcome is Outcome.ERRORED
    assert judgements["unsafe_head_advances"].outcome is Outcome.ERRORED
    assert "no endpoint of the whole network answered" in judgements["node_answers"].summary


async def test_a_node_that_goes_dark_alone_has_failed() -> None:
    """As long as anybody else answers, a silence is the silent one's own."""
    devnet = Devnet()
    async with DevnetServer(devnet) as server:

        def darken(seconds: float) -> None:
            for name in devnet.nodes:
                if 100 <= seconds < 200:
                    server.fail(name)
                else:
                    server.ungarble(name)

        found = await observe_all(server, ["node_answers"], at_tick=darken)

    judgement = judge(found["node_answers"])
    assert judgement.outcome is Outcome.FAILED
    assert "gave no usable answer" in judgement.summary


async def test_a_hanging_endpoint_delays_nobody() -> None:
    """In real time: others are asked at every tick, and the window ends one time limit later."""
    devnet = Devnet(clock=SystemClock())
    async with DevnetServer(devnet) as server:
        server.silence("verifier-0")
        began = time.perf_counter()
        found = await observe_all(
            server, set(CATALOG) - SENDING, window_seconds=0.9, interval_seconds=0.1
        )
        took = time.perf_counter() - began

    calls = [name for name, method in server.calls if method == "optimism_syncStatus"]
    judgement = judge(found["node_answers"], longest_silence_seconds=0.5)
    assert calls.count("consensus/sequencer-0") >= 8
    assert calls.count("consensus/verifier-0") <= 1 + 0.9 / TIMEOUT_SECONDS
    # Once at the window's end, and once more if the rest ended while others were asked.
    assert took < 0.9 + 2 * TIMEOUT_SECONDS + 0.6
    assert judgement.outcome is Outcome.FAILED
    assert "verifier-0 gives no answer" in judgement.summary
