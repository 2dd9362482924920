"""The money of a simulated devnet: accounts, transactions, fees and deposits.

Balances are sums of what happened up to a block, so any block can be asked about.
A transaction is taken into the block after the one that is the head when it comes,
and L2 transactions pay a fee for L1 that receipts may leave out, as on the bench.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gonogo.protocol import (
    TRANSACTION_DEPOSITED_TOPIC,
    SignedTransaction,
    decode_transaction,
    decode_values,
    deposit_from_log,
    encode_values,
    format_address,
    format_data,
)

if TYPE_CHECKING:
    from tests.simulator.devnet import Devnet

BASE_FEE_WEI = 10**9
L1_FEE_WEI = 123_456_789
TRANSFER_GAS = 21_000
DEPOSIT_GAS = 90_000


class Refused(Exception):  # noqa: N818 - it is what a node says, not an error of ours.
    """A node does not take a transaction."""


@dataclass
class Books:
    """Balances and nonces of one chain, by block."""

    start: dict[str, int]
    moves: list[tuple[int, str, int]] = field(default_factory=list)
    sent: list[tuple[int, str]] = field(default_factory=list)
    receipts: dict[str, dict[str, object]] = field(default_factory=dict)

    def balance(self, address: str, block: int) -> int:
        """Return a balance as of a block."""
        gained = sum(by for at, who, by in self.moves if who == address and at <= block)
        return self.start.get(address, 0) + gained

    def set_balance(self, address: str, wei: int) -> None:
        """Give an account this balance from the beginning."""
        self.start[address] = wei

    def nonce(self, address: str, block: int | None = None) -> int:
        """Return a nonce as of a block; None: waiting transactions count."""
        return sum(1 for at, who in self.sent if who == address and (block is None or at <= block))

    def move(self, block: int, address: str, wei: int) -> None:
        """Change a balance in a block."""
        self.moves.append((block, address, wei))


@dataclass
class Ledger:
    """The books of both chains, and what connects them."""

    devnet: "Devnet"
    start: dict[str, int]
    reports_l1_fee: bool = False
    loses_transactions: bool = False
    """Transactions are taken and never included."""
    loses_deposits: bool = False
    skims_wei: int = 0
    """What goes missing on the way to every recipient."""

    def __post_init__(self) -> None:
        self.l1 = Books(dict(self.start))
        self.l2 = Books(dict(self.start))
        self.received: list[tuple[str, bytes]] = []

    def send(self, raw: bytes, *, to_l1: bool) -> str:
        """Take a raw transaction as a node does.

        Raises:
            Refused: it is known already, or its nonce was used.
        """
        books, layer = (self.l1, "l1") if to_l1 else (self.l2, "l2")
        signed = decode_transaction(raw)
        sender, hash_ = format_address(signed.sender), format_data(signed.hash)
        if hash_ in books.receipts or (layer, raw) in self.received:
            message = "already known"
            raise Refused(message)
        if signed.transaction.nonce < books.nonce(sender):
            message = "nonce too low"
            raise Refused(message)
        self.received.append((layer, raw))
        if self.loses_transactions:
            return hash_
        if to_l1:
            self._include_on_l1(signed)
        else:
            self._include(books, signed, self._next_l2_block(), "l2", L1_FEE_WEI)
        return hash_

    def _next_l2_block(self) -> int:
        return self.devnet.unsafe.value(self.devnet.now) + 1

    def _include_on_l1(self, signed: SignedTransaction) -> None:
        block = self.devnet.l1_head.value(self.devnet.now) + 1
        receipt = self._include(self.l1, signed, block, "l1", 0)
        if not signed.transaction.data or self.loses_deposits:
            return
        data = signed.transaction.data[4:]
        types = ["address", "uint256", "uint64", "bool", "bytes"]
        to, value, gas_limit, is_creation, payload = decode_values(types, data)
        opaque = signed.transaction.value_wei.to_bytes(32, "big") + int(value).to_bytes(32, "big")
        opaque += int(gas_limit).to_bytes(8, "big") + bytes([bool(is_creation)]) + bytes(payload)
        topics = [
            TRANSACTION_DEPOSITED_TOPIC,
            signed.sender.rjust(32, b"\0"),
            bytes(to).rjust(32, b"\0"),
            bytes(32),
        ]
        log_data = encode_values(["bytes"], [opaque])
        block_hash = self.devnet.l1_blocks.hash(block)
        receipt["logs"] = [
            {
                "address": format_address(signed.transaction.to or b""),
                "topics": [format_data(topic) for topic in topics],
                "data": format_data(log_data),
                "logIndex": "0x0",
                "blockHash": block_hash,
            }
        ]
        deposit = deposit_from_log(
            topics, log_data, l1_block_hash=bytes.fromhex(block_hash[2:]), l1_log_index=0
        )
        l2_block = block * self.devnet.l1_block_seconds // self.devnet.block_seconds + 3
        self.l2.move(l2_block, format_address(bytes(to)), int(value) - self.skims_wei)
        # As on a real chain, a deposit raises its sender's nonce on L2.
        self.l2.sent.append((l2_block, format_address(signed.sender)))
        hash_ = format_data(deposit.hash)
        self.l2.receipts[hash_] = self._receipt(hash_, l2_block, "l2", TRANSFER_GAS, 0)

    def _include(
        self, books: Books, signed: SignedTransaction, block: int, layer: str, l1_fee: int
    ) -> dict[str, object]:
        transaction = signed.transaction
        gas = DEPOSIT_GAS if transaction.data else TRANSFER_GAS
        price = min(
            transaction.max_fee_per_gas_wei, BASE_FEE_WEI + transaction.max_priority_fee_per_gas_wei
        )
        sender = format_address(signed.sender)
        books.sent.append((block, sender))
        books.move(block, sender, -(transaction.value_wei + gas * price + l1_fee))
        books.move(
            block, format_address(transaction.to or b""), transaction.value_wei - self.skims_wei
        )
        hash_ = format_data(signed.hash)
        books.receipts[hash_] = self._receipt(hash_, block, layer, gas, price)
        if layer == "l2" and self.reports_l1_fee:
            books.receipts[hash_]["l1Fee"] = hex(l1_fee)
        return books.receipts[hash_]

    def _receipt(
        self, hash_: str, block: int, layer: str, gas: int, price: int
    ) -> dict[str, object]:
        blocks = (
            self.devnet.l1_blocks
            if layer == "l1"
            else next(iter(self.devnet.nodes.values())).blocks
        )
        return {
            "transactionHash": hash_,
            "blockNumber": hex(block),
            "blockHash": blocks.hash(block),
            "status": "0x1",
            "gasUsed": hex(gas),
            "effectiveGasPrice": hex(price),
            "logs": [],
        }
