"""What it costs to go through a door of the recording proxy, against asking a node bare.

    python benchmarks/proxy.py            # one connection, 32 at a time; then a long answer

The node, the proxy and the client are three processes. The node has its answers made
beforehand and the client is raw sockets, so that what is measured is us: no real node is as
fast, and the ratio is the worst there is. Bare calls and calls through the door take turns,
and each round is held against the bare calls around it. Printed is also what a call takes
longer, which is what a suite feels. A long answer is then passed through to see that it is
never held: asserted is that memory grows by less than 32 MB for it.
"""

import argparse
import asyncio
import resource
import statistics
import time
from itertools import pairwise
from multiprocessing.connection import Connection
from urllib.parse import urlsplit

from gonogo.acceptance.proxy import Proxy
from gonogo.networks import L1, Chain, Network, Node, NodeKind
from tests.simulator.canned import serve
from tests.simulator.own_process import own_process

_BODY = b'{"jsonrpc":"2.0","method":"eth_chainId","params":[],"id":1,"x":0}'
_CALL = (
    b"POST / HTTP/1.1\r\nHost: node\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\n\r\n" % len(_BODY)
) + _BODY
_MOST_GROWTH_MB = 32
_PIECE = b"0" * 1_000_000


def main() -> None:
    """Measure both, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--calls", type=int, default=2000, help="in each round")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--megabytes", type=int, default=1000, help="of the long answer")
    given = parser.parse_args()
    with own_process(serve, 1) as (ports, _), own_process(_long, given.megabytes) as (long, _):
        upstreams = [f"http://127.0.0.1:{ports[0]}", f"http://127.0.0.1:{long}"]
        with own_process(_proxy, upstreams) as (doors, pipe):
            for at_once in (1, 32):
                asyncio.run(_compare(ports[0], doors[0], at_once, given.calls, given.rounds))
            growth = asyncio.run(_pass_long(doors[1], pipe))
    if growth > _MOST_GROWTH_MB:
        raise SystemExit(f"the proxy grew by {growth:.0f} MB for one answer")


def _proxy(upstreams: list[str], pipe: Connection) -> None:
    asyncio.run(_serve_doors(upstreams, pipe))


async def _serve_doors(upstreams: list[str], pipe: Connection) -> None:
    nodes = tuple(
        Node(f"node-{position}", NodeKind.RPC, execution_rpc=url)
        for position, url in enumerate(upstreams)
    )
    chain = Chain("c-901", 901, nodes=nodes)
    network = Network("c", "devnet", None, L1("l1", 900), (chain,))
    loop = asyncio.get_running_loop()
    async with Proxy(network) as proxy, proxy.open("1") as doors:
        pipe.send(
            [urlsplit(node.execution_rpc or "").port for node in doors.network.chains[0].nodes]
        )
        while True:
            try:
                await loop.run_in_executor(None, pipe.recv)
            except EOFError:
                return
            pipe.send((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, proxy.calls()))


def _long(megabytes: int, pipe: Connection) -> None:
    asyncio.run(_serve_long(megabytes, pipe))


async def _serve_long(megabytes: int, pipe: Connection) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(_BODY)
        beginning = b'{"jsonrpc":"2.0","id":1,"result":"'
        length = len(beginning) + megabytes * len(_PIECE) + 2
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (length, beginning))
        for _ in range(megabytes):
            writer.write(_PIECE)
            await writer.drain()
        writer.write(b'"}')
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    pipe.send(server.sockets[0].getsockname()[1])
    try:
        await asyncio.get_running_loop().run_in_executor(None, pipe.recv)
    except EOFError:
        return


async def _compare(bare: int, door: int, at_once: int, calls: int, rounds: int) -> None:
    """Take turns, and print the figures."""
    await _ask(door, at_once, calls)
    through: list[float] = []
    around = [await _ask(bare, at_once, calls)]
    for _ in range(rounds):
        through.append(await _ask(door, at_once, calls))
        around.append(await _ask(bare, at_once, calls))
    before_and_after = [statistics.fmean(pair) for pair in pairwise(around)]
    ratios = [ours / theirs for ours, theirs in zip(through, before_and_after, strict=True)]
    longer = [ours - theirs for ours, theirs in zip(through, before_and_after, strict=True)]
    low, median, high = statistics.quantiles(ratios, n=4)
    print(
        f"{at_once:3} at a time: {calls / statistics.median(around):7.0f} calls/s bare, "
        f"{calls / statistics.median(through):6.0f} through the door; ratio {median:.1f} "
        f"(half of the rounds between {low:.1f} and {high:.1f}); "
        f"{1e6 * statistics.median(longer) / calls:.0f} µs more for each call"
    )


async def _ask(port: int, at_once: int, calls: int) -> float:
    """Return how long some calls take over some connections."""
    connections = [await asyncio.open_connection("127.0.0.1", port) for _ in range(at_once)]

    async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(calls // at_once):
            writer.write(_CALL)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].split(b"\r", 1)[0])
            await reader.readexactly(length)

    begun = time.perf_counter()
    await asyncio.gather(*(ask(*each) for each in connections))
    taken = time.perf_counter() - begun
    for _, writer in connections:
        writer.close()
        await writer.wait_closed()
    return taken


async def _pass_long(port: int, pipe: Connection) -> float:
    """Pass a long answer through, and return by how many megabytes the proxy grew."""
    pipe.send(None)
    before, _ = pipe.recv()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    begun = time.perf_counter()
    writer.write(_CALL)
    length = 0
    head = await reader.readuntil(b"\r\n\r\n")
    expected = int(head.lower().partition(b"content-length:")[2].split(b"\r", 1)[0])
    while length < expected:
        length += len(await reader.read(1 << 20))
    taken = time.perf_counter() - begun
    writer.close()
    await writer.wait_closed()
    pipe.send(None)
    after, calls = pipe.recv()
    assert [(each.calls, each.answered) for each in calls if each.endpoint == "node-1 el"] == [
        (1, 1)
    ]
    print(
        f"an answer of {length / 1e6:.0f} MB: {length / 1e6 / taken:.0f} MB/s, "
        f"memory {before:.0f} MB before and {after:.0f} MB at the most"
    )
    growth: float = after - before
    return growth


if __name__ == "__main__":
    main()
