"""The JSON-RPC client over a real connection."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from gonogo.rpc import JSONRPCClient, MalformedAnswerError, MethodError

LONG = "a" * 900_000


async def answer_in_parts(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for part in (b'{"jsonrpc":"2.0","id":1,"result":"', LONG.encode(), b'"}'):
        await response.write(part)
    return response


async def answer_a_revert(_: web.Request) -> web.Response:
    return web.json_response(
        {"id": 1, "error": {"code": 3, "message": "execution reverted", "data": "0x08c379a0"}}
    )


async def answer_no_text(request: web.Request) -> web.Response:
    return web.Response(body=b'{"result":"\xff\xfe"}' if "result" in request.path else b"\xff\xfe")


async def answer_brackets(_: web.Request) -> web.Response:
    return web.Response(body=b"[" * 200_000)


@pytest.fixture
async def url() -> AsyncIterator[str]:
    application = web.Application()
    application.router.add_post("/parts", answer_in_parts)
    application.router.add_post("/revert", answer_a_revert)
    application.router.add_post("/bytes", answer_no_text)
    application.router.add_post("/bytes-in-result", answer_no_text)
    application.router.add_post("/brackets", answer_brackets)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    yield f"http://{host}:{port}"
    await runner.cleanup()


async def test_an_answer_in_several_parts_is_read_to_its_end(url: str) -> None:
    """A long answer arrives in many segments, and none of them is lost."""
    async with JSONRPCClient() as client:
        text = await client.call(f"{url}/parts", "eth_getLogs", answer=str)

    assert text == LONG


async def test_what_a_node_attaches_to_its_error_is_kept(url: str) -> None:
    """A revert's reason reaches the caller as the node wrote it."""
    async with JSONRPCClient() as client:
        with pytest.raises(MethodError) as refused:
            await client.call(f"{url}/revert", "eth_call")

    assert refused.value.data == b'"0x08c379a0"'


@pytest.mark.parametrize("path", ["bytes", "bytes-in-result", "brackets"])
async def test_bytes_that_no_decoder_takes_are_a_malformed_answer(url: str, path: str) -> None:
    """What a node sends can break one answer, and never the run that asked."""
    async with JSONRPCClient() as client:
        with pytest.raises(MalformedAnswerError):
            await client.call(f"{url}/{path}", "eth_chainId", answer=str)
