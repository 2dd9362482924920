"""A simulated devnet on loopback ports, each endpoint of which can go wrong alone."""

import asyncio
import json
from collections.abc import Callable
from typing import Any, Self

from aiohttp import web

from tests.simulator.answers import Answers
from tests.simulator.devnet import Devnet
from tests.simulator.ledger import Refused

# `ID` stands for the number of the call that it is given as an answer to.
GARBAGE = {
    "html": b"<html><body>502 Bad Gateway</body></html>",
    "empty": b"",
    "truncated": b'{"jsonrpc":"2.0","id":ID,"result":{"number":"0x1',
    "no result": b'{"jsonrpc":"2.0","id":ID}',
    "null": b'{"jsonrpc":"2.0","id":ID,"result":null}',
    "wrong type": b'{"jsonrpc":"2.0","id":ID,"result":[1,2,3]}',
    "text": b'{"jsonrpc":"2.0","id":ID,"result":"synced"}',
    "negative": b'{"jsonrpc":"2.0","id":ID,"result":"-0x1"}',
    "array": b"[]",
    "another call": b'{"jsonrpc":"2.0","id":"ID","result":"0x385"}',
}


class DevnetServer:
    """Serves a devnet; an async context manager, on random ports of loopback.

    Endpoints are named `l1`, `execution/NODE` and `consensus/NODE`.
    """

    def __init__(self, devnet: Devnet) -> None:
        self.devnet = devnet
        self.urls: dict[str, str] = {}
        self.calls: list[tuple[str, str]] = []
        """Every call that came, by endpoint and method."""
        self._answers = Answers(devnet)
        self._runners: dict[str, web.AppRunner] = {}
        self._faults: dict[str, Callable[[], Any]] = {}
        self._hold = asyncio.Event()

    async def __aenter__(self) -> Self:
        names = ["l1"]
        for node in self.devnet.nodes:
            names += [f"execution/{node}", f"consensus/{node}"]
        for name in names:
            await self._listen(name, 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._hold.set()
        for runner in self._runners.values():
            await runner.cleanup()

    def silence(self, node: str) -> None:
        """Let a node take calls and never answer."""
        self._each(node, self._hold.wait)

    def garble(self, node: str, kind: str = "html") -> None:
        """Let a node answer something that is no answer."""

        async def answer() -> bytes:
            return GARBAGE[kind]

        self._each(node, answer)

    def fail(self, node: str, status: int = 502) -> None:
        """Let a gateway answer in a node's place."""

        async def answer() -> web.Response:
            return web.Response(status=status, text="nobody here")

        self._each(node, answer)

    async def refuse(self, node: str) -> None:
        """Let nobody listen where a node was."""
        for name in self._named(node):
            await self._runners.pop(name).cleanup()

    def ungarble(self, node: str) -> None:
        """Let a node that listens answer as it should again."""
        for name in self._named(node):
            self._faults.pop(name, None)

    async def mend(self, node: str) -> None:
        """Let a node answer again, where it did before."""
        self.ungarble(node)
        for name in self._named(node):
            if name not in self._runners:
                await self._listen(name, int(self.urls[name].rpartition(":")[2]))

    def forget(self, name: str) -> None:
        """Let nobody know an endpoint's address; it goes on listening."""
        self.urls.pop(name)

    def _each(self, node: str, fault: Callable[[], Any]) -> None:
        for name in self._named(node):
            self._faults[name] = fault

    def _named(self, node: str) -> list[str]:
        return [name for name in self.urls if name == node or name.endswith(f"/{node}")]

    async def _listen(self, name: str, port: int) -> None:
        app = web.Application()

        async def handle(request: web.Request) -> web.Response:
            return await self._handle(name, request)

        app.router.add_post("/", handle)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        self._runners[name] = runner
        self.urls[name] = f"http://127.0.0.1:{runner.addresses[0][1]}"

    async def _handle(self, name: str, request: web.Request) -> web.Response:
        call = json.loads(await request.read())
        self.calls.append((name, call["method"]))
        if name in self._faults:
            answer = await self._faults[name]()
            if isinstance(answer, bytes):
                return web.Response(body=answer.replace(b"ID", str(call["id"]).encode()))
            return answer if isinstance(answer, web.Response) else web.Response()
        body: dict[str, object] = {"jsonrpc": "2.0", "id": call["id"]}
        try:
            body["result"] = self._answers.answer(name, call["method"], call["params"])
        except Refused as reason:
            body["error"] = {"code": -32000, "message": str(reason)}
        except KeyError:
            body["error"] = {"code": -32601, "message": f"the method {call['method']} is not here"}
        return web.json_response(body)
