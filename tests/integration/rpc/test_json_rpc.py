"""The JSON-RPC client over a real connection."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from gonogo.rpc import JSONRPCClient, MalformedAnswerError, MethodError, RPCError, UnreachableError

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


async def answer_as_told(request: web.Request) -> web.Response:
    """Answer with the object in the path, in which 0 stands for the number of the call."""
    number = (await request.json())["id"]
    told = json.loads(request.match_info["answer"])
    if told.get("id") == 0:
        told["id"] = number
    return web.json_response(told)


async def answer_in_html(request: web.Request) -> web.Response:
    return web.Response(status=404, text=f"<p>{request.path_qs} is not here</p>")


async def answer_for_a_node(_: web.Request) -> web.Response:
    said = {"id": 1, "error": {"code": -32000, "message": "verifier-0 does not answer"}}
    return web.json_response(said, status=502)


async def answer_never(_: web.Request) -> web.Response:
    await asyncio.sleep(3600)
    return web.Response()


async def answer_brackets(_: web.Request) -> web.Response:
    return web.Response(body=b"[" * 200_000)


@pytest.fixture
async def url() -> AsyncIterator[str]:
    application = web.Application()
    application.router.add_post("/parts", answer_in_parts)
    application.router.add_post("/gateway", answer_for_a_node)
    application.router.add_post("/revert", answer_a_revert)
    application.router.add_post("/bytes", answer_no_text)
    application.router.add_post("/bytes-in-result", answer_no_text)
    application.router.add_post("/brackets", answer_brackets)
    application.router.add_post("/told/{answer:.+}", answer_as_told)
    application.router.add_post("/html/{key}", answer_in_html)
    application.router.add_post("/never/{key}", answer_never)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
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


@pytest.mark.parametrize(
    "answer",
    [
        {"id": 7_000_000, "result": "0x1"},
        {"id": "1", "result": "0x1"},
        {"id": None, "result": "0x1"},
        {"id": True, "result": "0x1"},
        {"id": 1.0, "result": "0x1"},
        {"id": [1], "result": "0x1"},
        {"result": "0x1"},
        {"id": 7_000_000, "error": {"code": 3, "message": "no"}},
    ],
)
async def test_the_answer_to_another_call_is_no_answer(url: str, answer: dict[str, object]) -> None:
    """A cache or proxy that mixes up answers must not make one node speak for another."""
    async with JSONRPCClient() as client:
        with pytest.raises(MalformedAnswerError, match="belongs to another call"):
            await client.call(f"{url}/told/{json.dumps(answer)}", "eth_chainId", answer=str)


async def test_each_call_has_a_number_of_its_own(url: str) -> None:
    """The answer to an earlier call of the same client is not taken for that to a later one."""
    stale = json.dumps({"id": 1, "result": "0x1"})

    async with JSONRPCClient() as client:
        first = await client.call(f"{url}/told/{stale}", "eth_chainId", answer=str)
        with pytest.raises(MalformedAnswerError, match="the id '1' where 2 was asked"):
            await client.call(f"{url}/told/{stale}", "eth_chainId", answer=str)

    assert first == "0x1"


@pytest.mark.parametrize("answer", [{"id": None}, {}])
async def test_an_error_may_have_no_number(url: str, answer: dict[str, object]) -> None:
    """A node that could not read the call's number says so without it, and is understood."""
    told = json.dumps({**answer, "error": {"code": -32700, "message": "parse error"}})

    async with JSONRPCClient() as client:
        with pytest.raises(MethodError, match="parse error"):
            await client.call(f"{url}/told/{told}", "eth_chainId")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://127.0.0.1/x", "not an http:// or https:// address"),
        ("ws://127.0.0.1:8546", "not an http:// or https:// address"),
        ("127.0.0.1:8545", "not an http:// or https:// address"),
        ("localhost:8545", "not an http:// or https:// address"),
        ("", "not an http:// or https:// address"),
        ("http://", "not an address that can be asked"),
        ("http://127.0.0.1:nonsense", "not an address that can be asked"),
        ("http://127.0.0.1:99999", "not an address that can be asked"),
        ("http://[::1", "not an address that can be asked"),
    ],
)
async def test_an_address_that_is_none_says_so(address: str, words: str) -> None:
    """Who wrote an address wrong is told that, and not to look whether the node runs."""
    async with JSONRPCClient() as client:
        with pytest.raises(UnreachableError, match=words) as refused:
            await client.call(address, "eth_chainId")

    assert "http://127.0.0.1:8545" in str(refused.value.hint)


async def test_a_page_says_with_which_status_it_came(url: str) -> None:
    """A wrong path is told from a wrong kind of server by the status beside the page."""
    async with JSONRPCClient() as client:
        with pytest.raises(MalformedAnswerError, match="HTTP 404, and the answer is no JSON"):
            await client.call(f"{url}/html/x", "eth_chainId")


KEY = "aB3dE5gH7jK9mN1pQ3sT5vX7zA9cD1fG"


@pytest.mark.parametrize(
    "address",
    [
        "{url}/html/{key}?key={key}",
        "{url}/never/{key}?key={key}",
        "{url}/brackets?key={key}",
        '{url}/told/{{"id":0,"error":{{"code":1,"message":"bad key {key}"}}}}?key={key}',
        '{url}/told/{{"id":0,"result":["{key}"]}}?key={key}',
        '{url}/told/{{"id":"{key}","result":1}}?key={key}',
        "http://user:{key}@127.0.0.1:1/{key}?{key}",
        "http://127.0.0.1:nonsense/{key}",
        "http://gonogo.invalid:1/{key}",
        "http://[::1/{key}",
        "https://user:{key}@127.0.0.1:1/{key}",
        "ftp://user:{key}@127.0.0.1/{key}",
        "user:{key}@127.0.0.1/{key}",
    ],
)
async def test_no_error_shows_the_key_in_an_address(url: str, address: str) -> None:
    """Errors are printed and kept, whatever a node or a library repeats in them."""
    async with JSONRPCClient(timeout_seconds=0.2) as client:
        with pytest.raises(RPCError) as refused:
            await client.call(address.format(url=url, key=KEY), "eth_chainId", answer=str)

    error = refused.value
    shown = [str(error), error.url, error.what, str(error.hint), repr(error), error.message]
    assert not [each for each in shown if KEY in each or KEY[4:] in each]


async def test_calls_that_hang_keep_no_other_call_waiting(url: str) -> None:
    """Many nodes may be behind one gateway, and those that hang cost the others nothing."""
    told = f'{url}/told/{{"id":0,"result":"0x1"}}'

    async with JSONRPCClient(timeout_seconds=1.0) as client:
        hanging = [asyncio.create_task(client.call(f"{url}/never/x", "m")) for _ in range(50)]
        await asyncio.sleep(0)
        answer = await client.call(told, "eth_chainId", answer=str)
        still_hanging = [task for task in hanging if not task.done()]
        for task in hanging:
            task.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)

    assert answer == "0x1"
    assert len(still_hanging) == len(hanging)


async def test_a_gateway_that_says_which_node_is_not_there_is_quoted(url: str) -> None:
    """Nobody else knows: of the node itself nothing was heard."""
    async with JSONRPCClient() as client:
        with pytest.raises(UnreachableError, match="HTTP 502: verifier-0 does not answer"):
            await client.call(f"{url}/gateway", "eth_blockNumber")
