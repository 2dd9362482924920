"""Batches and channels for the tests that make some up."""

from hypothesis import strategies as st

from gonogo.protocol import SingularBatch

HASHES = st.binary(min_size=32, max_size=32)
UINT64 = st.one_of(st.integers(0, 300), st.integers(0, 2**64 - 1))
BATCHES = st.builds(
    SingularBatch,
    parent_hash=HASHES,
    epoch_number=UINT64,
    epoch_hash=HASHES,
    timestamp=UINT64,
    transactions=st.lists(st.binary(max_size=200), max_size=5).map(tuple),
)
CHANNEL_IDS = st.binary(min_size=16, max_size=16)
