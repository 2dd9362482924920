"""A listener that refuses for a while and comes back where everybody knows it."""

import socket
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp import web

from gonogo.bench.http_server import LoopbackServer


async def greet(_: web.Request) -> web.StreamResponse:
    return web.Response(text="hello")


def a_server() -> LoopbackServer:
    return LoopbackServer("greeter", {("GET", "/"): greet})


async def said_by(server: LoopbackServer) -> str:
    async with aiohttp.ClientSession() as session, session.get(server.url) as answer:
        return await answer.text()


async def test_what_was_refused_is_answered_again_at_the_same_address() -> None:
    """Nobody has to be told a new address after a mend."""
    server = a_server()
    await server.open()
    url = server.url
    try:
        await server.refuse()
        with pytest.raises(aiohttp.ClientConnectorError):
            await said_by(server)
        await server.open()

        assert server.url == url
        assert await said_by(server) == "hello"
    finally:
        await server.close()


async def test_nobody_else_gets_the_port_meanwhile() -> None:
    """Else the address could not be mended, or would be another program's."""
    server = a_server()
    await server.open()
    await server.refuse()
    try:
        with socket.socket() as other, pytest.raises(OSError, match="in use"):
            other.bind(("127.0.0.1", urlsplit(server.url).port))
    finally:
        await server.close()


@pytest.mark.parametrize("ending", ["refuse", "close"])
async def test_ending_what_is_not_open_does_nothing(ending: str) -> None:
    """A bench that never came up is taken apart like any other."""
    server = a_server()
    await getattr(server, ending)()

    assert not server.is_open


async def test_opening_twice_keeps_the_address() -> None:
    """Mending what is not broken changes nothing."""
    server = a_server()
    await server.open()
    url = server.url
    await server.open()
    try:
        assert server.url == url
        assert await said_by(server) == "hello"
    finally:
        await server.close()


async def test_a_closed_listener_gives_up_its_port() -> None:
    """After the end of a bench nothing of it is left."""
    server = a_server()
    await server.open()
    await server.refuse()
    await server.close()

    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", urlsplit(server.url).port))
