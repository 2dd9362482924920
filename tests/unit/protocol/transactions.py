"""Transactions that any chain could include, for the tests that make some up."""

from hypothesis import strategies as st

from gonogo.protocol import AccessListEntry, PrivateKey, Transaction, TransactionType
from gonogo.protocol.secp256k1 import CURVE_ORDER

KEYS = st.integers(1, CURVE_ORDER - 1).map(lambda number: PrivateKey(number.to_bytes(32, "big")))
UINT64 = st.one_of(st.integers(0, 300), st.integers(0, 2**64 - 2))
UINT256 = st.one_of(st.integers(0, 300), st.integers(0, 2**256 - 1))
ADDRESSES = st.binary(min_size=20, max_size=20)
WORDS = st.binary(min_size=32, max_size=32)
ACCESS_LISTS = st.lists(
    st.builds(AccessListEntry, ADDRESSES, st.lists(WORDS, max_size=3).map(tuple)), max_size=3
).map(tuple)


@st.composite
def transactions(draw: st.DrawFn) -> Transaction:
    """Make up a transaction of type 0x0, 0x1 or 0x2."""
    kind = draw(st.sampled_from(list(TransactionType)[:3]))
    fees = sorted([draw(UINT256), draw(UINT256)])
    is_legacy = kind is TransactionType.LEGACY
    return Transaction(
        type=kind,
        # Chain id 0 is left out: another implementation reads it as none for legacy.
        chain_id=draw(st.one_of(st.integers(1, 1000), st.integers(1, 2**53))),
        nonce=draw(UINT64),
        gas_limit=draw(UINT64),
        max_fee_per_gas_wei=fees[1],
        max_priority_fee_per_gas_wei=fees[0 if kind is TransactionType.DYNAMIC_FEE else 1],
        to=draw(st.one_of(st.none(), ADDRESSES)),
        value_wei=draw(UINT256),
        data=draw(st.binary(max_size=80)),
        access_list=() if is_legacy else draw(ACCESS_LISTS),
    )
