"""What a withdrawal left: in the journal, and on both chains of a bench."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gonogo.networks import Network
from gonogo.protocol import (
    MESSAGE_PASSED_TOPIC,
    MESSAGE_PASSER,
    WITHDRAWAL_FINALIZED_TOPIC,
    WITHDRAWAL_PROVEN_TOPIC,
    PrivateKey,
    format_address,
    format_data,
    parse_data,
)
from gonogo.rpc import JSONRPCClient


def written(state: Path) -> list[dict[str, Any]]:
    """Return what is written down about withdrawals, the first begun first."""
    return [json.loads(path.read_bytes()) for path in sorted(state.glob("*/withdrawals/*.json"))]


def stage(entry: dict[str, Any]) -> tuple[object, ...]:
    """Return how far a withdrawal in flight is: what was signed, and what was seen."""
    noted = [key for key in ("hash", "game") if entry.get(key)]
    return (*sorted(entry.get("posted", {})), *noted)


@dataclass(frozen=True)
class Counts:
    """How many of each there are on the chains."""

    initiated: int
    proven: int
    finalized: int


async def counts(network: Network, entry: dict[str, Any]) -> Counts:
    """Count the events of a withdrawal, and all that its account ever began."""
    (chain,) = network.chains
    portal = str(chain.contract("OptimismPortalProxy"))
    l1, l2 = network.l1.rpcs[0], str(chain.nodes[0].execution_rpc)
    account = format_data(PrivateKey(parse_data(entry["key"])).address.rjust(32, b"\0"))
    passer = format_address(MESSAGE_PASSER)
    async with JSONRPCClient() as client:

        async def count(url: str, address: str, topics: list[str | None]) -> int:
            wanted = {"address": address, "fromBlock": "0x0", "toBlock": "latest", "topics": topics}
            return len(await client.call(url, "eth_getLogs", wanted))

        return Counts(
            await count(l2, passer, [format_data(MESSAGE_PASSED_TOPIC), None, account]),
            await count(l1, portal, [format_data(WITHDRAWAL_PROVEN_TOPIC), entry["hash"]]),
            await count(l1, portal, [format_data(WITHDRAWAL_FINALIZED_TOPIC), entry["hash"]]),
        )
