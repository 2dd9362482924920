"""Check that a user's transaction is included soon, and moves exactly what it should.

This is what a chain is for. A transaction that waits means that the sequencer or
the way to it is stuck; balances that do not add up to the last wei mean that fees
or execution are wrong. A small amount goes to a fresh account, and both accounts
are read at the end of the block that included it and of the one before.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from gonogo.checks.account import Change, change_in
from gonogo.checks.facts import Facts
from gonogo.checks.judgement import Judgement, errored, failed, passed
from gonogo.checks.limit import at_most
from gonogo.checks.reach import Reach
from gonogo.checks.sending import Payment, await_receipt, block_number, choose, send
from gonogo.checks.view import View
from gonogo.checks.vigil import for_our_part
from gonogo.evidence import Figure
from gonogo.protocol import (
    SignedTransaction,
    encode_call,
    format_address,
    format_data,
    format_quantity,
    rlp_decode,
    rlp_encode,
)
from gonogo.rpc import (
    MalformedAnswerError,
    MethodError,
    Quantity,
    Receipt,
    decode_hook,
    encode_hook,
)

TITLE = "A transaction is included with exact balances"
FOLLOWS = ()
SENDS_TRANSACTIONS = True
COMPONENT = None

TRANSFER = "transfer.json"
VALUE_WEI = 10**9
GAS_PRICE_ORACLE = "0x420000000000000000000000000000000000000f"
_LEAST_PATIENCE_SECONDS = 15.0


@dataclass(frozen=True)
class Parameters:
    """How many blocks a transaction may wait."""

    most_blocks: int = at_most(10)


class Transfer(msgspec.Struct, frozen=True):
    """A transaction, and what became of it."""

    transaction: str
    """Its hash."""
    value_wei: int
    sent_after_block: int
    """The latest block just before it was sent."""
    last_block: int
    """The latest block when nobody looked any more."""
    waited_seconds: float
    stood_still_seconds: float = 0.0
    """How much of that was our own standing still, since the block before was read."""
    receipt: Receipt | None = None
    sender: Change | None = None
    recipient: Change | None = None
    l1_fee_wei: int = 0
    operator_fee_wei: int = 0


async def observe(view: View) -> Mapping[str, bytes]:
    """Send a transfer, wait until it is included, and read both accounts around its block."""
    view.sender()
    reach = await choose(view.entrances)
    async with view.sending:
        transfer = await _transfer(view, reach)
    return {TRANSFER: msgspec.json.encode(transfer, enc_hook=encode_hook)}


async def _transfer(view: View, reach: Reach) -> Transfer:
    watching = view.vigil.start()
    before = await block_number(reach)
    payment = Payment(view.chain.chain_id, VALUE_WEI)
    signed = await send(view, reach, "transaction_included", payment)
    patience = max(view.facts.window_seconds, _LEAST_PATIENCE_SECONDS)
    receipt = await await_receipt(view, reach, format_data(signed.hash), patience_seconds=patience)
    transfer = Transfer(
        format_data(signed.hash),
        signed.transaction.value_wei,
        before,
        await block_number(reach),
        watching.seconds,
        watching.stood_still_seconds,
        receipt,
    )
    if receipt is None:
        return transfer
    return await _with_accounts(reach, transfer, signed, receipt)


async def _with_accounts(
    reach: Reach, transfer: Transfer, signed: SignedTransaction, receipt: Receipt
) -> Transfer:
    sender = format_address(signed.sender)
    at = format_quantity(receipt.block_number)
    l1_fee: int | None = receipt.l1_fee
    if l1_fee is None:
        call = encode_call("getL1Fee(bytes)", _unsigned(signed.raw))
        l1_fee = await _ask_oracle(reach, sender, call, at)
    try:
        call = encode_call("getOperatorFee(uint256)", receipt.gas_used)
        operator_fee = await _ask_oracle(reach, sender, call, at)
    except (MethodError, MalformedAnswerError):
        # Chains before Isthmus have no operator fee and no such function.
        operator_fee = 0
    return msgspec.structs.replace(
        transfer,
        sender=await change_in(reach, sender, receipt.block_number),
        recipient=await change_in(
            reach, format_address(signed.transaction.to or b""), receipt.block_number
        ),
        l1_fee_wei=l1_fee,
        operator_fee_wei=operator_fee,
    )


def _unsigned(raw: bytes) -> bytes:
    # The oracle adds what a signature would take, so it is asked about the bytes without one.
    fields = rlp_decode(raw[1:])
    return raw[:1] + rlp_encode(fields[:-3])


async def _ask_oracle(reach: Reach, sender: str, call: bytes, at: str) -> int:
    # Some nodes refuse calls whose sender could not pay for them, so it is one who can.
    request = {"from": sender, "to": GAS_PRICE_ORACLE, "data": format_data(call)}
    return int(await reach.call("eth_call", request, at, answer=Quantity))


def evaluate(readings: Mapping[str, bytes], parameters: Parameters, facts: Facts) -> Judgement:
    """Judge how long it took, and whether both balances changed by exactly what they should."""
    transfer = msgspec.json.decode(readings[TRANSFER], type=Transfer, dec_hook=decode_hook)
    receipt, sender, recipient = transfer.receipt, transfer.sender, transfer.recipient
    if receipt is None:
        return _never_included(transfer, parameters, facts)
    if receipt.status != 1:
        return failed(f"the transaction {transfer.transaction} was included and reverted")
    if sender is None or recipient is None:
        return errored("the balances around the transaction's block were not read")
    return _included(transfer, receipt, (sender, recipient), parameters, facts)


def _included(
    transfer: Transfer,
    receipt: Receipt,
    changes: tuple[Change, Change],
    parameters: Parameters,
    facts: Facts,
) -> Judgement:
    sender, recipient = changes
    blocks = receipt.block_number - transfer.sent_after_block
    figures = (
        Figure("blocks until included", max(blocks, 0), "blocks"),
        Figure("limit", parameters.most_blocks, "blocks"),
        Figure("fee", -sender.gained_wei - transfer.value_wei, "wei"),
    )
    if blocks > parameters.most_blocks:
        sentence = (
            f"the transaction was included after {blocks} blocks (limit {parameters.most_blocks})"
        )
        # What was built while we stood still may have come before it was handed over.
        if blocks - _built_unseen(transfer, facts) > parameters.most_blocks:
            return failed(sentence, figures=figures)
        return errored(for_our_part(transfer.stood_still_seconds, sentence), figures=figures)
    if sender.sent != 1:
        return errored(
            f"the sender sent {sender.sent} transactions in block {receipt.block_number}, "
            "so its balance says nothing about this one",
            figures=figures,
        )
    fee = (
        receipt.gas_used * receipt.effective_gas_price
        + transfer.l1_fee_wei
        + transfer.operator_fee_wei
    )
    for who, gained, due in (
        ("recipient", recipient.gained_wei, transfer.value_wei),
        ("sender", sender.gained_wei, -transfer.value_wei - fee),
    ):
        if gained != due:
            return failed(
                f"the {who}'s balance changed by {gained} wei in block {receipt.block_number} "
                f"where {due} were due: {gained - due} wei too much",
                figures=figures,
            )
    how_soon = f"after {blocks} blocks" if blocks > 0 else "already when it was sent again"
    return passed(
        f"a transaction was included {how_soon} (limit {parameters.most_blocks}) and both "
        f"balances are exact to the wei, with a fee of {fee} wei",
        figures=figures,
    )


def _built_unseen(transfer: Transfer, facts: Facts) -> float:
    """Return how many blocks may have been built while we stood still."""
    if not transfer.stood_still_seconds:
        return 0
    if not facts.block_time_seconds:
        return math.inf
    return math.ceil(transfer.stood_still_seconds / facts.block_time_seconds)


def _never_included(transfer: Transfer, parameters: Parameters, facts: Facts) -> Judgement:
    blocks = transfer.last_block - transfer.sent_after_block
    due_seconds = parameters.most_blocks * (facts.block_time_seconds or 0)
    sentence = (
        f"the transaction {transfer.transaction} was not included in {blocks} blocks and "
        f"{transfer.waited_seconds:.1f} s (limit {parameters.most_blocks} blocks)"
    )
    # A chain without new blocks includes nothing either, so time counts as well.
    waited_seconds = transfer.waited_seconds - transfer.stood_still_seconds
    has_waited = facts.block_time_seconds is not None and waited_seconds > due_seconds
    if blocks - _built_unseen(transfer, facts) > parameters.most_blocks or has_waited:
        return failed(sentence)
    if transfer.stood_still_seconds:
        return errored(for_our_part(transfer.stood_still_seconds, sentence))
    return errored(f"{sentence}, which is too short a wait to tell")
