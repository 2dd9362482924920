"""What a sweep of all passive checks costs, against the bare calls that it consists of.

    python benchmarks/sweep.py            # 100 nodes, ratio; then a million readings

Both go to the same hundred nodes in another process, with the same client, the same
calls in the same number and as many at a time; the bare calls keep nothing. The
answers are made beforehand, so that what is measured is us. A sweep observes a
window of the simulated clock, so nothing is spent on waiting; the ratio then is what
checking adds to asking. Sweeps and bare calls take turns, and each sweep is held against
the bare calls around it. Asserted is the median of these ratios: at most 1.3.
"""

import argparse
import asyncio
import gc
import resource
import statistics
import time
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing.connection import Connection
from typing import Self, TypeAlias

from gonogo.checks import CATALOG, Observation, Plan, evaluate, observe, parameters_from_text
from gonogo.checks.questions import Asked
from gonogo.networks import L1, Chain, Network, Node, NodeKind, Service, Stage
from gonogo.rpc import FullHeader, Header, JSONRPCClient, Output, Quantity, RPCError
from tests.simulator.canned import serve
from tests.simulator.clock import SimulatedClock
from tests.simulator.devnet import BATCHER, CHALLENGER, FACTORY, L1_CHAIN_ID, PROPOSER
from tests.simulator.own_process import own_process

PASSIVE = [check for check in CATALOG.values() if not check.sends_transactions]
_Call: TypeAlias = tuple[object, ...]
"""Address, type of the answer, method and parameters."""
GOAL = 1.3
"""How many times the bare calls a sweep may take."""


def main() -> None:
    """Measure both, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--nodes", type=int, default=100)
    parser.add_argument("--ticks", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--readings", type=int, default=1_000_000)
    given = parser.parse_args()
    with own_process(serve, 2 * given.nodes + 1) as (ports, pipe):
        network = _network(ports, given.nodes)
        ratio = asyncio.run(_compare(network, pipe, ticks=given.ticks, rounds=given.rounds))
        if given.readings:
            asyncio.run(_fill(network, pipe, readings=given.readings))
    if ratio > GOAL:
        raise SystemExit(f"the ratio {ratio:.3f} is above the goal of {GOAL}")


def _network(ports: list[int], nodes: int) -> Network:
    urls = [f"http://127.0.0.1:{port}" for port in ports]
    chain = Chain(
        name="canned-901",
        chain_id=901,
        nodes=tuple(
            Node(
                f"node-{index}",
                NodeKind.SEQUENCER if index == 0 else NodeKind.RPC,
                execution_rpc=urls[2 * index + 1],
                consensus_rpc=urls[2 * index + 2],
            )
            for index in range(nodes)
        ),
        services=(Service("batcher", "batcher"), Service("proposer", "proposer")),
        contracts=(("DisputeGameFactoryProxy", FACTORY),),
        roles=(("batcher", BATCHER), ("challenger", CHALLENGER), ("proposer", PROPOSER)),
        block_time_seconds=2,
    )
    return Network("canned", "devnet", Stage.BENCH, L1("l1", L1_CHAIN_ID, (urls[0],)), (chain,))


@dataclass(frozen=True)
class _Cost:
    """What a piece of work took."""

    wall_seconds: float
    cpu_seconds: float
    """Of this process alone: what else runs on the machine changes it little."""


class _Stopwatch:
    """Measures a piece of work; garbage of the work before is not its cost."""

    def __enter__(self) -> Self:
        gc.collect()
        self._wall, self._cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.cost = _Cost(time.perf_counter() - self._wall, time.process_time() - self._cpu)


async def _compare(network: Network, pipe: Connection, *, ticks: int, rounds: int) -> float:
    """Take turns between bare calls and sweeps, print the figures and return the ratio.

    Each sweep is held against the bare calls just before and just after it, so that a
    machine that grows slower or faster meanwhile changes both.
    """
    async with JSONRPCClient(timeout_seconds=30.0) as client:
        calls = _calls_of(network, ticks)
        await _sweep(network, client, ticks)
        await _ask_bare(client, calls)
        _count(pipe)
        bare, swept, judged = [await _bare(client, calls)], [], []
        asked_bare = _count(pipe)
        for _ in range(rounds):
            with _Stopwatch() as sweeping:
                observations = await _sweep(network, client, ticks)
            asked_swept = _count(pipe)
            with _Stopwatch() as judging:
                _judge(observations)
            swept.append(sweeping.cost)
            judged.append(judging.cost)
            bare.append(await _bare(client, calls))
            _count(pipe)
    nodes = len(network.chains[0].nodes)
    print(f"{len(PASSIVE)} checks, {nodes} nodes, {ticks} ticks, {rounds} rounds, medians")
    print(f"calls        bare {asked_bare}, swept {asked_swept}")
    for name, costs in (("bare calls", bare), ("sweep", swept), ("judging", judged)):
        wall = statistics.median(cost.wall_seconds for cost in costs)
        cpu = statistics.median(cost.cpu_seconds for cost in costs)
        print(f"{name:12} {wall:7.3f} s, of which we computed {cpu:.3f} s")
    around = list(pairwise(bare))
    ratio = _told_ratio(
        "ratio",
        [
            (sweep.wall_seconds + judge.wall_seconds)
            / statistics.fmean((before.wall_seconds, after.wall_seconds))
            for sweep, judge, (before, after) in zip(swept, judged, around, strict=True)
        ],
        f"asserted: the median is at most {GOAL}",
    )
    _told_ratio(
        "of computing",
        [
            (sweep.cpu_seconds + judge.cpu_seconds)
            / statistics.fmean((before.cpu_seconds, after.cpu_seconds))
            for sweep, judge, (before, after) in zip(swept, judged, around, strict=True)
        ],
        "not asserted: leaves the waiting for nodes out",
    )
    return ratio


async def _bare(client: JSONRPCClient, calls: list[list[list[_Call]]]) -> _Cost:
    with _Stopwatch() as asking:
        await _ask_bare(client, calls)
    return asking.cost


def _told_ratio(name: str, ratios: list[float], remark: str) -> float:
    """Print a ratio of each round as one line and return its median."""
    low, median, high = statistics.quantiles(ratios, n=4)
    print(
        f"{name:12} {median:7.3f}   (half of the rounds between {low:.3f} and {high:.3f}, "
        f"all between {min(ratios):.3f} and {max(ratios):.3f}; {remark})"
    )
    return median


async def _sweep(network: Network, client: JSONRPCClient, ticks: int) -> list[Observation]:
    clock = SimulatedClock(turns_to_settle=0)
    plans = [Plan(check, network.chains[0]) for check in PASSIVE]
    observing = observe(
        plans,
        network,
        client=client,
        clock=clock,
        window_seconds=float(ticks - 1),
        interval_seconds=1.0,
    )
    return [observation async for observation in observing]


def _judge(observations: list[Observation]) -> None:
    for observation in observations:
        evaluate(observation, parameters_from_text(CATALOG[observation.check], ()))


def _calls_of(network: Network, ticks: int) -> list[list[list[_Call]]]:
    """Return the sweep's calls as plain calls of the client: by tick, by endpoint, in order."""
    chain = network.chains[0]
    questions = list(dict.fromkeys(q for check in PASSIVE for q in check.follows))

    def followed(whom: Asked, url: str) -> list[_Call]:
        return [
            (url, question.answer, question.method, *(question.params(chain) or ()))
            for question in questions
            if question.asked is whom
        ]

    every_tick, at_the_end = [], []
    for node in chain.nodes:
        execution, consensus = str(node.execution_rpc), str(node.consensus_rpc)
        every_tick += [
            followed(Asked.EXECUTION, execution),
            followed(Asked.CONSENSUS, consensus),
        ]
        head: _Call = (execution, Header, "eth_getBlockByNumber", "latest", False)
        block: _Call = (execution, FullHeader, "eth_getBlockByNumber", "0x3e8", False)
        output: _Call = (consensus, Output, "optimism_outputAtBlock", "0x3e8")
        at_the_end += [[head, block] * 3, [output]]
    l1 = network.l1.rpcs[0]
    balance: _Call = (l1, Quantity, "eth_getBalance", BATCHER, "latest")
    game: _Call = (l1, Quantity, "eth_call", {"to": FACTORY}, "latest")
    every_tick.append(followed(Asked.L1, l1))
    at_the_end.append([balance] * 3 + [game] * 4)
    return [every_tick] * ticks + [at_the_end]


