"""Send one transaction, once, and see what becomes of it.

The signed bytes are kept before they are sent. After a crash the same bytes come
back from the outbox and are sent again; a node that has them already says so, and
that is as good as the first time. So a transaction never goes out twice.

Checks that send take turns (`View.sending`), each until its transaction is through:
a deposit raises its sender's nonce on L2 when it arrives, so a transaction that was
signed meanwhile could never be included.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from gonogo.checks.errors import CannotObserveError
from gonogo.checks.reach import Reach
from gonogo.checks.view import View
from gonogo.protocol import (
    PrivateKey,
    SignedTransaction,
    Transaction,
    decode_transaction,
    format_address,
    format_data,
    keccak256,
    parse_data,
    sign_transaction,
)
from gonogo.rpc import MethodError, Quantity, Receipt, RPCError, UnreachableError

SECONDS_BETWEEN_LOOKS = 0.5
TRANSFER_GAS = 21_000
# What nodes say of a transaction that they have already: geth, reth and anvil.
_KNOWN_ALREADY = ("already known", "already imported", "known transaction")


@dataclass(frozen=True)
class Payment:
    """What a transaction is to do, before it has a nonce and a fee."""

    chain_id: int
    value_wei: int
    to: bytes | None = None
    """None: a fresh account of which nobody has the key, different for every transaction."""
    data: bytes = b""


async def choose(reaches: Iterable[Reach]) -> Reach:
    """Return the first endpoint that answers at all.

    Raises:
        UnreachableError: none answers.
        CannotObserveError: there is none.
    """
    failure: RPCError | None = None
    for reach in reaches:
        try:
            await reach.call("eth_chainId", answer=Quantity)
        except UnreachableError as error:
            failure = error
        else:
            return reach
    if failure is not None:
        raise failure
    raise CannotObserveError(
        "no endpoint is known that a transaction could be sent to",
        hint="Add the address of an RPC endpoint to the network's descriptor.",
    )


async def send(view: View, reach: Reach, name: str, payment: Payment) -> SignedTransaction:
    """Send the transaction of this name, signing and keeping it first if it is new.

    Raises:
        NotSentError: there is no key, or sending here was not allowed.
        RPCError: the endpoint does not take it, and has not included it either.
    """
    sender = view.sender()
    key = PrivateKey(parse_data(_with_prefix(sender.private_key)))
    raw = await sender.outbox.keep(f"{view.chain.name}/{name}", lambda: _sign(reach, key, payment))
    signed = decode_transaction(raw)
    await _hand_over(reach, signed)
    return signed


async def _sign(reach: Reach, key: PrivateKey, payment: Payment) -> bytes:
    account = format_address(key.address)
    nonce = await reach.call("eth_getTransactionCount", account, "pending", answer=Quantity)
    price = await reach.call("eth_gasPrice", answer=Quantity)
    to = payment.to or keccak256(key.address + int(nonce).to_bytes(32, "big"))[-20:]
    gas = TRANSFER_GAS
    if payment.data:
        request = {
            "from": account,
            "to": format_address(to),
            "value": hex(payment.value_wei),
            "data": format_data(payment.data),
        }
        # The portal burns gas by how full the market for deposits is when it is included.
        gas = 2 * await reach.call("eth_estimateGas", request, answer=Quantity)
    transaction = Transaction(
        chain_id=payment.chain_id,
        nonce=int(nonce),
        gas_limit=int(gas),
        max_fee_per_gas_wei=2 * int(price) + 1,
        max_priority_fee_per_gas_wei=min(10**6, 2 * int(price) + 1),
        to=to,
        value_wei=payment.value_wei,
        data=payment.data,
    )
    return sign_transaction(transaction, key).raw


async def _hand_over(reach: Reach, signed: SignedTransaction) -> None:
    try:
        await reach.call("eth_sendRawTransaction", format_data(signed.raw))
    except MethodError as error:
        if any(words in error.node_message.lower() for words in _KNOWN_ALREADY):
            return
        # A nonce that was used is no refusal when it was this transaction that used it.
        if await receipt_of(reach, format_data(signed.hash)) is None:
            raise


async def receipt_of(reach: Reach, transaction_hash: str) -> Receipt | None:
    """Return what became of a transaction; None while it is not included."""
    found: Receipt | None = await reach.call(
        "eth_getTransactionReceipt", transaction_hash, answer=Receipt | None
    )
    return found


async def await_receipt(
    view: View, reach: Reach, transaction_hash: str, *, patience_seconds: float
) -> Receipt | None:
    """Look for a receipt until it is there or patience is over."""
    until = view.clock.monotonic() + patience_seconds
    while True:
        receipt = await receipt_of(reach, transaction_hash)
        if receipt is not None or view.clock.monotonic() >= until:
            return receipt
        await view.vigil.sleep(SECONDS_BETWEEN_LOOKS)


async def block_number(reach: Reach) -> int:
    """Return the height of the latest block."""
    return int(await reach.call("eth_blockNumber", answer=Quantity))


def _with_prefix(private_key: str) -> str:
    return private_key if private_key.startswith("0x") else f"0x{private_key}"
