"""A real HTTP server that answers as a test says, and a proxy in front of it."""

import asyncio
import contextlib
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import ClientSession, web

from gonogo.acceptance import CallCount
from gonogo.acceptance.proxy import Doors, Proxy
from gonogo.networks import L1, Chain, Network, Node, NodeKind

KEY = "aB3dE5gH7jK9mN1pQ3sT5vX7zA9cD1fG"
CALL = b'{"jsonrpc": "2.0",  "id": 1, "method": "eth_chainId"}'
ANSWER = b'{"jsonrpc":"2.0","id":1,"result":"0x385"}\n'

Answering = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


@dataclass
class Server:
    """Answers, and keeps what it was asked."""

    url: str
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    """Method, path with query, headers and body, of each request."""


@contextlib.asynccontextmanager
async def served(answering: Answering) -> AsyncIterator[Server]:
    """Serve on loopback, bodies as they are sent."""
    server = Server("")

    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        body = b"" if "Upgrade" in request.headers else await _read(request)
        server.asked.append((request.method, request.raw_path, dict(request.headers), body))
        return await answering(request)

    runner = web.ServerRunner(
        web.Server(handle, auto_decompress=False, access_log=None, handler_cancellation=True),
        shutdown_timeout=0.1,
    )
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    server.url = f"http://{host}:{port}"
    try:
        yield server
    finally:
        await runner.cleanup()


@contextlib.asynccontextmanager
async def raw(answer: bytes, *, stays_open: bool = False) -> AsyncIterator[str]:
    """Serve these bytes to whoever sends anything, and give the address."""
    connections: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        connections.add(task)
        await reader.read(65536)
        writer.write(answer)
        with contextlib.suppress(ConnectionError):
            await writer.drain()
        if stays_open:
            await reader.read()
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in connections:
            task.cancel()
        await asyncio.gather(*connections, return_exceptions=True)
        await server.wait_closed()


def network_at(execution_rpc: str, *, l1_rpc: str = "http://127.0.0.1:1") -> Network:
    """Return a network of one node."""
    node = Node("sequencer-0", NodeKind.SEQUENCER, execution_rpc=execution_rpc)
    chain = Chain("n-901", 901, nodes=(node,))
    return Network("n", "devnet", None, L1("l1", 900, rpcs=(l1_rpc,)), (chain,))


@dataclass(frozen=True)
class Task:
    """A task's side of the proxy."""

    proxy: Proxy
    doors: Doors
    client: ClientSession

    @property
    def url(self) -> str:
        """The door of the one node."""
        found = self.doors.network.chains[0].nodes[0].execution_rpc
        assert found is not None
        return found

    async def post(self, body: bytes, path: str = "/", **headers: str) -> tuple[int, bytes]:
        """Send bytes and return status and bytes."""
        data = io.BytesIO(body) if body else None
        async with self.client.post(self.url + path, data=data, headers=headers) as response:
            return response.status, await response.read()

    def counted(self) -> dict[str, tuple[int, int, int]]:
        """Return calls, answers and errors by method."""
        return counted(self.proxy.calls())


def counted(calls: tuple[CallCount, ...]) -> dict[str, tuple[int, int, int]]:
    """Return calls, answers and errors by method."""
    return {each.method: (each.calls, each.answered, each.errors) for each in calls}


@contextlib.asynccontextmanager
async def task_at(url: str) -> AsyncIterator[Task]:
    """Open the doors of a task to a network of one node."""
    async with (
        Proxy(network_at(url)) as proxy,
        proxy.open("001-base") as doors,
        ClientSession(auto_decompress=False) as client,
    ):
        yield Task(proxy, doors, client)


async def answer_chain_id(_: web.BaseRequest) -> web.StreamResponse:
    """Answer as a node."""
    return web.Response(body=ANSWER, content_type="application/json")


async def _read(request: web.BaseRequest) -> bytes:
    return b"".join([piece async for piece in request.content.iter_any()])
