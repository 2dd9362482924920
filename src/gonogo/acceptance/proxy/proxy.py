"""The recording proxy of a run: tells which task asked which endpoint for what.

Each task has doors of its own, one port for each endpoint of the network, which are open
while the task runs. So the port alone says who calls whom, and nothing that a test does
with headers or paths changes whom its calls are counted for.

What it cannot see: a call past the doors to the network's own address counts as none, and so
does one to something else that a test made up. A process that tries all ports of the machine
could call the door of another task that runs at the same time.
"""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Self

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector, web

from gonogo.acceptance.calls import CallCount
from gonogo.acceptance.proxy.descriptor import rewritten, with_doors, written
from gonogo.acceptance.proxy.door import Door
from gonogo.acceptance.proxy.doors import Doors
from gonogo.acceptance.proxy.endpoints import Key, endpoints_of
from gonogo.acceptance.proxy.ports import HOST, Ports, allow_many_open_files
from gonogo.networks import Network

# Waiting for an answer has no limit here: how long it may take is the test's own affair.
_SECONDS_TO_CONNECT = 10.0
# Nodes close idle connections, some after five seconds. A call that is sent into a connection
# just as it is closed would be lost, and nobody may send it again.
_SECONDS_IDLE = 3.0
_SECONDS_FOR_OPEN_REQUESTS = 0.1
_WAITING_CONNECTIONS = 4096
_LONGEST_HEADER = 64 * 1024
_LOG = logging.getLogger("gonogo.acceptance.proxy")
# The library tells of each malformed request. That is what tests are for, and nothing to show
# a person whose terminal shows the progress of the run.
_LOG.addHandler(logging.NullHandler())
_KEPT_AS_SENT = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")


class Proxy:
    """Opens doors for tasks, and counts. An async context manager."""

    def __init__(
        self,
        network: Network,
        *,
        descriptor: Mapping[str, Any] | None = None,
        secrets: Collection[str] = (),
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Lead to a network.

        Args:
            network: What the run is for.
            descriptor: The document that it was loaded from, if it was one.
            secrets: What must not be in what is counted, the longest first.
            tls: Whose certificates are believed; None: the system's.
        """
        self._network = network
        self._descriptor = descriptor
        self._endpoints = endpoints_of(network, descriptor)
        self._secrets = secrets
        self._tls = tls
        self._ports = Ports()
        self._open: dict[str, tuple[Door, ...]] = {}
        self._used: list[tuple[str, Door]] = []
        self._exits = AsyncExitStack()
        self._session: ClientSession | None = None

    async def __aenter__(self) -> Self:
        allow_many_open_files()
        connector = TCPConnector(
            limit=0,
            limit_per_host=0,
            keepalive_timeout=_SECONDS_IDLE,
            ssl=True if self._tls is None else self._tls,
        )
        session = ClientSession(
            connector=connector,
            # One task's cookies are not another's.
            cookie_jar=DummyCookieJar(),
            timeout=ClientTimeout(total=None, sock_connect=_SECONDS_TO_CONNECT),
            auto_decompress=False,
            skip_auto_headers=_KEPT_AS_SENT,
            max_line_size=_LONGEST_HEADER,
            max_field_size=_LONGEST_HEADER,
        )
        self._session = await self._exits.enter_async_context(session)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._exits.aclose()
        self._session = None

    @asynccontextmanager
    async def open(self, task: str) -> AsyncIterator[Doors]:
        """Open the doors of a task, and close them when it has ended.

        A task that is opened once more, for another attempt, is counted on.

        Raises:
            OSError: the system has no port, or no open file, left.
        """
        if self._session is None or task in self._open:
            message = f"doors of {task!r} are open already, or the proxy is not"
            raise RuntimeError(message)
        doors = {each.key: Door(each, self._session, self._secrets) for each in self._endpoints}
        self._open[task] = tuple(doors.values())
        try:
            async with _listening(doors, self._ports) as urls:
                yield self._as_seen(task, urls)
        finally:
            # Most tasks use few of the endpoints, and the others need not be remembered.
            self._used += [(task, door) for door in self._open.pop(task) if door.tally.is_used]

    def calls(self, of_task: str | None = None) -> tuple[CallCount, ...]:
        """Return what was counted so far, sorted; of tasks that still run too.

        Args:
            of_task: Whose calls; None: those of all tasks.
        """
        sums: dict[tuple[str, str, str, str], list[int]] = {}
        running = [(task, door) for task, doors in self._open.items() for door in doors]
        for task, door in [*self._used, *running]:
            if of_task not in (None, task):
                continue
            for method, count in door.tally:
                key = (task, door.endpoint.chain, door.endpoint.name, method)
                found = sums.setdefault(key, [0, 0, 0])
                for index, number in enumerate((count.calls, count.answered, count.errors)):
                    found[index] += number
        return tuple(CallCount(*key, *sums[key]) for key in sorted(sums))

    def _as_seen(self, task: str, urls: Mapping[Key, str]) -> Doors:
        seen = with_doors(self._network, urls)
        if self._descriptor is None:
            return Doors(task, seen, written(seen))
        return Doors(task, seen, rewritten(self._descriptor, urls))


@asynccontextmanager
async def _listening(doors: Mapping[Key, Door], ports: Ports) -> AsyncIterator[dict[Key, str]]:
    """Listen for each door and give the addresses."""
    by_port: dict[int, Door] = {}

    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        transport = request.transport
        if transport is None:
            raise asyncio.CancelledError
        return await by_port[transport.get_extra_info("sockname")[1]].handle(request)

    server = web.Server(
        handle,
        # A client that is gone, because its process was ended, takes its call with it.
        handler_cancellation=True,
        access_log=None,
        logger=_LOG,
        auto_decompress=False,
        max_line_size=_LONGEST_HEADER,
        max_field_size=_LONGEST_HEADER,
    )
    runner = web.ServerRunner(server, shutdown_timeout=_SECONDS_FOR_OPEN_REQUESTS)
    await runner.setup()
    try:
        urls = {}
        for key, door in doors.items():
            bound = ports.take()
            port = bound.getsockname()[1]
            by_port[port] = door
            try:
                await web.SockSite(runner, bound, backlog=_WAITING_CONNECTIONS).start()
            except OSError:
                bound.close()
                raise
            urls[key] = f"http://{HOST}:{port}"
        yield urls
    finally:
        await runner.cleanup()
