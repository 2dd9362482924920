"""A node in memory that answers JSON-RPC on loopback as a test wants it to."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

Answer = Callable[[list[Any]], Any]

PORTAL, CONFIG, FACTORY = ("0x" + digit * 40 for digit in "abc")
LOGIC, BATCHER, OWNER, SIGNER = ("0x" + digit * 40 for digit in "def1")
GENESIS = {"l1": "0x" + "11" * 32, "l2": "0x" + "22" * 32}
ROLLUP_CONFIG = {
    "genesis": {"l2_time": 1, "system_config": {"batcherAddr": BATCHER}},
    "block_time": 2,
    "l1_chain_id": 900,
    "l2_chain_id": 901,
    "batch_inbox_address": "0x" + "00ff" * 10,
    "deposit_contract_address": PORTAL,
    "l1_system_config_address": CONFIG,
}


class Unanswered(Exception):  # noqa: N818 - it is no error of ours, but what a node says
    """Makes a node answer with a JSON-RPC error object."""


@dataclass
class AnsweringNode:
    """An async context manager; `url` is where it answers, `asked` what it was asked."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    body: bytes | None = None
    """What is sent whatever is asked, instead of an answer."""
    hangs: bool = False
    url: str = ""
    asked: list[str] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.router.add_post("/", self._answer)
        self._end = asyncio.Event()
        self._runner = web.AppRunner(application, shutdown_timeout=0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._end.set()
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        call = json.loads(await request.read())
        self.asked.append(call["method"])
        if self.hangs:
            await self._end.wait()
        if self.body is not None:
            return web.Response(body=self.body)
        answer: dict[str, Any] = {"jsonrpc": "2.0", "id": call["id"]}
        try:
            answer["result"] = self.answers[call["method"]](call["params"])
        except (KeyError, Unanswered):
            answer["error"] = {"code": -32601, "message": "the method does not exist"}
        return web.json_response(answer)


def word(address: str) -> str:
    """Return an address as a word of 32 bytes."""
    return "0x" + "00" * 12 + address[2:]


def l1_answers(code: Mapping[str, str] | None = None, **changed: Answer) -> dict[str, Answer]:
    """Return what an L1 node with the contracts answers."""
    codes = {PORTAL: "0x01", CONFIG: "0x02", FACTORY: "0x03", LOGIC: "0x04"} | dict(code or {})
    views = {
        (PORTAL, "0xf2b4e617"): FACTORY,
        (CONFIG, "0xe81b2c6d"): BATCHER,
        (CONFIG, "0x8da5cb5b"): OWNER,
        (CONFIG, "0x1fd19ee1"): SIGNER,
    }

    def call(params: list[Any]) -> str:
        if "from" not in params[0]:
            raise Unanswered
        return word(views[params[0]["to"], params[0]["data"]])

    answers: dict[str, Answer] = {
        "eth_chainId": lambda _: "0x384",
        "eth_getBlockByNumber": lambda _: {"hash": GENESIS["l1"], "number": "0x0"},
        "eth_getCode": lambda params: codes.get(params[0], "0x"),
        "eth_getStorageAt": lambda _: word(LOGIC),
        "eth_call": call,
    }
    return answers | changed


def execution_answers(**changed: Answer) -> dict[str, Answer]:
    """Return what an execution client of the L2 chain answers."""
    answers: dict[str, Answer] = {
        "eth_chainId": lambda _: "0x385",
        "eth_getBlockByNumber": lambda _: {"hash": GENESIS["l2"], "number": "0x0"},
        "web3_clientVersion": lambda _: "Geth/v1.2.3",
    }
    return answers | changed


def consensus_answers(
    config: Mapping[str, Any] = ROLLUP_CONFIG, **changed: Answer
) -> dict[str, Answer]:
    """Return what a consensus client of the L2 chain answers."""
    answers: dict[str, Answer] = {
        "optimism_rollupConfig": lambda _: config,
        "optimism_version": lambda _: "v1.19.4",
    }
    return answers | changed
