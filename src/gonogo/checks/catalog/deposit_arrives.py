"""Check that a deposit on L1 arrives on L2, exact to the wei on both sides.

Deposits are the way in that no sequencer can refuse. One that does not arrive
means that the sequencer does not follow L1; another amount means that the bridge or
derivation is wrong. A small amount is sent through `OptimismPortal`'s
`depositTransaction` to a fresh account, and the L2 transaction that it must become
is known beforehand, from the log of the one on L1.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from gonogo.checks.account import Change, change_in
from gonogo.checks.errors import CannotObserveError
from gonogo.checks.facts import Facts
from gonogo.checks.judgement import Judgement, errored, failed, passed
from gonogo.checks.limit import at_most
from gonogo.checks.reach import Reach
from gonogo.checks.sending import Payment, await_receipt, choose, send
from gonogo.checks.view import View
from gonogo.checks.vigil import for_our_part
from gonogo.evidence import Figure
from gonogo.protocol import (
    TRANSACTION_DEPOSITED_TOPIC,
    DepositTransaction,
    MalformedDataError,
    deposit_from_log,
    encode_call,
    format_address,
    format_data,
    keccak256,
    parse_address,
    parse_data,
)
from gonogo.rpc import Receipt, decode_hook, encode_hook

TITLE = "A deposit arrives with exact balances"
FOLLOWS = ()
SENDS_TRANSACTIONS = True
COMPONENT = None

DEPOSIT = "deposit.json"
VALUE_WEI = 10**9
_L2_GAS_LIMIT = 100_000
_LEAST_PATIENCE_SECONDS = 15.0


@dataclass(frozen=True)
class Parameters:
    """How long a deposit may take, from being included on L1 to being included on L2."""

    most_seconds: float = at_most(180.0)


class Deposit(msgspec.Struct, frozen=True):
    """A deposit on its way, as far as it came."""

    transaction: str
    """The hash of the transaction on L1."""
    value_wei: int
    waited_seconds: float
    """From sending it to the end of waiting."""
    l1_receipt: Receipt | None = None
    sender: Change | None = None
    l2_transaction: str | None = None
    """The hash that it must have on L2; None: its log was not there."""
    l2_receipt: Receipt | None = None
    recipient: Change | None = None
    seconds_on_the_way: float = 0.0
    """From being seen on L1 to being seen on L2, or to the end of waiting."""
    stood_still_seconds: float = 0.0
    """How long we ourselves stood still since it was sent, so that it was seen late."""


async def observe(view: View) -> Mapping[str, bytes]:
    """Deposit, and read the sender around its L1 block and the recipient around its L2 block."""
    view.sender()
    portal = parse_address(view.require_contract("OptimismPortalProxy"))
    l1, l2 = await choose(view.l1.values()), await choose(view.entrances)
    async with view.sending:
        deposit = await _deposit(view, l1, l2, portal)
    return {DEPOSIT: msgspec.json.encode(deposit, enc_hook=encode_hook)}


async def _deposit(view: View, l1: Reach, l2: Reach, portal: bytes) -> Deposit:
    watching = view.vigil.start()
    is_creation = False
    arguments = (_fresh_account(view), VALUE_WEI, _L2_GAS_LIMIT, is_creation, b"")
    call = encode_call("depositTransaction(address,uint256,uint64,bool,bytes)", *arguments)
    payment = Payment(view.network.l1.chain_id, VALUE_WEI, portal, call)
    signed = await send(view, l1, "deposit_arrives", payment)
    patience = max(view.facts.window_seconds, _LEAST_PATIENCE_SECONDS)
    receipt = await await_receipt(view, l1, format_data(signed.hash), patience_seconds=patience)
    deposit = Deposit(
        format_data(signed.hash),
        signed.transaction.value_wei,
        watching.seconds,
        receipt,
    )
    if receipt is not None and receipt.status == 1:
        deposit = await _follow(view, l1, l2, deposit, receipt)
    return msgspec.structs.replace(deposit, stood_still_seconds=watching.stood_still_seconds)


def _fresh_account(view: View) -> bytes:
    # Nobody has its key. When a run is resumed, the kept transaction's recipient counts.
    return keccak256(f"{view.chain.name} {view.facts.started_at.isoformat()}".encode())[-20:]


async def _follow(view: View, l1: Reach, l2: Reach, deposit: Deposit, receipt: Receipt) -> Deposit:
    """Find the deposit's transaction on L2 and the accounts on both sides."""
    key = view.sender().address
    deposit = msgspec.structs.replace(
        deposit, sender=await change_in(l1, key, receipt.block_number)
    )
    expected = _expected(view, receipt)
    if expected is None or expected.to is None:
        return deposit
    on_the_way = view.vigil.start()
    hash_ = format_data(expected.hash)
    patience = max(view.facts.window_seconds, _LEAST_PATIENCE_SECONDS)
    arrived = await await_receipt(view, l2, hash_, patience_seconds=patience)
    seconds = on_the_way.seconds
    deposit = msgspec.structs.replace(
        deposit,
        l2_transaction=hash_,
        l2_receipt=arrived,
        waited_seconds=deposit.waited_seconds + seconds,
        seconds_on_the_way=seconds,
    )
    if arrived is None:
        return deposit
    recipient = await change_in(l2, format_address(expected.to), arrived.block_number)
    return msgspec.structs.replace(deposit, recipient=recipient)


