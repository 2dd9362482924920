"""A JSON-RPC endpoint on loopback that answers what a test says."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

Answer = Callable[[str, list[Any]], object]


class RefusedError(Exception):
    """What is asked gets an error object with these words."""


class GoneError(Exception):
    """Nobody is behind the gateway."""


@asynccontextmanager
async def served(answer: Answer) -> AsyncIterator[str]:
    """Serve an endpoint; return its address."""

    async def handle(request: web.Request) -> web.Response:
        call = json.loads(await request.read())
        body: dict[str, object] = {"jsonrpc": "2.0", "id": call["id"]}
        try:
            body["result"] = answer(call["method"], call["params"])
        except GoneError:
            return web.Response(status=503)
        except RefusedError as error:
            body["error"] = {"code": -32000, "message": str(error)}
        return web.json_response(body)

    app = web.Application()
    app.router.add_post("/", handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
