"""Blocks that look like blocks: numbers, hashes, parents, timestamps; and a fork on request."""

import hashlib
from dataclasses import dataclass, field


def digest(*parts: object) -> str:
    """Return a hash that depends on nothing but these parts."""
    return "0x" + hashlib.sha256(repr(parts).encode()).hexdigest()


@dataclass
class Blocks:
    """The blocks of one chain as one node has them."""

    name: str
    block_seconds: int
    genesis_seconds: int
    forked_at: int | None = None
    """The first block that this node alone has; None: it has everybody's blocks."""
    fork: str = field(default="")

    def hash(self, number: int) -> str:
        """Return the hash of a block."""
        forked = self.forked_at is not None and number >= self.forked_at
        return digest(self.name, number, self.fork if forked else "")

    def block(self, number: int) -> dict[str, object]:
        """Return a block as `eth_getBlockByNumber` does."""
        return {
            "number": hex(number),
            "hash": self.hash(number),
            "parentHash": self.hash(number - 1) if number else "0x" + "00" * 32,
            "timestamp": hex(self.timestamp(number)),
            "stateRoot": digest("state", self.hash(number)),
            "transactionsRoot": digest("transactions", self.name, number),
            "receiptsRoot": digest("receipts", self.name, number),
            "gasUsed": "0x5208",
            "extraData": "0x",
            "baseFeePerGas": hex(10**9),
            "transactions": [],
        }

    def reference(self, number: int) -> dict[str, object]:
        """Return a block as op-node names it."""
        return {
            "hash": self.hash(number),
            "number": number,
            "parentHash": self.hash(max(0, number - 1)),
            "timestamp": self.timestamp(number),
            "l1origin": {"hash": digest("origin", number), "number": number // 6},
            "sequenceNumber": 0,
        }

    def timestamp(self, number: int) -> int:
        """Return a block's timestamp."""
        return self.genesis_seconds + number * self.block_seconds
