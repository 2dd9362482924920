"""A chain that is asked, at its own pace."""

from typing import Any

import pytest

from gonogo.gates.ending import NotSoError
from gonogo.gates.side import Side, hash_at
from gonogo.rpc import Endpoint, JSONRPCClient, MethodError, RPCError, UnreachableError
from tests.simulator.clock import HandClock
from tests.unit.gates.rehearsal import Scene
from tests.unit.gates.served import RefusedError, served

PACES = {"l1": 12.0, "execution/sequencer-0": 2.0}


def side(devnet: Scene, client: JSONRPCClient, name: str = "execution/sequencer-0") -> Side:
    endpoint = Endpoint(client, devnet.server.urls[name])
    return Side(name, 901, endpoint, is_l2=name != "l1", clock=devnet.devnet.clock)


@pytest.mark.parametrize(("name", "seconds"), PACES.items())
async def test_pace(devnet: Scene, name: str, seconds: float) -> None:
    """A chain's pace is that of its last blocks, and patience goes by it."""
    async with JSONRPCClient() as client:
        one = side(devnet, client, name)

        assert await one.seconds_per_block() == seconds
        assert await one.patience_seconds(100) == 100 * seconds
        assert await one.patience_seconds(1) == 20.0


async def test_a_chain_at_genesis_has_a_pace(devnet: Scene) -> None:
    """Nothing is known yet, and nobody divides by nothing."""
    devnet.devnet.lie_about_head("sequencer-0", -100_000)
    async with JSONRPCClient() as client:
        assert await side(devnet, client).seconds_per_block() == 1.0


async def test_a_block_that_is_not_there(devnet: Scene) -> None:
    """A node that lacks a block has no hash for it."""
    async with JSONRPCClient() as client:
        one = side(devnet, client)
        with pytest.raises(RPCError):
            await hash_at(one.endpoint, 10**6)


async def test_a_receipt_that_never_comes(devnet: Scene) -> None:
    """Waiting ends, with what was waited for."""
    async with JSONRPCClient() as client:
        with pytest.raises(NotSoError, match="no receipt"):
            await side(devnet, client).await_receipt("0x" + "00" * 32, patience_seconds=5)


async def test_there_is_a_last_look_when_time_is_over() -> None:
    """Who stood still while it was included finds it all the same."""
    clock = HandClock()
    clock.held_up_seconds = 60.0
    found = {
        "status": "0x1",
        "blockNumber": "0x1",
        "blockHash": "0x" + "22" * 32,
        "transactionHash": "0x" + "11" * 32,
        "gasUsed": "0x5208",
        "effectiveGasPrice": "0x1",
        "logs": [],
    }

    def answer(_: str, __: list[Any]) -> object:
        return found if clock.seconds > 60 else None

    async with served(answer) as url, JSONRPCClient() as client:
        one = Side("l2", 901, Endpoint(client, url), is_l2=True, clock=clock)
        receipt = await one.await_receipt("0x" + "11" * 32, patience_seconds=20)

    assert int(receipt.block_number) == 1


async def test_a_node_that_went_away_meanwhile(devnet: Scene) -> None:
    """Nobody who answers is told as that, and not as a lost transaction."""
    devnet.server.fail("execution/sequencer-0")
    async with JSONRPCClient() as client:
        with pytest.raises(UnreachableError):
            await side(devnet, client).await_receipt("0x" + "00" * 32, patience_seconds=5)


@pytest.mark.parametrize(
    ("to", "asked"), [(None, {}), (b"\x22" * 20, {"to": "0x" + "22" * 20})], ids=["new", "call"]
)
async def test_enough_gas_is_half_more_than_the_estimate(
    to: bytes | None, asked: dict[str, str]
) -> None:
    """The chain is asked about just this transaction; no recipient stands for a new contract."""
    requests: list[object] = []

    def answer(method: str, params: list[Any]) -> object:
        requests.append((method, *params))
        return hex(100_001)

    async with served(answer) as url, JSONRPCClient() as client:
        one = Side("l1", 900, Endpoint(client, url), is_l2=False)
        gas = await one.enough_gas("0x" + "11" * 20, to, b"\xab", value_wei=7)

    request = {"from": "0x" + "11" * 20, "value": "0x7", "data": "0xab", **asked}
    assert gas == 150_001
    assert requests == [("eth_estimateGas", request)]


async def test_a_transaction_that_would_be_reverted_has_no_estimate() -> None:
    """What the chain says of it reaches whoever wanted to send it."""

    def answer(_method: str, _params: list[Any]) -> object:
        words = "execution reverted: OptimismPortal_Unproven"
        raise RefusedError(words)

    async with served(answer) as url, JSONRPCClient() as client:
        one = Side("l1", 900, Endpoint(client, url), is_l2=False)
        with pytest.raises(MethodError, match="OptimismPortal_Unproven"):
            await one.enough_gas("0x" + "11" * 20, None, b"")
