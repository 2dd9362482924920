"""The order in which users' transactions get into blocks, and which never do."""

import pytest

from gonogo.bench.admission import AccountState, FeeLevel, RefusedTransactionError
from gonogo.bench.pool import MOST_IN_A_BLOCK, Pool
from gonogo.protocol import PrivateKey, SignedTransaction, Transaction, sign_transaction

GWEI = 10**9
ETH = 10**18
ALICE, BOB = (PrivateKey(bytes([number]) * 32) for number in (1, 2))
FEES = FeeLevel(
    base_fee_wei=GWEI,
    l1_base_fee_wei=GWEI,
    blob_base_fee_wei=1,
    base_fee_scalar=1368,
    blob_base_fee_scalar=810949,
)
RICH = AccountState(nonce=0, balance_wei=ETH)
BLOCK_GAS = 60_000_000


def transfer(
    key: PrivateKey, nonce: int, *, fee_wei: int = 2 * GWEI, gas_limit: int = 21_000
) -> SignedTransaction:
    return sign_transaction(
        Transaction(
            chain_id=901,
            nonce=nonce,
            gas_limit=gas_limit,
            max_fee_per_gas_wei=fee_wei,
            max_priority_fee_per_gas_wei=fee_wei // 10,
            to=b"\xcc" * 20,
            value_wei=1,
        ),
        key,
    )


def pool_with(*transactions: SignedTransaction, state: AccountState = RICH) -> Pool:
    pool = Pool(901, BLOCK_GAS)
    for signed in transactions:
        pool.add(signed, state, FEES)
    return pool


def test_transactions_of_a_sender_come_in_the_order_of_their_nonces() -> None:
    """However they arrived, a block takes them so that each is valid."""
    first, second, third = (transfer(ALICE, nonce) for nonce in range(3))
    pool = pool_with(third, first, second)

    assert pool.select(BLOCK_GAS, GWEI) == (first, second, third)


def test_a_gap_holds_back_what_follows_it() -> None:
    """Without the nonce before it, a transaction waits; others do not wait for it."""
    gapped, other = transfer(ALICE, 1), transfer(BOB, 0)
    pool = pool_with(gapped, other)

    assert pool.select(BLOCK_GAS, GWEI) == (other,)
    assert pool.counts() == (1, 1)
    assert pool.next_nonce(ALICE.address) == 0


def test_a_block_never_takes_more_gas_than_it_has() -> None:
    """Left-over transactions in anvil's pool would spoil the next block."""
    pool = pool_with(*(transfer(ALICE, nonce, gas_limit=100_000) for nonce in range(5)))

    assert len(pool.select(250_000, GWEI)) == 2


def test_a_block_never_takes_more_than_can_be_handed_over_in_time() -> None:
    """The rest waits for the next block."""
    pool = pool_with(*(transfer(ALICE, nonce) for nonce in range(MOST_IN_A_BLOCK + 1)))

    assert len(pool.select(BLOCK_GAS, GWEI)) == MOST_IN_A_BLOCK


def test_a_transaction_that_may_not_pay_the_next_base_fee_waits() -> None:
    """The base fee can rise by two hundredths until the next block."""
    pool = pool_with(transfer(ALICE, 0, fee_wei=GWEI), transfer(BOB, 0, fee_wei=2 * GWEI))

    assert [one.sender for one in pool.select(BLOCK_GAS, GWEI)] == [BOB.address]


def test_senders_of_deposits_are_left_for_the_next_block() -> None:
    """A deposit spends a nonce and perhaps the balance, so they are looked at again first."""
    pool = pool_with(transfer(ALICE, 0), transfer(BOB, 0))

    chosen = pool.select(BLOCK_GAS, GWEI, except_senders=[ALICE.address])

    assert [one.sender for one in chosen] == [BOB.address]


def test_what_was_included_is_forgotten_and_the_rest_goes_on() -> None:
    """After a block the next nonce is ready."""
    first, second = transfer(ALICE, 0), transfer(ALICE, 1)
    pool = pool_with(first, second)
    pool.settle([first], {})

    assert pool.get(first.hash) is None
    assert pool.select(BLOCK_GAS, GWEI) == (second,)


@pytest.mark.parametrize(
    "state",
    [AccountState(nonce=1, balance_wei=ETH), AccountState(nonce=0, balance_wei=0)],
    ids=["the nonce was spent", "the balance was spent"],
)
def test_what_a_deposit_made_impossible_is_dropped(state: AccountState) -> None:
    """Neither a spent nonce nor an empty account ever gets into a block."""
    pool = pool_with(transfer(ALICE, 0))
    pool.settle([], {ALICE.address: state})

    assert len(pool) == 0
    assert pool.select(BLOCK_GAS, GWEI) == ()


def test_funds_must_cover_everything_that_waits() -> None:
    """Two transactions that could each be paid alone are not both taken."""
    cost = transfer(ALICE, 0).transaction.max_cost_wei
    poor = AccountState(nonce=0, balance_wei=cost * 3 // 2)
    pool = pool_with(transfer(ALICE, 0), state=poor)

    with pytest.raises(RefusedTransactionError, match="insufficient funds for gas"):
        pool.add(transfer(ALICE, 1), poor, FEES)


def test_the_l1_fee_must_be_covered_too() -> None:
    """Value and gas alone are not what a transaction costs on an OP Stack chain."""
    exact = AccountState(0, transfer(ALICE, 0).transaction.max_cost_wei)

    with pytest.raises(RefusedTransactionError, match="insufficient funds"):
        pool_with(transfer(ALICE, 0), state=exact)


@pytest.mark.parametrize(("fee_wei", "is_taken"), [(2 * GWEI + 1, False), (22 * GWEI // 10, True)])
def test_a_replacement_pays_a_tenth_more(fee_wei: int, is_taken: bool) -> None:  # noqa: FBT001
    """The same nonce again is refused unless it is worth the trouble."""
    old, new = transfer(ALICE, 0), transfer(ALICE, 0, fee_wei=fee_wei)
    pool = pool_with(old)
    if is_taken:
        pool.add(new, RICH, FEES)
    else:
        with pytest.raises(RefusedTransactionError, match="replacement transaction underpriced"):
            pool.add(new, RICH, FEES)

    assert pool.select(BLOCK_GAS, GWEI) == ((new,) if is_taken else (old,))
    assert len(pool) == 1


def test_an_older_look_at_an_account_does_not_undo_a_newer_one() -> None:
    """What was asked before a block and answered after it must not bring back a spent nonce."""
    first, second, third = (transfer(ALICE, nonce) for nonce in range(3))
    pool = pool_with(first, second)
    pool.settle([first], {})
    pool.add(third, RICH, FEES)

    assert pool.select(BLOCK_GAS, GWEI) == (second, third)


def test_a_replacement_that_came_too_late_does_not_stay() -> None:
    """The block under construction has its nonce already; it would wait for ever."""
    taken = transfer(ALICE, 0)
    pool = pool_with(taken)
    chosen = pool.select(BLOCK_GAS, GWEI)
    late, next_one = transfer(ALICE, 0, fee_wei=4 * GWEI), transfer(ALICE, 1)
    for signed in (late, next_one):
        pool.add(signed, RICH, FEES)
    pool.settle(chosen, {})

    assert pool.get(late.hash) is None
    assert pool.counts() == (1, 0)
    assert pool.select(BLOCK_GAS, GWEI) == (next_one,)
