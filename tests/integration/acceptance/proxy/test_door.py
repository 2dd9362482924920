"""Calls over HTTP through a door, against a real server that is odd on request."""

import asyncio
import gzip
import socket
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientError, ClientSession, web

from gonogo.acceptance.proxy import Proxy
from gonogo.acceptance.stream.explaining import is_unreached
from tests.integration.acceptance.proxied import (
    ANSWER,
    CALL,
    KEY,
    answer_chain_id,
    network_at,
    raw,
    served,
    task_at,
)


async def test_a_call_and_its_answer_pass_byte_for_byte() -> None:
    """White space is kept, and the Host is the network's own."""
    async with served(answer_chain_id) as server, task_at(server.url) as task:
        answered = await task.post(CALL, "/a%2Fb?x=1&y=%20", **{"X-Mine": "1"})

        ((method, path, headers, body),) = server.asked
        assert answered == (200, ANSWER)
        assert (method, path, body) == ("POST", "/a%2Fb?x=1&y=%20", CALL)
        assert headers["Host"] == urlsplit(server.url).netloc
        assert headers["X-Mine"] == "1"
        assert task.counted() == {"eth_chainId": (1, 1, 0)}


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\x00\xff" * 100, b"[]", b"a" * 9_000_000],
    ids=["empty", "cut", "binary", "empty-batch", "long"],
)
async def test_a_malformed_body_passes_unchanged(body: bytes) -> None:
    """The node is to answer it, not we."""
    async with served(answer_chain_id) as server, task_at(server.url) as task:
        await task.post(body, "/odd?x=1")

        assert server.asked[0][3] == body
        assert task.counted() == {"POST /odd": (1, 1, 0)}


async def test_compressed_bodies_pass_compressed() -> None:
    """And are counted all the same."""

    async def answer(_: web.BaseRequest) -> web.StreamResponse:
        return web.Response(body=gzip.compress(ANSWER), headers={"Content-Encoding": "gzip"})

    squeezed = gzip.compress(CALL)
    async with served(answer) as server, task_at(server.url) as task:
        _, body = await task.post(squeezed, **{"Content-Encoding": "gzip"})

        assert server.asked[0][3] == squeezed
        assert gzip.decompress(body) == ANSWER
        assert task.counted() == {"eth_chainId": (1, 1, 0)}


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
async def test_other_methods_of_http_pass(method: str) -> None:
    """Metrics and beacon nodes are asked by them."""

    async def answer(_: web.BaseRequest) -> web.StreamResponse:
        return web.Response(status=203, reason="As It Is", text="up 1\n")

    async with served(answer) as server, task_at(server.url) as task:
        async with task.client.request(method, f"{task.url}/metrics?a=b") as response:
            body = await response.read()
            assert (response.status, response.reason) == (203, "As It Is")
            assert response.headers["Content-Length"] == "5"
            assert body == (b"" if method == "HEAD" else b"up 1\n")

        assert server.asked[0][:2] == (method, "/metrics?a=b")
        assert task.counted() == {f"{method} /metrics": (1, 1, 0)}


