"""Many nodes as cheap as can be: answers made beforehand, on raw sockets.

For measuring what asking costs. An HTTP library on this side would cost more than
what is measured, so requests are only searched for the method they call.
"""

import asyncio
import json
from multiprocessing.connection import Connection

from tests.simulator.answers import Answers
from tests.simulator.devnet import Devnet


class _Canned(asyncio.Protocol):
    """Answers each request on a connection by the method that it names."""

    def __init__(self, answers: dict[bytes, bytes], counts: list[int]) -> None:
        self._answers = answers
        self._counts = counts
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while True:
            head, separator, rest = self._buffer.partition(b"\r\n\r\n")
            if not separator:
                return
            length = int(head.lower().partition(b"content-length:")[2].split(b"\r", 1)[0])
            if len(rest) < length:
                return
            body, self._buffer = rest[:length], rest[length:]
            self._counts[0] += 1
            method = body.partition(b'"method":"')[2].partition(b'"')[0]
            number = body.partition(b'"id":')[2].partition(b",")[0]
            answer = b'{"jsonrpc":"2.0","id":%b,"result":%b}' % (number, self._answers[method])
            self._transport.write(_HEAD % len(answer) + answer)


_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"


def _answers() -> dict[bytes, bytes]:
    """Return one answer per method, the same for every node."""
    devnet = Devnet()
    answers = Answers(devnet)
    block = devnet.nodes["sequencer-0"].blocks.block(1000)
    found: dict[str, object] = {
        "eth_getBlockByNumber": block,
        "eth_getBalance": hex(10**18),
        "eth_getTransactionCount": "0x64",
        "eth_call": "0x" + "00" * 31 + "05",
        "optimism_outputAtBlock": devnet.output_at("sequencer-0", 1000),
    }
    for endpoint, method in (
        ("execution/sequencer-0", "eth_chainId"),
        ("consensus/sequencer-0", "optimism_syncStatus"),
        ("consensus/sequencer-0", "optimism_rollupConfig"),
    ):
        found[method] = answers.answer(endpoint, method, [])
    return {method.encode(): json.dumps(result).encode() for method, result in found.items()}


def serve(endpoints: int, pipe: Connection) -> None:
    """Serve this many endpoints until the pipe is closed.

    Sends their ports at first; then, for each thing it is sent, how many calls came since.
    """
    asyncio.run(_serve(endpoints, pipe))


async def _serve(endpoints: int, pipe: Connection) -> None:
    loop = asyncio.get_running_loop()
    answers, counts = _answers(), [0]
    servers = [
        await loop.create_server(lambda: _Canned(answers, counts), "127.0.0.1", 0)
        for _ in range(endpoints)
    ]
    pipe.send([server.sockets[0].getsockname()[1] for server in servers])
    while True:
        try:
            await loop.run_in_executor(None, pipe.recv)
        except EOFError:
            return
        pipe.send(counts[0])
        counts[0] = 0
