"""WebSockets through a door, against a real server that is odd on request."""

import asyncio
import json
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import ClientSession, WSMsgType, WSServerHandshakeError, web

from tests.integration.acceptance.proxied import KEY, answer_chain_id, raw, served, task_at


async def echo(request: web.BaseRequest) -> web.StreamResponse:
    """Answer each call, and send what is no call back as it came."""
    socket = web.WebSocketResponse(protocols=("jsonrpc",), max_msg_size=0)
    await socket.prepare(request)
    async for message in socket:
        if message.type is WSMsgType.BINARY:
            await socket.send_bytes(message.data)
        elif message.data == "close":
            await socket.close(code=4001, message=b"enough")
        elif message.data.startswith("{"):
            call = json.loads(message.data)
            await socket.send_str('{"jsonrpc":"2.0","method":"eth_subscription","params":{}}')
            await socket.send_str(json.dumps({"id": call["id"], "result": "0x1"}))
        else:
            await socket.send_str(message.data)
    return socket


def echo_until(ended: asyncio.Event) -> Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]:
    """Return what echoes, and tells when the connection to it has ended."""

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        try:
            return await echo(request)
        finally:
            ended.set()

    return answer


async def test_calls_are_counted_and_notifications_pass() -> None:
    """What a subscription sends answers no call."""
    async with (
        served(echo) as server,
        task_at(server.url) as task,
        task.client.ws_connect(f"{task.url}/ws?x=1") as socket,
    ):
        for number in range(3):
            await socket.send_str(f'{{"id":{number},"method":"eth_subscribe"}}')
            notification, answer = await socket.receive_json(), await socket.receive_json()
            assert notification["method"] == "eth_subscription"
            assert answer == {"id": number, "result": "0x1"}

        assert server.asked[0][:2] == ("GET", "/ws?x=1")
        assert task.counted() == {"eth_subscribe": (3, 3, 0)}


@pytest.mark.parametrize(
    "text", ["", "no json", "[]", "é" * 1000, "x" * 5_000_000], ids=lambda text: text[:7]
)
async def test_any_text_passes_unchanged(text: str) -> None:
    """The node is to answer it, not we."""
    async with (
        served(echo) as server,
        task_at(server.url) as task,
        task.client.ws_connect(task.url, max_msg_size=0) as socket,
    ):
        await socket.send_str(text)

        assert (await socket.receive()).data == text


async def test_binary_messages_pass_unchanged() -> None:
    """Whatever is in them."""
    async with (
        served(echo) as server,
        task_at(server.url) as task,
        task.client.ws_connect(task.url) as socket,
    ):
        await socket.send_bytes(b"\x00\xff")

        assert (await socket.receive()).data == b"\x00\xff"


async def test_a_ping_is_answered_by_the_network() -> None:
    """Clients find out by it whether the network is still there."""
    async with (
        served(echo) as server,
        task_at(server.url) as task,
        task.client.ws_connect(task.url, autoping=False) as socket,
    ):
        await socket.ping(b"there?")
        answer = await socket.receive()

        assert (answer.type, bytes(answer.data)) == (WSMsgType.PONG, b"there?")


async def test_the_network_chooses_the_protocol() -> None:
    """As if nobody stood between."""
    async with (
        served(echo) as server,
        task_at(server.url) as task,
        task.client.ws_connect(task.url, protocols=("other", "jsonrpc")) as socket,
    ):
        assert socket.protocol == "jsonrpc"


async def test_the_network_closes_with_its_own_code() -> None:
    """Clients decide by it whether to come back."""
    async with (
        served(echo) as server,
        task_at(server.url) as task,
        task.client.ws_connect(task.url) as socket,
    ):
        await socket.send_str("close")
        await socket.receive()

        assert socket.close_code == 4001


async def test_a_client_that_goes_ends_the_connection_to_the_network() -> None:
    """A killed test leaves no subscription at the network behind."""
    ended = asyncio.Event()

    async with served(echo_until(ended)) as server, task_at(server.url) as task:
        socket = await task.client.ws_connect(task.url)
        response = socket.get_extra_info("socket")
        assert response is not None
        await task.client.close()

        await asyncio.wait_for(ended.wait(), 20)


async def test_a_network_that_cuts_the_connection_ends_it_for_the_client() -> None:
    """A client must not wait for ever at a connection that leads nowhere."""

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        assert request.transport is not None
        request.transport.abort()
        return socket

    async with (
        served(answer) as server,
        task_at(server.url) as task,
        task.client.ws_connect(task.url) as socket,
    ):
        message = await asyncio.wait_for(socket.receive(), 20)

        assert message.type in {WSMsgType.CLOSE, WSMsgType.CLOSED}


async def test_a_network_that_is_down_refuses_the_handshake() -> None:
    """In the words by which it is known later."""
    async with task_at(f"ws://user:hunter22@127.0.0.1:1/{KEY}") as task:
        with pytest.raises(WSServerHandshakeError) as refused:
            await task.client.ws_connect(task.url)

        assert refused.value.status == 502
        assert task.counted() == {"GET /": (1, 0, 0)}


async def test_a_network_without_websockets_refuses_in_its_own_way() -> None:
    """That is an answer, and an error."""

    async def answer(_: web.BaseRequest) -> web.StreamResponse:
        return web.Response(status=404)

    async with served(answer) as server, task_at(server.url) as task:
        with pytest.raises(WSServerHandshakeError) as refused:
            await task.client.ws_connect(f"{task.url}/ws")

        assert refused.value.status == 404
        assert task.counted() == {"GET /ws": (1, 1, 1)}


@pytest.mark.parametrize("status", [b"200 OK", b"101 Switching Protocols"])
async def test_a_server_that_only_pretends_is_refused(status: bytes) -> None:
    """Without the right answer to the handshake there is no WebSocket."""
    answer = b"HTTP/1.1 " + status + b"\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n"
    async with raw(answer) as url, task_at(url) as task:
        with pytest.raises(WSServerHandshakeError):
            await task.client.ws_connect(task.url)

        assert task.counted()["GET /"][0] == 1


async def test_calls_over_http_and_websocket_go_through_one_door() -> None:
    """Nodes answer both at one port, and an address of a WebSocket is asked over HTTP too."""

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        return await (echo if "Upgrade" in request.headers else answer_chain_id)(request)

    async with (
        served(answer) as server,
        task_at(server.url.replace("http", "ws")) as task,
        task.client.ws_connect(task.url) as socket,
    ):
        await socket.send_str('{"id":1,"method":"eth_chainId"}')
        await socket.receive()
        await socket.receive()
        await task.post(b'{"id":1,"method":"eth_chainId"}')

        assert task.counted() == {"eth_chainId": (2, 2, 0)}


async def test_an_open_websocket_is_ended_with_its_task() -> None:
    """At once, and at the network too."""
    ended = asyncio.Event()

    async with served(echo_until(ended)) as server, ClientSession() as client:
        async with asyncio.timeout(20), task_at(server.url) as task:
            socket = await client.ws_connect(task.url)

        message = await asyncio.wait_for(socket.receive(), 20)
        await asyncio.wait_for(ended.wait(), 20)

        assert message.type in {WSMsgType.CLOSE, WSMsgType.CLOSED}