async def test_a_network_that_is_down_is_told_by_name_and_not_answered() -> None:
    """A test that fails on it prints words by which the failure is known later."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://user:hunter22@127.0.0.1:{unused.getsockname()[1]}/v2/{KEY}"
        async with task_at(url) as task:
            status, body = await task.post(CALL)

            assert status == 502
            assert b"gonogo: n-901 sequencer-0 el does not answer (connection refused)" in body
            assert is_unreached(body.decode())
            assert b'"id":1' in body
            assert task.counted() == {"eth_chainId": (1, 0, 0)}


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
    ],
    ids=["nothing", "garbage", "cut", "odd-length", "long-header"],
)
async def test_an_answer_that_breaks_off_is_none(answer: bytes) -> None:
    """Whatever the server does, the client hears of it in the same words."""
    async with raw(answer) as url, task_at(url) as task:
        status, body = await task.post(CALL)

        assert status == 502
        assert is_unreached(body.decode())
        assert task.counted() == {"eth_chainId": (1, 0, 0)}


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + ANSWER,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[1234\r\n",
    ],
    ids=["length", "chunked"],
)
async def test_a_long_answer_that_breaks_off_breaks_off_at_the_client(answer: bytes) -> None:
    """Half of an answer must not look like a whole one."""
    async with raw(answer) as url, task_at(url) as task:
        with pytest.raises(ClientError):
            await task.post(CALL)

        assert task.counted() == {"eth_chainId": (1, 0, 0)}


async def test_a_body_flows_while_it_is_made() -> None:
    """A stream reaches the client before it has ended, and is never held as a whole."""
    go_on = asyncio.Event()

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b'{"jsonrpc":"2.0","id":1,"result":"')
        await go_on.wait()
        for _ in range(64):
            await response.write(b"0" * 65536)
        await response.write(b'"}')
        await response.write_eof()
        return response

    async with served(answer) as server, task_at(server.url) as task:
        async with task.client.post(task.url, data=CALL) as response:
            first = await response.content.readany()
            go_on.set()
            rest = await response.read()

        assert first.startswith(b'{"jsonrpc"')
        assert len(first + rest) == 36 + 64 * 65536
        assert task.counted() == {"eth_chainId": (1, 1, 0)}


@pytest.mark.parametrize(
    "line",
    [
        "GET http://{other}/stolen HTTP/1.1",
        "CONNECT {other} HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "GET @{other}/ HTTP/1.1",
    ],
)
async def test_it_is_no_open_proxy(line: str) -> None:
    """Another server is not reached through a door, whatever is asked for."""
    async with (
        served(answer_chain_id) as server,
        served(answer_chain_id) as other,
        task_at(server.url) as task,
    ):
        where = urlsplit(task.url)
        reader, writer = await asyncio.open_connection(where.hostname, where.port)
        request = line.format(other=urlsplit(other.url).netloc)
        writer.write(f"{request}\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()

        assert answer.split(b" ")[1] == b"400"
        assert not other.asked
        assert not server.asked


async def test_a_host_header_leads_nowhere() -> None:
    """A request with another's name goes to the network all the same."""
    async with served(answer_chain_id) as server, task_at(server.url) as task:
        await task.post(CALL, **{"Host": "169.254.169.254", "X-Forwarded-Host": "x"})

        assert server.asked[0][2]["Host"] == urlsplit(server.url).netloc


async def test_doors_are_open_on_loopback_alone() -> None:
    """Nobody else on the network's side of the machine can use what the addresses open."""
    async with served(answer_chain_id) as server, task_at(server.url) as task:
        assert urlsplit(task.url).hostname == "127.0.0.1"
        with socket.socket() as other:
            port = urlsplit(task.url).port
            assert other.connect_ex(("127.0.0.2", port)) != 0


async def test_what_opens_the_network_reaches_no_test() -> None:
    """Neither in answers of ours, nor in headers of the network, nor in counts."""

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        location = f"http://{request.headers['Host']}{request.raw_path}/login"
        return web.Response(status=302, headers={"Location": location})

    async with served(answer) as server:
        url = server.url.replace("//", "//user:hunter22@") + f"/v2/{KEY}?key={KEY}"
        async with task_at(url) as task:
            async with task.client.get(task.url, allow_redirects=False) as response:
                headers = str(response.headers)

            told = f"{task.doors} {task.doors.descriptor} {headers} {task.proxy.calls()}"
            assert KEY not in told
            assert "hunter22" not in told
            assert server.asked[0][1] == f"/v2/{KEY}?key={KEY}"
            assert server.asked[0][2]["Authorization"] == "Basic dXNlcjpodW50ZXIyMg=="


async def test_a_client_that_waits_to_be_asked_for_its_body_is_asked() -> None:
    """Curl does so with long bodies."""
    async with served(answer_chain_id) as server, task_at(server.url) as task:
        async with task.client.post(task.url, data=CALL, expect100=True) as response:
            body = await response.read()

        assert (body, server.asked[0][3]) == (ANSWER, CALL)


