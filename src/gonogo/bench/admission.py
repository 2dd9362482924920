"""What a transaction must be before the pool takes it, and the words of a refusal.

Anvil is run without its own balance checks, because deposits need that, so
nothing but these rules keeps a transaction that its sender cannot pay out of a
block. The words are geth's: wallets and load generators look for them.

Limits: no blob transactions (as on every OP Stack chain) and no set-code
transactions, because an account with code can lose its balance without sending.
"""

from dataclasses import dataclass

from gonogo.errors import GonogoError
from gonogo.protocol import SignedTransaction, Transaction, TransactionType, format_address

LARGEST_TRANSACTION_BYTES = 128 * 1024
LARGEST_INITCODE_BYTES = 49_152

_BASE_GAS = 21_000
_CREATION_GAS = 32_000
_INITCODE_WORD_GAS = 2
_ACCESS_ADDRESS_GAS = 2_400
_ACCESS_SLOT_GAS = 1_900
_TOKENS_OF_NONZERO_BYTE = 4
_GAS_PER_TOKEN = 4
_FLOOR_GAS_PER_TOKEN = 10


class RefusedTransactionError(GonogoError):
    """A transaction was not taken into the pool."""


@dataclass(frozen=True)
class AccountState:
    """What the head block says of a sender."""

    nonce: int
    balance_wei: int


@dataclass(frozen=True)
class FeeLevel:
    """What the head block asks for including a transaction."""

    base_fee_wei: int
    l1_base_fee_wei: int
    blob_base_fee_wei: int
    base_fee_scalar: int
    blob_base_fee_scalar: int

    def l1_fee_allowance_wei(self, raw: bytes) -> int:
        """Return more than the transaction's L1 data fee can be.

        Fjord estimates the compressed size by FastLZ, which never makes data
        longer than one control byte for every 32. Twice the estimate leaves
        room for an L1 base fee that rises before the transaction is included.
        """
        longest = len(raw) + len(raw) // 32 + 66
        estimated = max(100_000_000, 836_500 * longest)
        weighted = (
            16 * self.base_fee_scalar * self.l1_base_fee_wei
            + self.blob_base_fee_scalar * self.blob_base_fee_wei
        )
        return 2 * estimated * weighted // 10**12 + 1


def intrinsic_gas(transaction: Transaction) -> int:
    """Return the least gas limit with which the transaction is valid (EIP-2028, 3860, 7623)."""
    zeros = transaction.data.count(0)
    # Since Pectra data is counted in tokens, and a data-heavy transaction has a floor of its own.
    tokens = zeros + _TOKENS_OF_NONZERO_BYTE * (len(transaction.data) - zeros)
    gas = _BASE_GAS + _GAS_PER_TOKEN * tokens
    if transaction.to is None:
        words = (len(transaction.data) + 31) // 32
        gas += _CREATION_GAS + _INITCODE_WORD_GAS * words
    for entry in transaction.access_list:
        gas += _ACCESS_ADDRESS_GAS + _ACCESS_SLOT_GAS * len(entry.storage_keys)
    return max(gas, _BASE_GAS + _FLOOR_GAS_PER_TOKEN * tokens)


def require_well_formed(signed: SignedTransaction, chain_id: int, gas_limit: int) -> None:
    """Refuse what could never be included, whatever the state is.

    Raises:
        RefusedTransactionError: with geth's words for the reason.
    """
    transaction = signed.transaction
    if transaction.type is TransactionType.SET_CODE:
        raise RefusedTransactionError("transaction type not supported")
    if len(signed.raw) > LARGEST_TRANSACTION_BYTES:
        raise RefusedTransactionError(
            f"oversized data: transaction size {len(signed.raw)}, limit {LARGEST_TRANSACTION_BYTES}"
        )
    # One without a chain id could be replayed on L1, whose accounts have the same keys.
    if transaction.chain_id is None:
        raise RefusedTransactionError(
            "only replay-protected (EIP-155) transactions allowed over RPC"
        )
    if transaction.chain_id != chain_id:
        raise RefusedTransactionError(
            "invalid sender: invalid chain id for signer:"
            f" have {transaction.chain_id} want {chain_id}"
        )
    if transaction.to is None and len(transaction.data) > LARGEST_INITCODE_BYTES:
        raise RefusedTransactionError(
            f"max initcode size exceeded: code size {len(transaction.data)},"
            f" limit {LARGEST_INITCODE_BYTES}"
        )
    if transaction.gas_limit > gas_limit:
        raise RefusedTransactionError("exceeds block gas limit")
    needed = intrinsic_gas(transaction)
    if transaction.gas_limit < needed:
        raise RefusedTransactionError(
            f"intrinsic gas too low: gas {transaction.gas_limit}, minimum needed {needed}"
        )


def require_fee(signed: SignedTransaction, fees: FeeLevel) -> None:
    """Refuse what does not even pay the base fee of the head block.

    Raises:
        RefusedTransactionError: with geth's words for the reason.
    """
    offered = signed.transaction.max_fee_per_gas_wei
    if offered < fees.base_fee_wei:
        raise RefusedTransactionError(
            "max fee per gas less than block base fee:"
            f" address {format_address(signed.sender)},"
            f" maxFeePerGas: {offered}, baseFee: {fees.base_fee_wei}"
        )
