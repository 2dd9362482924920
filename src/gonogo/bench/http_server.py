"""A listener on loopback that can be closed and opened again at the same port.

Every address that the bench publishes is one of these, so breaking a node's RPC
means that connections are refused, as by a process that died, and mending it
brings back the address that everybody knows.
"""

import contextlib
import logging
import socket
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

_LOG = logging.getLogger("gonogo.bench")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LARGEST_REQUEST_BYTES = 16 * 1024 * 1024
_SECONDS_FOR_OPEN_REQUESTS = 0.1
_HOST = "127.0.0.1"


class LoopbackServer:
    """One HTTP listener on 127.0.0.1; its port is chosen once, by the system."""

    def __init__(self, name: str, routes: Mapping[tuple[str, str], Handler]) -> None:
        self.name = name
        self._routes = dict(routes)
        self._runner: web.AppRunner | None = None
        self._port = 0
        self._kept_port: socket.socket | None = None

    @property
    def url(self) -> str:
        """Where it is reached; valid once it has been open."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def is_open(self) -> bool:
        """Whether connections are accepted now."""
        return self._runner is not None

    async def open(self) -> None:
        """Accept connections; does nothing when open."""
        if self._runner is not None:
            return
        application = web.Application(client_max_size=LARGEST_REQUEST_BYTES)
        for (method, path), handler in self._routes.items():
            application.router.add_route(method, path, handler)
        runner = web.AppRunner(
            application, access_log=None, shutdown_timeout=_SECONDS_FOR_OPEN_REQUESTS
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, _HOST, self._port).start()
        except OSError:
            await runner.cleanup()
            raise
        # Let go only now: between letting go and listening somebody else could have taken it.
        self._let_go()
        self._port = int(runner.addresses[0][1])
        self._runner = runner
        _LOG.info("%s answers at %s", self.name, self.url)

    async def refuse(self) -> None:
        """Refuse connections until opened again and cut those that are open; keep the port.

        Does nothing when closed.
        """
        if self._runner is None:
            return
        await self._stop()
        # A socket that is bound and does not listen refuses as if there were none, and yet the
        # system gives the port to nobody else, neither to listen nor to connect from.
        with contextlib.ExitStack() as stack:
            kept = stack.enter_context(socket.socket())
            kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            kept.bind((_HOST, self._port))
            self._kept_port = kept
            stack.pop_all()

    async def close(self) -> None:
        """Cut what is open and give up the port; does nothing when closed."""
        await self._stop()
        self._let_go()

    async def _stop(self) -> None:
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()
            _LOG.info("%s at %s is closed", self.name, self.url)

    def _let_go(self) -> None:
        kept, self._kept_port = self._kept_port, None
        if kept is not None:
            kept.close()
