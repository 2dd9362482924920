"""Which methods a published execution RPC serves, and where in them a block is named.

A list of what is allowed, never of what is forbidden: anvil's ways to change
time, balances and history (`anvil_*`, `evm_*`, `hardhat_*`) and its unlocked
accounts must not be reachable by an address that we publish, whatever they are
called tomorrow.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType

BLOCK_PARAMETER: Mapping[str, int] = MappingProxyType(
    {
        "debug_traceBlockByNumber": 0,
        "debug_traceCall": 1,
        "eth_call": 1,
        "eth_createAccessList": 1,
        "eth_estimateGas": 1,
        "eth_feeHistory": 1,
        "eth_getBalance": 1,
        "eth_getBlockByNumber": 0,
        "eth_getBlockReceipts": 0,
        "eth_getBlockTransactionCountByNumber": 0,
        "eth_getCode": 1,
        "eth_getProof": 2,
        "eth_getStorageAt": 2,
        "eth_getTransactionByBlockNumberAndIndex": 0,
        "eth_getTransactionCount": 1,
        "eth_getUncleCountByBlockNumber": 0,
        "eth_simulateV1": 1,
    }
)
"""The methods that take a block, and at which place."""

STATE_METHODS: AbstractSet[str] = frozenset(
    {
        "debug_traceCall",
        "eth_call",
        "eth_createAccessList",
        "eth_estimateGas",
        "eth_getBalance",
        "eth_getCode",
        "eth_getProof",
        "eth_getStorageAt",
        "eth_getTransactionCount",
        "eth_simulateV1",
    }
)
"""Those that read accounts. Asked about its head by number while it mines the next block, anvil
answers with accounts as that next block leaves them: it looks up the number first."""

FILTER_METHODS: AbstractSet[str] = frozenset({"eth_getLogs", "eth_newFilter"})
"""Methods whose first parameter may have `fromBlock` and `toBlock`."""

CALL_METHODS: Mapping[str, int] = MappingProxyType({"eth_call": 2, "eth_estimateGas": 2})
"""Methods that execute for a sender, and the place of their state overrides."""

_OTHERS = frozenset(
    {
        "debug_traceBlockByHash",
        "debug_traceTransaction",
        "eth_blobBaseFee",
        "eth_blockNumber",
        "eth_chainId",
        "eth_gasPrice",
        "eth_getBlockByHash",
        "eth_getBlockTransactionCountByHash",
        "eth_getFilterChanges",
        "eth_getFilterLogs",
        "eth_getTransactionByBlockHashAndIndex",
        "eth_getTransactionByHash",
        "eth_getTransactionReceipt",
        "eth_getUncleCountByBlockHash",
        "eth_maxPriorityFeePerGas",
        "eth_newBlockFilter",
        "eth_syncing",
        "eth_uninstallFilter",
        "net_listening",
        "net_version",
        "web3_sha3",
    }
)


def state_number(method: str, params: Sequence[object]) -> int | None:
    """Return the number of the block whose accounts a call reads; None: it names none so."""
    if method not in STATE_METHODS or len(params) <= BLOCK_PARAMETER[method]:
        return None
    block = params[BLOCK_PARAMETER[method]]
    if isinstance(block, dict):
        block = block.get("blockNumber")
    try:
        return int(block, 16) if isinstance(block, str) and block.startswith("0x") else None
    except ValueError:
        return None


FORWARDED: AbstractSet[str] = frozenset(BLOCK_PARAMETER) | FILTER_METHODS | _OTHERS
"""Everything that is passed on to the anvil behind."""