async def _ask_bare(client: JSONRPCClient, calls: list[list[list[_Call]]]) -> None:
    """Make the sweep's calls tick by tick: all endpoints at once, each one after the other."""

    async def ask(endpoint: list[_Call]) -> None:
        for url, answer, method, *params in endpoint:
            try:
                await client.call(str(url), str(method), *params, answer=answer)  # type: ignore[call-overload]
            except RPCError as error:
                raise SystemExit(str(error)) from error

    for tick in calls:
        await asyncio.gather(*(ask(endpoint) for endpoint in tick))


def _count(pipe: Connection) -> int:
    pipe.send(None)
    found: int = pipe.recv()
    return found


async def _fill(network: Network, pipe: Connection, *, readings: int) -> None:
    """Observe until there are this many readings, and print what that took of memory."""
    followed = dict.fromkeys(question for check in PASSIVE for question in check.follows)
    nodes = len(network.chains[0].nodes)
    per_tick = sum(1 if question.asked is Asked.L1 else nodes for question in followed)
    ticks = -(-readings // per_tick)
    before = _memory_mb()
    began = time.perf_counter()
    async with JSONRPCClient(timeout_seconds=30.0) as client:
        observations = await _sweep(network, client, ticks)
    observed = time.perf_counter()
    distinct = {id(c): len(c) for each in observations for c in each.readings.values()}
    _judge(observations)
    judged = time.perf_counter()
    lines = sum(c.count(b"\n") for c in {c for o in observations for c in o.readings.values()})
    print(f"\n{lines} readings in {ticks} ticks, {sum(distinct.values()) / 2**20:.0f} MB as kept")
    print(f"observed in  {observed - began:7.1f} s, judged in {judged - observed:.1f} s")
    print(f"memory       {_memory_mb():7.0f} MB at the most, {before:.0f} MB before")
    _count(pipe)


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