async def test_an_old_client_is_served() -> None:
    """HTTP/1.0 has no pieces, and closes."""

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(ANSWER)
        await response.write_eof()
        return response

    async with served(answer) as server, task_at(server.url) as task:
        where = urlsplit(task.url)
        reader, writer = await asyncio.open_connection(where.hostname, where.port)
        writer.write(b"POST / HTTP/1.0\r\nContent-Length: %d\r\n\r\n" % len(CALL) + CALL)
        answered = await reader.read()
        writer.close()
        await writer.wait_closed()

        assert answered.endswith(b"\r\n\r\n" + ANSWER)
        assert task.counted() == {"eth_chainId": (1, 1, 0)}


async def test_a_thousand_calls_at_once_come_through() -> None:
    """None waits for another: all are at the network before the first is answered."""
    all_here = asyncio.Event()
    here = 0

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        nonlocal here
        here += 1
        if here == 1000:
            all_here.set()
        await all_here.wait()
        return await answer_chain_id(request)

    from aiohttp import TCPConnector  # noqa: PLC0415

    async with (
        served(answer) as server,
        task_at(server.url) as task,
        ClientSession(connector=TCPConnector(limit=0)) as client,
    ):

        async def call() -> bytes:
            async with client.post(task.url, data=CALL) as response:
                return await response.read()

        answers = await asyncio.gather(*(call() for _ in range(1000)))

        assert set(answers) == {ANSWER}
        assert task.counted() == {"eth_chainId": (1000, 1000, 0)}


async def test_one_connection_serves_many_calls() -> None:
    """On either side."""
    peers = set()

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        assert request.transport is not None
        peers.add(request.transport.get_extra_info("peername"))
        return await answer_chain_id(request)

    async with served(answer) as server, task_at(server.url) as task:
        for _ in range(20):
            await task.post(CALL)

        assert len(peers) == 1


async def test_a_client_that_is_gone_takes_its_call_with_it() -> None:
    """A killed test leaves no call at the network behind."""
    begun, cancelled = asyncio.Event(), asyncio.Event()

    async def answer(_: web.BaseRequest) -> web.StreamResponse:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()
        raise AssertionError

    async with served(answer) as server, task_at(server.url) as task:
        calling = asyncio.create_task(task.post(CALL))
        await begun.wait()
        calling.cancel()
        await asyncio.wait_for(cancelled.wait(), 20)

        assert task.counted() == {"eth_chainId": (1, 0, 0)}


async def test_a_dead_address_does_not_stop_doors_from_opening() -> None:
    """Only who calls it is told."""
    network = network_at("not an address", l1_rpc="http://[")

    async with Proxy(network) as proxy, proxy.open("1") as doors, ClientSession() as client:
        for url in (doors.network.l1.rpcs[0], doors.network.chains[0].nodes[0].execution_rpc):
            assert url is not None
            async with client.post(url, data=CALL) as response:
                assert response.status == 502
                assert "its address cannot be asked" in await response.text()


async def test_headers_that_are_no_text_do_not_stop_a_call() -> None:
    """They are odd, and not ours to judge."""
    answer = b"HTTP/1.1 200 OK\r\nX-Odd: \xff\xfe\r\nContent-Length: %d\r\n\r\n" % len(ANSWER)
    async with raw(answer + ANSWER) as url, task_at(url) as task:
        where = urlsplit(task.url)
        reader, writer = await asyncio.open_connection(where.hostname, where.port)
        head = b"POST / HTTP/1.1\r\nHost: x\r\nX-Odd: \xff\r\nConnection: close\r\n"
        writer.write(head + b"Content-Length: %d\r\n\r\n" % len(CALL) + CALL)
        answered = await reader.read()
        writer.close()
        await writer.wait_closed()

        assert answered.startswith(b"HTTP/1.1 200")
        assert answered.endswith(ANSWER)
        assert task.counted() == {"eth_chainId": (1, 1, 0)}
