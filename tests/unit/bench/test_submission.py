"""The way of a raw transaction to the pool, and how one that waits is shown."""

from typing import Any

import pytest

from gonogo.bench.admission import RefusedTransactionError
from gonogo.bench.json_rpc_server import RPCFault
from gonogo.bench.submission import to_address, waiting_transaction
from gonogo.protocol import PrivateKey, SignedTransaction, Transaction, sign_transaction
from gonogo.rpc import JSONRPCClient, MethodError, UnreachableError

URL = "http://127.0.0.1:4242"


class _Client(JSONRPCClient):
    """Answers every call with the same, or fails every call."""

    def __init__(self, outcome: str | Exception) -> None:
        super().__init__()
        self._outcome = outcome
        self.asked: list[tuple[object, ...]] = []

    async def call(self, url: str, method: str, *params: object, answer: Any = None) -> Any:
        """Answer as told."""
        del answer
        self.asked.append((url, method, *params))
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return self._outcome


def signed(**changes: object) -> SignedTransaction:
    fields: dict[str, object] = {
        "chain_id": 901,
        "nonce": 3,
        "gas_limit": 21_000,
        "max_fee_per_gas_wei": 9,
        "max_priority_fee_per_gas_wei": 2,
        "to": b"\xcc" * 20,
        "value_wei": 1,
    }
    transaction = Transaction(**{**fields, **changes})  # type: ignore[arg-type]
    return sign_transaction(transaction, PrivateKey(b"\x01" * 32))


async def test_a_verifier_forwards_to_the_published_address() -> None:
    """It is looked up for each one, since the sequencer may come back elsewhere."""
    client = _Client("0x" + "ab" * 32)
    said = await to_address(client, lambda: URL)(b"\x02\x01")

    assert said == b"\xab" * 32
    assert client.asked == [(URL, "eth_sendRawTransaction", "0x0201")]


async def test_the_refusal_of_the_sequencer_is_passed_on() -> None:
    """In its own words and with its code, which wallets look for."""
    refusal = MethodError(URL, "eth_sendRawTransaction", -32000, "nonce too low")
    with pytest.raises(RPCFault) as fault:
        await to_address(_Client(refusal), lambda: URL)(b"\x02")

    assert (fault.value.code, fault.value.message) == (-32000, "nonce too low")


async def test_a_closed_sequencer_is_told() -> None:
    """The verifier answers although it cannot hand the transaction over."""
    client = _Client(UnreachableError(URL, "eth_sendRawTransaction", "refused"))
    with pytest.raises(RPCFault, match="the sequencer does not answer"):
        await to_address(client, lambda: URL)(b"\x02")


def test_a_waiting_transaction_is_in_no_block() -> None:
    """Clients tell by the nulls that it is not included yet."""
    shown = waiting_transaction(signed())

    assert shown["blockHash"] is shown["blockNumber"] is shown["transactionIndex"] is None
    assert shown["chainId"] == hex(901)
    assert (shown["maxFeePerGas"], shown["maxPriorityFeePerGas"]) == ("0x9", "0x2")


def test_a_creation_is_shown_to_nobody() -> None:
    """`to` is null, not missing and not the zero address."""
    assert waiting_transaction(signed(to=None))["to"] is None


def test_a_refusal_says_what_it_is() -> None:
    """The words for users are those of the pool."""
    assert str(RefusedTransactionError("already known")) == "already known"
