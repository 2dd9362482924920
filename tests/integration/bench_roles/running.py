"""A bench in the hands of a test: ask its published addresses, send, wait."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from gonogo.bench import accounts
from gonogo.bench.assembly import Assembly
from gonogo.bench.settings import Account
from gonogo.protocol import (
    PrivateKey,
    SignedTransaction,
    Transaction,
    format_data,
    sign_transaction,
)
from gonogo.rpc import JSONRPCClient

SEQUENCER, VERIFIER = "sequencer-0", "verifier-0"
PATIENCE_SECONDS = 20.0
LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Running:
    """A running bench and a client."""

    assembly: Assembly
    client: JSONRPCClient

    async def ask(self, node: str, method: str, *params: object) -> Any:
        """Ask the published execution RPC of a node, or of L1."""
        addresses = self.assembly.chain.addresses
        url = addresses.l1_rpc if node == "l1" else addresses.nodes[node].execution_rpc
        return await self.client.call(url, method, *params)

    async def ask_rollup(self, node: str, method: str, *params: object) -> Any:
        """Ask the published consensus RPC of a node."""
        url = self.assembly.chain.addresses.nodes[node].consensus_rpc
        return await self.client.call(url, method, *params)

    async def until(self, what: str, is_so: Callable[[], Awaitable[bool] | bool]) -> None:
        """Wait until something is so, not for a time."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while True:
                    seen = is_so()
                    if seen if isinstance(seen, bool) else await seen:
                        return
                    await asyncio.sleep(LOOK_SECONDS)
        except TimeoutError:
            chain = self.assembly.chain
            message = f"not seen: {what}; heads {chain.heads()}, broken: {chain.broken}"
            raise AssertionError(message) from None

    async def until_safe(self, number: int) -> None:
        """Wait until the verifier derived a block and the sequencer's node took it as safe."""

        def is_safe() -> bool:
            heads = self.assembly.chain.heads()
            return min(heads.safe, *heads.verifiers.values()) >= number

        await self.until(f"block {number} is safe", is_safe)

    async def hashes(self, node: str, numbers: range) -> list[str]:
        """Return the hashes of a node's blocks."""
        blocks = [
            await self.ask(node, "eth_getBlockByNumber", hex(number), False)  # noqa: FBT003
            for number in numbers
        ]
        return [block["hash"] for block in blocks]

    async def receipt(self, node: str, transaction_hash: str) -> dict[str, Any]:
        """Wait for a receipt and return it."""
        found: list[dict[str, Any]] = []

        async def is_there() -> bool:
            answer = await self.ask(node, "eth_getTransactionReceipt", transaction_hash)
            found.extend([answer] if answer is not None else [])
            return bool(found)

        await self.until(f"a receipt of {transaction_hash} on {node}", is_there)
        return found[0]

    async def send(self, node: str, signed: SignedTransaction) -> str:
        """Send a signed transaction and return its hash."""
        answer: str = await self.ask(node, "eth_sendRawTransaction", format_data(signed.raw))
        return answer


def signed(sender: Account, nonce: int, **changes: Any) -> SignedTransaction:
    """Return a signed transfer of a user, changed where a test says so."""
    transfer = Transaction(
        chain_id=901,
        nonce=nonce,
        gas_limit=21_000,
        max_fee_per_gas_wei=3_000_000_000,
        max_priority_fee_per_gas_wei=1_000_000,
        to=b"\xcc" * 20,
        value_wei=1,
    )
    return sign_transaction(replace(transfer, **changes), PrivateKey(sender.private_key))


USERS = tuple(accounts.user(index) for index in range(accounts.USERS))
