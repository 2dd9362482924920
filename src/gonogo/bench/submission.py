"""How a raw transaction gets from a node's RPC to the pool of the sequencer.

The sequencer's own RPC hands it over directly; a verifier forwards it to the
sequencer's published address, as op-geth does, so it is refused when that is
closed.
"""

from collections.abc import Awaitable, Callable

from gonogo.bench.admission import RefusedTransactionError
from gonogo.bench.intake import Intake
from gonogo.bench.json_rpc_server import SERVER_ERROR, RPCFault
from gonogo.protocol import (
    SignedTransaction,
    TransactionType,
    format_data,
    parse_data,
)
from gonogo.rpc import JSONRPCClient, MethodError, RPCError

Submit = Callable[[bytes], Awaitable[bytes]]
"""Takes a raw transaction and returns its hash; raises `RPCFault` with the refusal."""


def to_intake(intake: Intake) -> Submit:
    """Return what hands raw transactions to the pool itself."""

    async def submit(raw: bytes) -> bytes:
        try:
            return await intake.submit(raw)
        except RefusedTransactionError as error:
            raise RPCFault(SERVER_ERROR, error.message) from error
        except RPCError as error:
            raise RPCFault(SERVER_ERROR, "the node behind does not answer") from error

    return submit


def to_address(client: JSONRPCClient, url: Callable[[], str]) -> Submit:
    """Return what forwards raw transactions to the address that `url` gives."""

    async def submit(raw: bytes) -> bytes:
        try:
            answer = await client.call(
                url(), "eth_sendRawTransaction", format_data(raw), answer=str
            )
        except MethodError as error:
            # A wallet must see the sequencer's own refusal, whichever node it asked.
            raise RPCFault(error.code, error.node_message, error.data) from error
        except RPCError as error:
            raise RPCFault(SERVER_ERROR, "the sequencer does not answer") from error
        return parse_data(answer)

    return submit


def waiting_transaction(signed: SignedTransaction) -> dict[str, object]:
    """Return a transaction that is in no block yet, as `eth_getTransactionByHash` shows it."""
    transaction = signed.transaction
    shown: dict[str, object] = {
        "blockHash": None,
        "blockNumber": None,
        "transactionIndex": None,
        "hash": format_data(signed.hash),
        "from": format_data(signed.sender),
        "to": None if transaction.to is None else format_data(transaction.to),
        "nonce": hex(transaction.nonce),
        "gas": hex(transaction.gas_limit),
        "gasPrice": hex(transaction.max_fee_per_gas_wei),
        "value": hex(transaction.value_wei),
        "input": format_data(transaction.data),
        "type": hex(transaction.type),
    }
    if transaction.chain_id is not None:
        shown["chainId"] = hex(transaction.chain_id)
    if transaction.type >= TransactionType.DYNAMIC_FEE:
        shown["maxFeePerGas"] = hex(transaction.max_fee_per_gas_wei)
        shown["maxPriorityFeePerGas"] = hex(transaction.max_priority_fee_per_gas_wei)
    return shown
