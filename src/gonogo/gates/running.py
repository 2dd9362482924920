"""Run tests of a gate on every chain of a network, side by side, and say how each ended.

A test is a parent with one subtest per chain, whether there is one chain or many, so that
names do not change when a chain is added. Nothing a test does can end another: whatever it
raises becomes its ending. A test that is cut off by a signal has no ending, as is true.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gonogo.clock import Clock
from gonogo.gates.discovery import GateTest
from gonogo.gates.ended import Ended, by_itself, from_error, out_of_time, unseen, worst
from gonogo.gates.ending import LateError
from gonogo.gates.events import Action, Events
from gonogo.gates.funding import Funds, Purse
from gonogo.gates.pauses import Pauses
from gonogo.gates.stand import Stand
from gonogo.networks import Chain, Network
from gonogo.rpc import JSONRPCClient

RETURN_SECONDS = 30.0


@dataclass(frozen=True)
class Surroundings:
    """What all tests of a run have in common."""

    network: Network
    client: JSONRPCClient
    purse: Purse
    events: Events
    clock: Clock
    state_directory: Path | None
    deadline: float
    """When everything must have ended, by the clock of the event loop."""
    pauses: Pauses


async def run_tests(tests: Sequence[GateTest], around: Surroundings) -> bool:
    """Run tests side by side, and give back what is left; return whether none failed."""
    start = asyncio.get_running_loop().time()
    around.events.start()
    endings = await asyncio.gather(*(_run_test(test, around) for test in tests))
    # Before the package ends, so that what could not be returned is told within it.
    await around.purse.give_back(RETURN_SECONDS)
    has_failed = any(ended.action is Action.FAIL for ended in endings)
    seconds = asyncio.get_running_loop().time() - start
    around.events.end("", Action.FAIL if has_failed else Action.PASS, seconds)
    return not has_failed


async def _run_test(test: GateTest, around: Surroundings) -> Ended:
    start = asyncio.get_running_loop().time()
    around.events.run(test.name)
    around.events.output(test.name, test.title)
    chains = around.network.chains
    # On all chains at once: they are independent, and waiting is most of what a test does.
    endings = await asyncio.gather(*(_run_on(test, chain, around) for chain in chains))
    ended = worst(dict(zip((chain.name for chain in chains), endings, strict=True)))
    seconds = asyncio.get_running_loop().time() - start
    around.events.end(test.name, ended.action, seconds, ended.reason)
    return ended


async def _run_on(test: GateTest, chain: Chain, around: Surroundings) -> Ended:
    name = f"{test.name}/{chain.name}"
    loop = asyncio.get_running_loop()
    start = loop.time()
    around.events.run(name)

    def log(text: str) -> None:
        around.events.output(name, text)

    stand = Stand(
        network=around.network,
        chain=chain,
        client=around.client,
        funds=Funds(around.purse, name, log),
        print_line=log,
        clock=around.clock,
        state_directory=around.state_directory,
    )
    limit = max(0.0, min(test.timeout_seconds, around.deadline - start))
    begin = around.pauses.begin()
    try:
        ended = await _ending(test, stand, limit)
    except asyncio.CancelledError:
        log("ended from outside before it had ended by itself")
        raise
    if _is_by_time(ended, stand) and (paused_seconds := around.pauses.longest_since(begin)):
        ended = unseen(ended, paused_seconds)
    if ended.trace:
        log(ended.trace)
    if ended.reason is not None:
        log(f"{ended.reason.kind}: {ended.reason.message}")
    around.events.end(name, ended.action, loop.time() - start, ended.reason)
    return ended


async def _ending(test: GateTest, stand: Stand, limit_seconds: float) -> Ended:
    """Run a test on a chain; return how it ended, whatever it raises."""
    timeout = asyncio.timeout(limit_seconds)
    try:
        # Before anything is asked or lent: what is not there has no address and needs no money.
        if test.components and stand.lacks(*test.components):
            stand.not_applicable(
                f"the inventory names none of {', '.join(test.components)} on {stand.chain.name}"
            )
        async with timeout:
            await test.run(stand)
    except Exception as error:  # noqa: BLE001 - a fault of one test is its ending, and ends no other.
        if isinstance(error, TimeoutError) and timeout.expired():
            return out_of_time(limit_seconds, "; ".join(stand.waits))
        ended = from_error(error)
    else:
        ended = by_itself(stand.expectations)
    if ended.action is not Action.FAIL and stand.broken:
        # It met what it must not meet, and went on as if it had not.
        return from_error(stand.broken[0])
    return ended


def _is_by_time(ended: Ended, stand: Stand) -> bool:
    """Say whether nothing but time speaks against the network, whatever the test met before."""
    return ended.is_by_time and all(isinstance(broken, LateError) for broken in stand.broken)
