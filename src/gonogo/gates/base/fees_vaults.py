"""The fee vaults get exactly what transactions pay, each its own part.

Of every transaction the base fee goes to one vault, the tip to the sequencer's, the L1 fee to a
third and, since Isthmus, the operator fee to a fourth. In a block that has a transaction of
ours each must grow by the sum over all its transactions. One that grows by less means that
money is lost; by more, that it is made; and who pays out the network's revenue pays wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from gonogo.gates.cost import most_cost
from gonogo.gates.ending import PreconditionError
from gonogo.gates.fee_receipt import fee_receipts
from gonogo.gates.fee_rules import FeeRules, read_fee_rules
from gonogo.gates.fork_plan import require_fork
from gonogo.gates.raw_transaction import BlockTransaction, raw_bytes
from gonogo.gates.side import Side
from gonogo.gates.stand import Stand
from gonogo.rpc import Quantity

TITLE = "The fee vaults grow by exactly what the block's transactions pay"
COMPONENT = None
NEEDS_FUNDS = True

SEQUENCER_VAULT = "0x4200000000000000000000000000000000000011"
BASE_FEE_VAULT = "0x4200000000000000000000000000000000000019"
L1_FEE_VAULT = "0x420000000000000000000000000000000000001a"
OPERATOR_FEE_VAULT = "0x420000000000000000000000000000000000001b"

_VAULTS = frozenset((SEQUENCER_VAULT, BASE_FEE_VAULT, L1_FEE_VAULT, OPERATOR_FEE_VAULT))
# Somebody may pay a vault out just then, and hardly three times in a row.
_ATTEMPTS = 3
_GAS = 60_000
_DATA = bytes(range(256))


class _Block(msgspec.Struct, frozen=True, rename="camel"):
    miner: str
    base_fee_per_gas: Quantity
    transactions: tuple[BlockTransaction, ...]


@dataclass(frozen=True)
class Payments:
    """What the transactions of one block pay, in wei."""

    base_fee: int
    tips: int
    l1_fee: int
    operator_fee: int

    @property
    def by_vault(self) -> Mapping[str, int]:
        """Return what each vault must gain."""
        return {
            BASE_FEE_VAULT: self.base_fee,
            SEQUENCER_VAULT: self.tips,
            L1_FEE_VAULT: self.l1_fee,
            OPERATOR_FEE_VAULT: self.operator_fee,
        }


async def run(stand: Stand) -> None:
    """Send a transaction, and compare the vaults around its block with our own sums."""
    await require_fork(stand, "Ecotone")
    l2 = stand.l2
    cost = await most_cost(l2, _GAS, len(_DATA))
    sender = await stand.funds.funded("sender", (l2, _ATTEMPTS * cost))
    for _ in range(_ATTEMPTS):
        sent = await sender.send(l2, to=sender.address, data=_DATA, gas_limit=_GAS)
        stand.expect_equal("the transaction's status", seen=int(sent.receipt.status), expected=1)
        number = int(sent.receipt.block_number)
        block = await l2.call("eth_getBlockByNumber", hex(number), True, answer=_Block)  # noqa: FBT003
        if not _is_touched(block):
            await _expect_sums(stand, block, number)
            return
        stand.log(f"somebody sends to a vault in block {number}: taking another block")
    message = "precondition not met: a block in which nobody sends to a vault or empties one"
    raise PreconditionError(message)


async def _expect_sums(stand: Stand, block: _Block, number: int) -> None:
    l2 = stand.l2
    stand.expect_equal(
        f"who gets the tips of block {number}", seen=block.miner.lower(), expected=SEQUENCER_VAULT
    )
    payments = await _payments(l2, block, number, await read_fee_rules(l2, number))
    stand.log(f"block {number} pays {payments}")
    for vault, expected in payments.by_vault.items():
        stand.expect_equal(
            f"what the vault {vault} gained in block {number}, in wei",
            seen=await l2.gained(vault, number),
            expected=expected,
        )


async def _payments(l2: Side, block: _Block, number: int, rules: FeeRules) -> Payments:
    receipts = await fee_receipts(l2, number)
    base_fee = int(block.base_fee_per_gas)
    sums = [0, 0, 0, 0]
    for transaction in block.transactions:
        if transaction.is_deposit:
            continue
        receipt = receipts[transaction.hash.lower()]
        gas = int(receipt.gas_used)
        sums[0] += gas * base_fee
        sums[1] += gas * (int(receipt.effective_gas_price) - base_fee)
        sums[2] += rules.l1_fee(raw_bytes(transaction))
        sums[3] += rules.operator_fee(gas)
    return Payments(*sums)


def _is_touched(block: _Block) -> bool:
    """Say whether a transaction goes to a vault, which may pay it out or pay in."""
    return any((transaction.to or "").lower() in _VAULTS for transaction in block.transactions)
