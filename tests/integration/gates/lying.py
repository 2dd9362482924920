"""A node that tells the truth of another node, except about one thing."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from gonogo.bench.json_rpc_server import JSONRPCServer, Params, RPCFault
from gonogo.bench.served import serve_rpc
from gonogo.networks import Network
from gonogo.protocol import format_data, selector
from gonogo.rpc import JSONRPCClient, MethodError

Lie = Callable[[str, Sequence[Any], Any], Any]
"""Takes method, parameters and the true answer; returns what is told."""


@asynccontextmanager
async def lying(network: Network, lie: Lie) -> AsyncIterator[Network]:
    """Return the network with all its L2 nodes behind one that lies."""
    (chain,) = network.chains
    truth = str(chain.nodes[0].execution_rpc)
    async with JSONRPCClient() as client:

        async def answer(method: str, params: Params) -> object:
            try:
                true = await client.call(truth, method, *params)
            except MethodError as error:
                raise RPCFault(error.code, error.node_message, error.data) from error
            return lie(method, params, true)

        server = serve_rpc("a node that lies", JSONRPCServer(answer))
        await server.open()
        try:
            nodes = tuple(replace(node, execution_rpc=server.url) for node in chain.nodes)
            liar = replace(chain, nodes=nodes, public_rpc=None)
            yield replace(network, chains=(liar,))
        finally:
            await server.close()


def of_call(signature: str, answer: Callable[[str], str]) -> Lie:
    """Return a lie about what contracts answer to one call."""
    wanted = format_data(selector(signature))

    def lie(method: str, params: Sequence[Any], true: Any) -> Any:
        if method == "eth_call" and params[0].get("data", "").startswith(wanted):
            return answer(true)
        return true

    return lie


def one_more(true: str) -> str:
    """Return a word that is one more."""
    return f"0x{int(true, 16) + 1:064x}"


def growing_balances(method: str, params: Sequence[Any], true: Any) -> Any:
    """Add a wei to every balance with every block."""
    if method == "eth_getBalance" and str(params[1]).startswith("0x"):
        return hex(int(true, 16) + int(params[1], 16))
    return true


def other_receipts(method: str, _: Sequence[Any], true: Any) -> Any:
    """Tell in receipts of an L1 fee that nobody paid."""
    if method == "eth_getBlockReceipts":
        return [{**receipt, "l1Fee": "0x7b"} for receipt in true]
    return true


def any_signature(method: str, params: Sequence[Any], true: Any) -> Any:
    """Take whatever the P-256 precompile is given for a valid signature."""
    is_precompile = method == "eth_call" and int(params[0].get("to", "0x0"), 16) == 0x100
    return f"0x{1:064x}" if is_precompile else true


def no_signature(method: str, params: Sequence[Any], true: Any) -> Any:
    """Have no P-256 precompile: nothing is answered, as by an address without code."""
    is_precompile = method == "eth_call" and int(params[0].get("to", "0x0"), 16) == 0x100
    return "0x" if is_precompile else true
