"""How a network is read: what is asked how often, and what a dead endpoint costs."""

import asyncio
import time
from collections import Counter
from dataclasses import replace

import pytest

from gonogo.checks import CATALOG, Plan, Tick, WindowError, observe
from gonogo.clock import SystemClock
from gonogo.rpc import JSONRPCClient
from tests.simulator.clock import SetForwardClock, StuckClock
from tests.simulator.devnet import Devnet
from tests.simulator.observing import judge, observe_all
from tests.simulator.server import DevnetServer

PASSIVE = sorted(name for name, check in CATALOG.items() if not check.sends_transactions)
HEADS = [name for name in PASSIVE if name.endswith("head_advances")]


async def test_a_question_is_asked_once_a_tick_for_all_checks() -> None:
    """Four checks of heads ask each consensus node once a tick, and share the readings."""
    async with DevnetServer(Devnet()) as server:
        found = await observe_all(server, HEADS, window_seconds=60, interval_seconds=6)

    asked = Counter(server.calls)
    readings = {each.readings["sync_status.jsonl"] for each in found.values()}

    assert set(asked.values()) == {11}
    assert set(asked) == {
        ("consensus/sequencer-0", "optimism_syncStatus"),
        ("consensus/verifier-0", "optimism_syncStatus"),
    }
    assert len(readings) == 1


async def test_the_last_reading_falls_on_the_end_of_the_window() -> None:
    """A window that is no multiple of the interval is observed to its very end."""
    async with DevnetServer(Devnet()) as server:
        found = await observe_all(
            server, ["unsafe_head_advances"], window_seconds=20, interval_seconds=6
        )

    content = found["unsafe_head_advances"].readings["sync_status.jsonl"].decode()

    assert [f'"t":{second}.0' in content for second in (0, 6, 12, 18, 20)] == [True] * 5


async def test_a_hanging_endpoint_costs_its_time_limit_once_a_tick() -> None:
    """Five checks and three questions of a node that hangs wait once, not fifteen times."""
    async with DevnetServer(Devnet()) as server:
        server.silence("verifier-0")
        began = time.perf_counter()
        await observe_all(server, PASSIVE, window_seconds=4, interval_seconds=2)
        took = time.perf_counter() - began

    calls = Counter(name for name, _ in server.calls if name.endswith("/verifier-0"))

    assert calls["execution/verifier-0"] <= 4
    assert calls["consensus/verifier-0"] <= 4
    assert took < 4.0


async def test_a_node_that_comes_back_is_asked_again() -> None:
    """A node that was down answers again as soon as it is up."""
    async with DevnetServer(Devnet()) as server:
        server.garble("verifier-0")

        def mend(seconds: float) -> None:
            if seconds >= 30:
                server.ungarble("verifier-0")

        found = await observe_all(
            server, ["unsafe_head_advances"], window_seconds=120, at_tick=mend
        )

    content = found["unsafe_head_advances"].readings["sync_status.jsonl"].decode()
    mine = [line for line in content.splitlines() if '"verifier-0"' in line]

    assert '"e":"malformed"' in mine[0]
    assert '"a":' in mine[-1]


async def test_a_stuck_clock_never_passes() -> None:
    """A clock that stands still ends no window, so nothing is said rather than something good."""
    devnet = Devnet(clock=StuckClock())
    async with DevnetServer(devnet) as server:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await observe_all(server, ["unsafe_head_advances"], window_seconds=60)


async def test_cancelling_stops_everything_at_once() -> None:
    """A cancelled observation leaves no task behind, hanging calls included."""
    async with DevnetServer(Devnet(clock=SystemClock())) as server:
        server.silence("verifier-0")
        observing = asyncio.create_task(observe_all(server, PASSIVE, window_seconds=600))
        while not server.calls:  # noqa: ASYNC110 - the server has no event for a first call.
            await asyncio.sleep(0)
        began = time.perf_counter()
        observing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await observing
        took = time.perf_counter() - began
        mine = [task for task in asyncio.all_tasks() if "Watch" in repr(task.get_coro())]

    assert took < 1.0
    assert mine == []


async def test_a_clock_that_is_set_forward_makes_no_window_longer() -> None:
    """What counts is how long was observed, not what the time of day says of it."""
    async with DevnetServer(Devnet(clock=SetForwardClock())) as server:
        found = await observe_all(server, HEADS, window_seconds=60, interval_seconds=6)

    assert {each.window.seconds for each in found.values()} == {60.0}


async def test_a_check_that_breaks_takes_no_other_with_it() -> None:
    """The fault of one check is its own observation's error, with its text."""

    async def broken(_view: object) -> dict[str, bytes]:
        message = "a fault of ours"
        raise ZeroDivisionError(message)

    devnet = Devnet()
    async with (
        DevnetServer(devnet) as server,
        JSONRPCClient(timeout_seconds=0.2) as client,
    ):
        network = devnet.network(server.urls)
        chain = network.chains[0]
        plans = [
            Plan(replace(CATALOG["balances"], observe=broken), chain),
            Plan(CATALOG["unsafe_head_advances"], chain),
        ]
        found = [
            each
            async for each in observe(
                plans,
                network,
                client=client,
                clock=devnet.clock,
                window_seconds=60,
                interval_seconds=6,
            )
        ]

    assert [each.check for each in found] == ["balances", "unsafe_head_advances"]
    assert found[0].error == "the check itself broke: ZeroDivisionError: a fault of ours"
    assert judge(found[1]).outcome.value == "passed"


async def test_progress_tells_heads_and_who_is_silent() -> None:
    """While a window lasts, the latest heads and the silent endpoints are told."""
    devnet = Devnet()
    ticks: list[Tick] = []
    async with (
        DevnetServer(devnet) as server,
        JSONRPCClient(timeout_seconds=0.2) as client,
    ):
        await server.refuse("verifier-0")
        network = devnet.network(server.urls)
        plan = Plan(CATALOG["unsafe_head_advances"], network.chains[0])
        async for _ in observe(
            [plan],
            network,
            client=client,
            clock=devnet.clock,
            window_seconds=60,
            interval_seconds=6,
            on_progress=ticks.append,
        ):
            pass

    assert ticks[-1].seconds == ticks[-1].window_seconds == 60
    assert [name for name, _ in ticks[-1].heads] == ["sequencer-0"]
    assert ticks[-1].heads[0][1].unsafe_l2.number == devnet.unsafe_head("sequencer-0")
    assert ticks[-1].silent == ("verifier-0",)


@pytest.mark.parametrize(("window", "interval"), [(0, 1), (10, 0), (5, 10), (float("inf"), 1)])
async def test_a_window_without_length_is_refused(window: float, interval: float) -> None:
    """Nothing can be seen in no time, so it is an error before anything is asked."""
    async with DevnetServer(Devnet()) as server:
        with pytest.raises(WindowError) as refused:
            await observe_all(server, HEADS, window_seconds=window, interval_seconds=interval)

    assert refused.value.hint is not None
    assert server.calls == []
