"""Sending: nonces, fees, and what nodes say of them."""

import asyncio

import pytest

from gonogo.gates.account import Account, Payment, Turns
from gonogo.gates.ending import NotSoError
from gonogo.protocol import PrivateKey
from gonogo.rpc import MethodError, UnreachableError
from tests.unit.gates.pool import BASE_FEE_WEI, TIP_WEI, PoolChain, side_of

SOMEBODY = "0x" + "cc" * 20


def account() -> Account:
    return Account(PrivateKey(b"\x01" * 32), Turns(), lambda _: None)


def nonces(chain: PoolChain) -> list[int]:
    return [signed.transaction.nonce for signed in chain.taken]


async def test_who_sends_at_once_takes_turns() -> None:
    """Transactions that are sent side by side have one nonce after the other."""
    chain, sender = PoolChain(pending=5), account()
    async with side_of(chain) as side:
        await asyncio.gather(*(sender.send(side, to=SOMEBODY, value_wei=1) for _ in range(4)))

    # The node never noticed any of them, as behind a balancer.
    assert nonces(chain) == [5, 6, 7, 8]


@pytest.mark.parametrize(
    ("refusal", "offered"),
    [
        ("nonce too low: next nonce 7, tx nonce 5", [5, 5]),
        ("replacement transaction underpriced", [5, 6]),
        ("max fee per gas less than block base fee", [5, 5]),
    ],
)
async def test_what_passes_is_tried_again(refusal: str, offered: list[int]) -> None:
    """What others did with the account meanwhile is no failure of the network."""
    chain = PoolChain(refusals=[refusal], pending=5)
    async with side_of(chain) as side:
        await account().send(side, to=SOMEBODY)

    assert [signed.transaction.nonce for signed in chain.offered] == offered
    assert len(chain.taken) == 1


async def test_a_fee_that_was_too_low_is_raised() -> None:
    """The second time more is offered."""
    chain = PoolChain(refusals=["transaction underpriced"])
    async with side_of(chain) as side:
        await account().send(side, to=SOMEBODY)

    first, second = (signed.transaction for signed in chain.offered)
    assert first.max_fee_per_gas_wei == 2 * BASE_FEE_WEI + TIP_WEI
    assert second.max_fee_per_gas_wei == 2 * first.max_fee_per_gas_wei


@pytest.mark.parametrize(
    ("refusals", "error"),
    [
        (["insufficient funds for gas * price + value"], MethodError),
        (["nonce too low"] * 5, MethodError),
        (["gone"] * 5, UnreachableError),
    ],
)
async def test_what_does_not_pass_is_raised(
    refusals: list[str | None], error: type[Exception]
) -> None:
    """Who goes on refusing, or never answers, is believed."""
    async with side_of(PoolChain(refusals=refusals)) as side:
        with pytest.raises(error):
            await account().send(side, to=SOMEBODY)


@pytest.mark.parametrize("second", ["already known", None])
async def test_an_answer_that_was_lost(second: str | None) -> None:
    """The same bytes go out again, and having them already is as good as taking them."""
    chain = PoolChain(refusals=["gone", second])
    async with side_of(chain) as side:
        await account().hand_over(side, Payment(b"\xcc" * 20))

    assert len({signed.raw for signed in chain.offered}) == 1
    assert len(chain.offered) == 2


async def test_a_transaction_that_is_never_included() -> None:
    """Waiting has an end, and the error names the transaction."""
    async with side_of(PoolChain(keeps=False)) as side:
        with pytest.raises(NotSoError, match="expected to be included within 20 s"):
            await account().send(side, to=SOMEBODY)


async def test_a_transaction_that_somebody_replaced() -> None:
    """Whose nonce was used by another one is signed again, once."""
    chain = PoolChain(replaces=1, pending=5)
    async with side_of(chain) as side:
        sent = await account().send(side, to=SOMEBODY)

    assert sent.signed.transaction.nonce == 6

    async with side_of(PoolChain(replaces=2)) as side:
        with pytest.raises(NotSoError):
            await account().send(side, to=SOMEBODY)


async def test_calls_have_more_gas_than_is_estimated() -> None:
    """A call may take a little more than the estimate, a transfer never does."""
    chain = PoolChain()
    async with side_of(chain) as side:
        sender = account()
        await sender.send(side, to=SOMEBODY)
        await sender.send(side, to=SOMEBODY, data=b"\x01")
        await sender.send(side, to=SOMEBODY, data=b"\x01", gas_limit=77_000)

    assert [signed.transaction.gas_limit for signed in chain.taken] == [21_000, 150_000, 77_000]
