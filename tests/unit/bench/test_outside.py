"""A bench seen through its published addresses, and nothing else."""

from collections.abc import AsyncIterator

import msgspec
import pytest

from gonogo.bench.control import Status
from gonogo.bench.http_server import LoopbackServer
from gonogo.bench.json_rpc_server import JSONRPCServer, Params
from gonogo.bench.outside import Outside
from gonogo.bench.served import serve_rpc
from gonogo.bench.session import State
from gonogo.bench.settings import NOTE, SEQUENCER, Addresses, Heads, NodeAddresses
from gonogo.rpc import JSONRPCClient, RPCError, UnreachableError

VERIFIER = "verifier-0"


class _Node:
    """Answers both RPCs of a node from a list of block hashes."""

    def __init__(self, name: str, *hashes: str) -> None:
        self.hashes = list(hashes)
        self.safe = len(hashes) - 1
        self.execution = serve_rpc(f"{name} execution RPC", JSONRPCServer(self.answer))
        self.consensus = serve_rpc(f"{name} consensus RPC", JSONRPCServer(self.answer))

    async def answer(self, method: str, params: Params) -> object:
        match method:
            case "eth_blockNumber":
                return hex(len(self.hashes) - 1)
            case "eth_getBlockByNumber":
                return {"hash": self.hashes[int(str(params[0]), 16)]}
            case "optimism_outputAtBlock":
                return {"blockRef": {"hash": self.hashes[int(str(params[0]), 16)]}}
        unsafe = len(self.hashes) - 1
        return {
            "unsafe_l2": {"number": unsafe, "timestamp": unsafe + 1000},
            "safe_l2": {"number": self.safe, "timestamp": self.safe + 1000},
        }

    @property
    def listeners(self) -> tuple[LoopbackServer, ...]:
        return (self.execution, self.consensus)


class _Bench:
    def __init__(self) -> None:
        self.sequencer = _Node(SEQUENCER, "0xa0", "0xa1", "0xa2", "0xa3")
        self.verifier = _Node(VERIFIER, "0xa0", "0xa1", "0xa2")

    @property
    def listeners(self) -> tuple[LoopbackServer, ...]:
        return (*self.sequencer.listeners, *self.verifier.listeners)

    def status(self) -> Status:
        nodes = {
            name: NodeAddresses(node.execution.url, node.consensus.url, "")
            for name, node in ((SEQUENCER, self.sequencer), (VERIFIER, self.verifier))
        }
        return Status(
            name="bench",
            pid=1,
            started_at="",
            state=State.READY,
            reason=None,
            broken_parts=(),
            heads=Heads(0, 0, 0, 0, {}),
            addresses=Addresses("", nodes, "", ""),
            contracts={},
            batcher="",
            directory="",
            note=NOTE,
        )


@pytest.fixture
async def bench() -> AsyncIterator[_Bench]:
    one = _Bench()
    for listener in one.listeners:
        await listener.open()
    yield one
    for listener in one.listeners:
        await listener.close()


@pytest.fixture
async def outside(bench: _Bench) -> AsyncIterator[Outside]:
    async with JSONRPCClient(timeout_seconds=2) as client:
        yield Outside(client, bench.status())


async def test_nodes_are_compared_at_their_common_height(outside: Outside) -> None:
    """The one that is a block ahead has not diverged for that."""
    assert await outside.hashes(*outside.nodes) == {"0xa2"}
    assert await outside.derived_hashes(*outside.nodes) == {"0xa2"}


async def test_another_hash_shows_on_both_rpcs(bench: _Bench, outside: Outside) -> None:
    """Whichever of them somebody asks."""
    bench.verifier.hashes[2] = "0xf2"

    assert await outside.hashes(*outside.nodes) == {"0xa2", "0xf2"}
    assert await outside.derived_hashes(*outside.nodes) == {"0xa2", "0xf2"}


async def test_a_fork_shows_while_the_execution_rpc_is_closed(
    bench: _Bench, outside: Outside
) -> None:
    """Both can be broken at the same time."""
    bench.verifier.hashes[2] = "0xf2"
    await bench.verifier.execution.refuse()

    assert await outside.derived_hashes(SEQUENCER, outside.first_verifier) == {"0xa2", "0xf2"}
    with pytest.raises(UnreachableError):
        await outside.hashes(*outside.nodes)


async def test_a_verifier_that_derived_nothing_proves_nothing(
    bench: _Bench, outside: Outside
) -> None:
    """At the genesis all nodes agree, forked or not."""
    bench.verifier.hashes[2] = "0xf2"
    bench.verifier.safe = 0

    assert await outside.derived_hashes(*outside.nodes) == {"0xa0"}


async def test_heads_are_those_of_the_node_that_was_asked(bench: _Bench, outside: Outside) -> None:
    """The sequencer's, unless another is named."""
    bench.sequencer.safe, bench.verifier.safe = 3, 1

    assert await outside.unsafe_head() == 3
    assert (await outside.safe_head(), await outside.safe_head(VERIFIER)) == (3, 1)


async def test_one_node_that_is_behind_makes_all_old(bench: _Bench, outside: Outside) -> None:
    """Whichever it is: also the sequencer's own node may derive more slowly than the others."""
    bench.sequencer.safe, bench.verifier.safe = 3, 1
    of_verifier = await outside.oldest_safe_time()
    bench.sequencer.safe = 0

    assert (of_verifier, await outside.oldest_safe_time()) == (1001, 1000)


async def test_an_answer_of_another_kind_is_no_head(bench: _Bench, outside: Outside) -> None:
    """What cannot be read is an error of the node, never zero."""
    bench.verifier.hashes.clear()
    bench.verifier.safe = msgspec.UNSET  # type: ignore[assignment]  # Left out of the answer.
    with pytest.raises(RPCError):
        await outside.safe_head(VERIFIER)
