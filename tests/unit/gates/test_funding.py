"""Money that is lent within a budget, and given back."""

import asyncio

import pytest

from gonogo.gates.ending import PreconditionError
from gonogo.gates.funding import DEFAULT_BUDGET_WEI, Funds, Purse, budget
from gonogo.protocol import PrivateKey
from tests.unit.gates.pool import PoolChain, side_of

KEY = PrivateKey(b"\x02" * 32)


def purse(*, wei: int = 10**18, salt: str = "salt", key: PrivateKey = KEY) -> Purse:
    return Purse((key,), wei, salt, lambda _: None)


def funds(of: Purse, scope: str = "transfer/bench-901") -> Funds:
    return Funds(of, scope, lambda _: None)


def test_accounts_are_the_same_for_the_same_run() -> None:
    """Salt, funder, test and label make an account, and nothing else does."""
    first = funds(purse()).account("sender")

    assert funds(purse()).account("sender").address == first.address
    others = {
        funds(purse()).account("recipient").address,
        funds(purse(), "deposit/bench-901").account("sender").address,
        funds(purse(salt="other")).account("sender").address,
        funds(purse(key=PrivateKey(b"\x03" * 32))).account("sender").address,
    }
    assert len(others | {first.address}) == 5


def test_names_do_not_run_into_each_other() -> None:
    """Where a scope ends and a label begins makes a difference."""
    left = Funds(purse(), "a", lambda _: None).account("bc")
    right = Funds(purse(), "ab", lambda _: None).account("c")

    assert left.address != right.address


async def test_the_budget_is_kept() -> None:
    """No more is lent than was allowed, also by tests that ask at once."""
    chain, shared = PoolChain(), purse(wei=250)
    async with side_of(chain) as side:
        lending = [funds(shared, str(n)).funded("x", (side, 100)) for n in range(5)]
        ended = await asyncio.gather(*lending, return_exceptions=True)

    assert len(chain.taken) == 2
    assert sum(isinstance(one, PreconditionError) for one in ended) == 3


@pytest.mark.parametrize(
    ("chain", "words"),
    [
        (PoolChain(balance_wei=5), "nobody who may pay"),
        (PoolChain(refusals=["insufficient funds for transfer"]), "has too little left"),
    ],
)
async def test_too_little_money_is_a_precondition(chain: PoolChain, words: str) -> None:
    """Seen beforehand or told by the node, it is not the network's fault."""
    async with side_of(chain) as side:
        with pytest.raises(PreconditionError, match=words):
            await funds(purse()).funded("x", (side, 100))


async def test_no_funder_is_a_precondition() -> None:
    """Without a key there is nothing to lend."""
    async with side_of(PoolChain()) as side:
        with pytest.raises(PreconditionError, match="no account to pay from"):
            await funds(Purse((), 1, "", lambda _: None)).funded("x", (side, 100))


async def test_the_rest_is_given_back_once() -> None:
    """Every account sends what is left to the funder, and a second time there is none."""
    chain, shared = PoolChain(), purse()
    async with side_of(chain) as side:
        await asyncio.gather(*(funds(shared, str(n)).funded("x", (side, 100)) for n in range(3)))
        await shared.give_back(5)
        await shared.give_back(5)

    returned = [signed for signed in chain.taken if signed.transaction.to == KEY.address]
    assert len({signed.sender for signed in returned}) == len(returned) == 3
    cost = 21_000 * returned[0].transaction.max_fee_per_gas_wei
    assert returned[0].transaction.value_wei == chain.balance_wei - cost


async def test_what_cannot_be_given_back_is_told() -> None:
    """An account that a chain takes nothing from is named, and the others still give back."""
    said: list[str] = []
    chain = PoolChain()
    shared = Purse((KEY,), 10**18, "salt", said.append)
    async with side_of(chain) as side:
        for number in range(2):
            await funds(shared, str(number)).funded("x", (side, 100))
        chain.refusals = ["we are closed"]
        await shared.give_back(5)

    assert sum("was not returned: " in line for line in said) == 1
    assert sum("gave back" in line for line in said) == 1


async def test_giving_back_has_an_end() -> None:
    """A chain that includes nothing does not hold the program up."""
    said: list[str] = []
    chain = PoolChain()
    shared = Purse((KEY,), 10**18, "salt", said.append)
    async with side_of(chain) as side:
        await funds(shared).funded("x", (side, 100))
        chain.keeps = False
        await shared.give_back(0.05)

    assert any("was not returned" in line for line in said)


async def test_dust_stays() -> None:
    """What would not pay for its own return is left where it is."""
    chain, shared = PoolChain(), purse()
    async with side_of(chain) as side:
        await funds(shared).funded("x", (side, 100))
        chain.balance_wei = 1000
        await shared.give_back(5)

    assert len(chain.taken) == 1


@pytest.mark.parametrize(
    ("given", "wei"), [({}, DEFAULT_BUDGET_WEI), ({"GONOGO_BUDGET_WEI": " 12 "}, 12)]
)
def test_budget(given: dict[str, str], wei: int) -> None:
    """The environment says how much, or the default holds."""
    assert budget(given) == wei


@pytest.mark.parametrize("given", ["-1", "1e18", "lots", "²"])
def test_a_budget_that_is_no_number(given: str) -> None:
    """Whatever is no whole number of wei is refused, and never taken for plenty."""
    with pytest.raises(PreconditionError, match="no number of wei"):
        budget({"GONOGO_BUDGET_WEI": given})
