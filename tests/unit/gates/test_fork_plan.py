"""Which forks must be active, by the rollup configuration."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from gonogo.gates.ending import PreconditionError
from gonogo.gates.fork_plan import planned_forks, require_fork
from gonogo.gates.funding import Funds, Purse
from gonogo.gates.stand import Stand
from gonogo.networks import L1, Chain, Network, Node, NodeKind
from gonogo.rpc import JSONRPCClient
from tests.unit.gates.served import RefusedError, served
from tests.unit.gates.withdrawal.two_chains import ChainInMemory

AT = 1000
PLAN = '{"ecotone_time": 0, "fjord_time": 1000, "isthmus_time": 1001, "other": {}}'


@asynccontextmanager
async def stand_with(
    config: str | None, told: dict[str, Any] | None = None
) -> AsyncIterator[Stand]:
    chain = ChainInMemory(901, "0x" + "11" * 32, AT)

    def answer(method: str, params: list[Any]) -> object:
        if method != "optimism_rollupConfig":
            return chain.answer(method, params)
        if told is None:
            raise RefusedError(method)
        return told

    async with served(answer) as url, JSONRPCClient() as client:
        node = Node("n", NodeKind.SEQUENCER, execution_rpc=url, consensus_rpc=url)
        described = Chain("c", 901, (node,), rollup_config=config)
        network = Network("n", "devnet", None, L1("l1", 900), (described,))
        funds = Funds(Purse((), 0, "", print), "t", print)
        yield Stand(network, described, client, funds, lambda _: None)


async def test_a_fork_is_active_from_its_time_on() -> None:
    """One that the configuration does not name is not planned."""
    async with stand_with(PLAN) as stand:
        planned = await planned_forks(stand, AT)

    assert planned == {"Ecotone": True, "Fjord": True, "Isthmus": False, "Jovian": False}


async def test_a_node_tells_it_where_no_file_does() -> None:
    """Descriptors of others have no rollup configuration in them."""
    async with stand_with(None, {"ecotone_time": None, "fjord_time": 5}) as stand:
        planned = await planned_forks(stand, AT)

    assert (planned["Ecotone"], planned["Fjord"]) == (False, True)


async def test_nobody_tells_it() -> None:
    """Then nothing can be expected, and that is said."""
    async with stand_with(None) as stand:
        with pytest.raises(PreconditionError, match="the rollup configuration"):
            await planned_forks(stand, AT)


@pytest.mark.parametrize(("fork", "is_met"), [("Fjord", True), ("Isthmus", False)])
async def test_what_needs_a_fork_does_not_run_before_it(
    fork: str,
    is_met: bool,  # noqa: FBT001 - a table of cases.
) -> None:
    """By the time of the chain's latest block."""
    async with stand_with(PLAN) as stand:
        if is_met:
            await require_fork(stand, fork)
        else:
            with pytest.raises(PreconditionError, match=f"{fork} must be active"):
                await require_fork(stand, fork)
