"""The questions that are asked at every tick of a window.

A check names the questions that it follows; each is asked once per endpoint and
tick, however many checks follow it, and all of them judge the same readings.
"""

import enum
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from gonogo.networks import Chain
from gonogo.protocol import encode_call, format_data
from gonogo.rpc import Count, Hash, Header, Quantity, RollupConfig


class Asked(enum.Enum):
    """Whom a question goes to."""

    EXECUTION = "execution"  #: The execution client of every node with an address.
    CONSENSUS = "consensus"  #: The consensus client of every node with an address.
    L1 = "l1"  #: Every L1 endpoint.


@dataclass(frozen=True)
class Question:
    """One JSON-RPC call, and the type of its answer."""

    name: str
    """Names the readings, too: `sync_status`."""
    asked: Asked
    method: str
    answer: object
    """The type of a good answer; only its fields are kept."""
    params: Callable[[Chain], tuple[object, ...] | None] = lambda _: ()
    """The call's parameters; None when the files lack what they need."""


class Height(msgspec.Struct, frozen=True):
    """A head of which only the number is kept."""

    number: Count


class Head(msgspec.Struct, frozen=True):
    """A head by number and hash."""

    number: Count
    hash: Hash


class Heads(msgspec.Struct, frozen=True):
    """What is kept of `optimism_syncStatus` at every tick; the rest would only fill the disk."""

    current_l1: Height
    head_l1: Height
    finalized_l1: Height
    unsafe_l2: Head
    safe_l2: Head
    finalized_l2: Head


class Heights(msgspec.Struct, frozen=True):
    """The numbers alone of what is kept, for judging a million readings in little time."""

    current_l1: Height
    head_l1: Height
    finalized_l1: Height
    unsafe_l2: Height
    safe_l2: Height
    finalized_l2: Height


def _role(name: str, *more: object) -> Callable[[Chain], tuple[object, ...] | None]:
    def params(chain: Chain) -> tuple[object, ...] | None:
        address = chain.role(name)
        return None if address is None else (address, *more)

    return params


def _game_count(chain: Chain) -> tuple[object, ...] | None:
    factory = chain.contract("DisputeGameFactoryProxy")
    return (
        None
        if factory is None
        else ({"to": factory, "data": format_data(encode_call("gameCount()"))}, "latest")
    )


CHAIN_ID = Question("chain_id", Asked.EXECUTION, "eth_chainId", Quantity)
L1_CHAIN_ID = Question("l1_chain_id", Asked.L1, "eth_chainId", Quantity)
LATEST_BLOCK = Question(
    "latest_block",
    Asked.EXECUTION,
    "eth_getBlockByNumber",
    Header,
    lambda _: ("latest", False),
)
SYNC_STATUS = Question("sync_status", Asked.CONSENSUS, "optimism_syncStatus", Heads)
ROLLUP_CONFIG = Question("rollup_config", Asked.CONSENSUS, "optimism_rollupConfig", RollupConfig)
BATCHER_NONCE = Question(
    "batcher_nonce", Asked.L1, "eth_getTransactionCount", Quantity, _role("batcher", "latest")
)
# With what waits in the pool: by how much it is above the latest one, so many are stuck.
BATCHER_PENDING_NONCE = Question(
    "batcher_pending_nonce",
    Asked.L1,
    "eth_getTransactionCount",
    Quantity,
    _role("batcher", "pending"),
)
GAME_COUNT = Question("game_count", Asked.L1, "eth_call", Quantity, _game_count)
