"""An account just before and just after a block."""

import pytest

from gonogo.checks.account import Change, change_in
from gonogo.rpc import UnreachableError
from tests.simulator.clock import SimulatedClock
from tests.unit.checks.endpoints import Answer, EndpointsInMemory, nobody, reaches

ADDRESS = "0x" + "ab" * 20
BALANCES = {"0x9": 10**30, "0xa": 10**30 - 7}
NONCES = {"0x9": 4, "0xa": 6}


async def changed(answers: dict[str, Answer], block: int = 10) -> Change:
    client = EndpointsInMemory({"node": answers})
    return await change_in(reaches(client, SimulatedClock(), "node")["node"], ADDRESS, block)


async def test_what_changed_in_a_block_is_exact() -> None:
    """Also amounts that no float can hold."""
    found = await changed(
        {
            "eth_getBalance": lambda _, block: hex(BALANCES[block]),
            "eth_getTransactionCount": lambda _, block: hex(NONCES[block]),
        }
    )

    assert (found.gained_wei, found.sent) == (-7, 2)
    assert (found.wei_before, found.block) == (str(10**30), 10)


@pytest.mark.parametrize("lost", ["eth_getBalance", "eth_getTransactionCount"])
async def test_half_of_it_is_none_of_it(lost: str) -> None:
    """A node that no longer knows the state says nothing about the change."""
    answers: dict[str, Answer] = {
        "eth_getBalance": lambda _, block: hex(BALANCES[block]),
        "eth_getTransactionCount": lambda _, block: hex(NONCES[block]),
    }

    with pytest.raises(UnreachableError):
        await changed({**answers, lost: nobody})
