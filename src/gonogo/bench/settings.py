"""What the bench's processes and its roles tell each other.

The supervisor starts the processes and knows the genesis; the roles bind the
published addresses and know the heads. Both sides see only these values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

NOTE = "test bench of gonogo, not op-node"

L1_CHAIN_ID = 900
L2_CHAIN_ID = 901
BLOCK_TIME_SECONDS = 1
"""Of both chains: a block of L2 needs an L1 that does not fall behind."""
GAS_LIMIT = 60_000_000
PROPOSAL_INTERVAL_SECONDS = 3.0
SEQUENCER = "sequencer-0"
MOST_VERIFIERS = 8
MOST_SECONDS_BEHIND = 5.0
"""How old the safe heads of a sound bench may be; they are two to four seconds old."""


@dataclass(frozen=True)
class Account:
    """A role or a user, with the key derived from the public test mnemonic."""

    address: str
    """In lower case, with 0x."""
    private_key: bytes = field(repr=False)


@dataclass(frozen=True)
class NodeSettings:
    """One L2 node and the bare anvil behind it, whose address is never published."""

    name: str
    anvil_url: str


@dataclass(frozen=True)
class ChainSettings:
    """Everything the roles need to know of the chain they run."""

    network: str
    genesis_time: int
    """Unix seconds; block 0 of L1 and of L2 have it both."""
    l1_genesis_hash: str
    l2_genesis_hash: str
    batch_inbox: str
    batcher: Account
    proposer: Account
    base_fee_scalar: int
    blob_base_fee_scalar: int
    contracts: Mapping[str, str]
    """L1 contracts in PascalCase (`OptimismPortalProxy`), addresses in lower case."""
    rollup_config: str
    """JSON text, as `optimism_rollupConfig` answers it."""
    l1_chain_id: int = L1_CHAIN_ID
    l2_chain_id: int = L2_CHAIN_ID
    block_time_seconds: int = BLOCK_TIME_SECONDS
    gas_limit: int = GAS_LIMIT
    proposal_interval_seconds: float = PROPOSAL_INTERVAL_SECONDS
    game_type: int = 1
    """The permissioned game, which is the one the portal respects."""


@dataclass(frozen=True)
class NodeAddresses:
    """Where one node is reached, as `http://127.0.0.1:PORT`."""

    execution_rpc: str
    consensus_rpc: str
    metrics: str
    """Without the path `/metrics`."""


@dataclass(frozen=True)
class Addresses:
    """Every address the bench publishes."""

    l1_rpc: str
    nodes: Mapping[str, NodeAddresses]
    batcher_metrics: str
    proposer_metrics: str


@dataclass(frozen=True)
class Heads:
    """How far every part has come, by block number."""

    l1: int
    unsafe: int
    safe: int
    finalized: int
    verifiers: Mapping[str, int]
    """The head that each verifier derived, by its name."""