def _expected(view: View, receipt: Receipt) -> DepositTransaction | None:
    """Return the L2 transaction that the portal's event stands for; None: there is no event."""
    portal = view.require_contract("OptimismPortalProxy").lower()
    for log in receipt.logs:
        topics = [parse_data(topic) for topic in log.topics]
        if log.address.lower() == portal and topics[:1] == [TRANSACTION_DEPOSITED_TOPIC]:
            try:
                return deposit_from_log(
                    topics,
                    parse_data(log.data),
                    l1_block_hash=parse_data(log.block_hash),
                    l1_log_index=int(log.log_index),
                )
            except MalformedDataError as error:
                raise CannotObserveError(
                    f"the portal's event cannot be read: {error.message}", hint=error.hint
                ) from error
    return None


def evaluate(readings: Mapping[str, bytes], parameters: Parameters, facts: Facts) -> Judgement:
    """Judge both halves: what left on L1 and what arrived on L2."""
    _ = facts
    deposit = msgspec.json.decode(readings[DEPOSIT], type=Deposit, dec_hook=decode_hook)
    wrong = _on_l1(deposit) or _on_l2(deposit, parameters)
    if wrong is not None:
        return wrong
    figures = (
        Figure("time on the way", round(deposit.seconds_on_the_way, 3), "s"),
        Figure("limit", parameters.most_seconds, "s"),
    )
    return passed(
        f"{_how_long(deposit, parameters)}, exact to the wei on both sides", figures=figures
    )


def _how_long(deposit: Deposit, parameters: Parameters) -> str:
    arrived = "arrived" if deposit.l2_receipt is not None else "had not arrived"
    return (
        f"a deposit of {deposit.value_wei} wei {arrived} {deposit.seconds_on_the_way:.1f} s after "
        f"L1 included it (limit {parameters.most_seconds:g} s)"
    )


def _on_l1(deposit: Deposit) -> Judgement | None:
    """Say what is wrong on L1; None: nothing."""
    receipt, sender = deposit.l1_receipt, deposit.sender
    if receipt is None:
        return errored(
            f"L1 did not include the deposit {deposit.transaction} within "
            f"{deposit.waited_seconds:.1f} s, so the L2 chain was not asked"
        )
    if receipt.status != 1:
        return failed(f"the deposit {deposit.transaction} was included on L1 and reverted")
    return _paid_on_l1(deposit, receipt, sender)


def _paid_on_l1(deposit: Deposit, receipt: Receipt, sender: Change | None) -> Judgement | None:
    if sender is None:
        return errored("the sender's balance around the deposit's L1 block was not read")
    if sender.sent != 1:
        return errored(
            f"the sender sent {sender.sent} transactions in L1 block {receipt.block_number}, "
            "so its balance says nothing about this one"
        )
    due = -deposit.value_wei - receipt.gas_used * receipt.effective_gas_price
    if sender.gained_wei != due:
        return failed(
            f"the sender's balance on L1 changed by {sender.gained_wei} wei where {due} were due"
        )
    if deposit.l2_transaction is None:
        return failed(f"the portal gave no TransactionDeposited event for {deposit.transaction}")
    return None


def _on_l2(deposit: Deposit, parameters: Parameters) -> Judgement | None:
    """Say what is wrong on L2; None: nothing."""
    arrived, recipient = deposit.l2_receipt, deposit.recipient
    sentence = (
        f"the deposit {deposit.l2_transaction} did not arrive on L2 within "
        f"{deposit.seconds_on_the_way:.1f} s of being included on L1 "
        f"(limit {parameters.most_seconds:g} s)"
    )
    ours = deposit.stood_still_seconds
    if deposit.seconds_on_the_way - ours > parameters.most_seconds:
        return failed(sentence)
    # It may have been on its way for as much longer before we saw it on L1.
    is_doubtful = ours and deposit.seconds_on_the_way + ours > parameters.most_seconds
    if is_doubtful or arrived is None:
        return errored(
            for_our_part(ours, _how_long(deposit, parameters))
            if is_doubtful
            else f"{sentence}, which is too short a wait to tell"
        )
    if arrived.status != 1:
        return failed(f"the deposit {deposit.l2_transaction} arrived on L2 and reverted")
    if recipient is None:
        return errored("the recipient's balance around the deposit's L2 block was not read")
    if recipient.gained_wei != deposit.value_wei:
        return failed(
            f"the recipient's balance on L2 changed by {recipient.gained_wei} wei "
            f"where {deposit.value_wei} were due"
        )
    return None
