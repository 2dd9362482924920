"""Waiting here, and leaving the rest to a later run."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from gonogo.gates.ending import WaitingError
from gonogo.gates.funding import Funds, Purse
from gonogo.gates.side import Side
from gonogo.gates.stand import Stand
from gonogo.gates.withdrawal import Wait
from gonogo.gates.withdrawal.wait import told
from gonogo.networks import L1, Chain, Network
from gonogo.rpc import Endpoint, JSONRPCClient
from tests.unit.gates.served import served
from tests.unit.gates.withdrawal.two_chains import ChainInMemory

AT = 1_000_000


@asynccontextmanager
async def waiting(limit_seconds: float, pace: int = 0) -> AsyncIterator[tuple[Wait, Side]]:
    """Yield what waits, and a chain whose clock goes on by so much with every look."""
    chain = ChainInMemory(900, "0x" + "11" * 32, AT)

    def answer(method: str, params: list[object]) -> object:
        chain.time += pace
        return chain.answer(method, params)

    async with served(answer) as url, JSONRPCClient() as client:
        network = Network("n", "devnet", None, L1("l1", 900), (Chain("c", 901),))
        funds = Funds(Purse((), 0, "", print), "t", print)
        stand = Stand(network, network.chains[0], client, funds, lambda _: None)
        yield (
            Wait(stand, limit_seconds),
            Side("l1", 900, Endpoint(client, url), is_l2=False),
        )


async def test_a_moment_that_has_passed_is_not_waited_for() -> None:
    """By the clock of the chain."""
    async with waiting(limit_seconds=0) as (wait, l1):
        await wait.until_time(l1, AT - 1, "it is time")


async def test_the_moment_itself_is_not_past() -> None:
    """Contracts count what lies strictly behind."""
    async with waiting(limit_seconds=0) as (wait, l1):
        with pytest.raises(WaitingError, match="it is time"):
            await wait.until_time(l1, AT, "it is time")


async def test_what_comes_soon_is_waited_for() -> None:
    """The clock of the chain is looked at again and again."""
    async with waiting(limit_seconds=30, pace=3) as (wait, l1):
        await wait.until_time(l1, AT + 5, "it is time")


async def test_what_takes_longer_is_left_at_once() -> None:
    """With the moment at which a later run can end it."""
    async with waiting(limit_seconds=30) as (wait, l1):
        with pytest.raises(WaitingError) as left:
            await wait.until_time(l1, AT + 31, "resolved", until=AT + 99)

    assert left.value.until == told(AT + 99) == "1970-01-12T13:48:19Z"
