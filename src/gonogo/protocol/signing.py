"""Turning transactions into signed bytes, and signed bytes back.

Separate from the values so that those can be read without the wire format.
The layout of each type is in one place (`_fields`, `_parse`), used for what is
hashed as for what is sent.
"""

from collections.abc import Sequence

from gonogo.protocol.address import ADDRESS_BYTES
from gonogo.protocol.errors import (
    MalformedDataError,
    MalformedRLPError,
    MalformedTransactionError,
)
from gonogo.protocol.keccak import keccak256
from gonogo.protocol.rlp import Encodable, Item, rlp_decode, rlp_encode
from gonogo.protocol.secp256k1 import PrivateKey, Signature, recover_address
from gonogo.protocol.transaction import (
    AccessListEntry,
    Authorization,
    SignedTransaction,
    Transaction,
    TransactionType,
)

_HASH_BYTES = 32
_SMALLEST_LIST_PREFIX = 0xC0
_LEGACY_V = 27
_REPLAY_PROTECTED_V = 35
_FIELD_COUNTS = {
    TransactionType.LEGACY: 6,
    TransactionType.ACCESS_LIST: 8,
    TransactionType.DYNAMIC_FEE: 9,
    TransactionType.SET_CODE: 10,
}
_UNREADABLE_TYPES = {
    0x3: "Blob transactions are not accepted on an OP Stack L2; send calldata instead.",
    0x7E: "Deposits are not signed: they are made on L1, by the portal.",
}


def sign_transaction(transaction: Transaction, key: PrivateKey) -> SignedTransaction:
    """Sign a transaction of any type that can be built; the same bytes every time."""
    fields = _fields(transaction)
    signature = key.sign(_signing_hash(transaction, fields))
    if transaction.type is TransactionType.LEGACY:
        v = signature.y_parity + _v_offset(transaction.chain_id)
        raw = rlp_encode([*fields, v, signature.r, signature.s])
    else:
        signed = [*fields, signature.y_parity, signature.r, signature.s]
        raw = bytes((transaction.type,)) + rlp_encode(signed)
    return SignedTransaction(transaction, raw, keccak256(raw), key.address)


def decode_transaction(raw: bytes) -> SignedTransaction:
    """Read a raw transaction, as `eth_sendRawTransaction` takes it, and recover its sender.

    Raises:
        MalformedTransactionError: not canonical, of no type that is read here,
            with values that no chain could include, or with a signature that
            no key could have made.
    """
    transaction_type, fields = _split(raw)
    count = _FIELD_COUNTS[transaction_type]
    if len(fields) != count + 3:
        raise MalformedTransactionError(f"{len(fields)} fields instead of {count + 3}")
    v, r, s = (_integer(field, "signature") for field in fields[count:])
    chain_id: int | None
    if transaction_type is TransactionType.LEGACY:
        chain_id, y_parity = _split_v(v)
        transaction = _parse_legacy(fields, chain_id)
    else:
        y_parity = v
        transaction = _parse(transaction_type, fields)
    # Hashed from the value and not from the bytes, so that what was read is what was signed.
    digest = _signing_hash(transaction, _fields(transaction))
    try:
        sender = recover_address(digest, Signature(r, s, y_parity))
    except MalformedDataError as error:
        raise MalformedTransactionError(f"signature: {error.problem}") from error
    return SignedTransaction(transaction, raw, keccak256(raw), sender)


def _fields(transaction: Transaction) -> list[Encodable]:
    """Return the fields that are signed, in their order."""
    one = transaction
    access_list: Encodable = one.access_list
    call: list[Encodable] = [one.gas_limit, one.to or b"", one.value_wei, one.data]
    fees = [one.max_priority_fee_per_gas_wei, one.max_fee_per_gas_wei]
    if one.type is TransactionType.LEGACY:
        return [one.nonce, one.max_fee_per_gas_wei, *call]
    chain_id = one.chain_id or 0
    if one.type is TransactionType.ACCESS_LIST:
        return [chain_id, one.nonce, one.max_fee_per_gas_wei, *call, access_list]
    if one.type is TransactionType.DYNAMIC_FEE:
        return [chain_id, one.nonce, *fees, *call, access_list]
    return [chain_id, one.nonce, *fees, *call, access_list, one.authorizations]


def _signing_hash(transaction: Transaction, fields: Sequence[Encodable]) -> bytes:
    if transaction.type is not TransactionType.LEGACY:
        return keccak256(bytes((transaction.type,)) + rlp_encode(fields))
    if transaction.chain_id is None:
        return keccak256(rlp_encode(fields))
    # EIP-155 puts the chain id, r and s of zero where the signature will stand.
    return keccak256(rlp_encode([*fields, transaction.chain_id, 0, 0]))


def _v_offset(chain_id: int | None) -> int:
    return _LEGACY_V if chain_id is None else _REPLAY_PROTECTED_V + 2 * chain_id


def _split_v(v: int) -> tuple[int | None, int]:
    """Return the chain id and the parity that a legacy v says."""
    if v in (_LEGACY_V, _LEGACY_V + 1):
        return None, v - _LEGACY_V
    if v < _REPLAY_PROTECTED_V:
        raise MalformedTransactionError(f"the signature's v is {v}")
    return divmod(v - _REPLAY_PROTECTED_V, 2)


def _split(raw: bytes) -> tuple[TransactionType, list[Item]]:
    if not raw:
        raise MalformedTransactionError("it is empty")
    is_legacy = raw[0] >= _SMALLEST_LIST_PREFIX
    number = TransactionType.LEGACY if is_legacy else raw[0]
    if not is_legacy and (number == 0 or number not in _FIELD_COUNTS):
        raise MalformedTransactionError(
            f"type {number:#x} is not read here", hint=_UNREADABLE_TYPES.get(number)
        )
    try:
        fields = rlp_decode(raw if is_legacy else raw[1:])
    except MalformedRLPError as error:
        raise MalformedTransactionError(error.problem) from error
    if not isinstance(fields, list):
        raise MalformedTransactionError("it is not a list of fields")
    return TransactionType(number), fields


def _parse_legacy(fields: Sequence[Item], chain_id: int | None) -> Transaction:
    price = _integer(fields[1], "gas price")
    return Transaction(
        type=TransactionType.LEGACY,
        chain_id=chain_id,
        nonce=_integer(fields[0], "nonce"),
        gas_limit=_integer(fields[2], "gas limit"),
        max_fee_per_gas_wei=price,
        max_priority_fee_per_gas_wei=price,
        to=_bytes(fields[3], "recipient") or None,
        value_wei=_integer(fields[4], "value"),
        data=_bytes(fields[5], "data"),
    )


def _parse(transaction_type: TransactionType, fields: Sequence[Item]) -> Transaction:
    # Where there is one gas price it is both fees, and all after it is one field nearer.
    has_one_price = transaction_type is TransactionType.ACCESS_LIST
    call = fields[3 if has_one_price else 4 :]
    is_set_code = transaction_type is TransactionType.SET_CODE
    return Transaction(
        type=transaction_type,
        chain_id=_integer(fields[0], "chain id"),
        nonce=_integer(fields[1], "nonce"),
        max_priority_fee_per_gas_wei=_integer(fields[2], "priority fee"),
        max_fee_per_gas_wei=_integer(fields[2 if has_one_price else 3], "fee"),
        gas_limit=_integer(call[0], "gas limit"),
        to=_bytes(call[1], "recipient") or None,
        value_wei=_integer(call[2], "value"),
        data=_bytes(call[3], "data"),
        access_list=tuple(_access_list_entry(item) for item in _list(call[4], "access list")),
        authorizations=(
            tuple(_authorization(item) for item in _list(call[5], "authorizations"))
            if is_set_code
            else ()
        ),
    )


def _access_list_entry(item: Item) -> AccessListEntry:
    match item:
        case [bytes(address), list(keys)] if len(address) == ADDRESS_BYTES:
            slots = tuple(_bytes(key, "storage key") for key in keys)
            if all(len(slot) == _HASH_BYTES for slot in slots):
                return AccessListEntry(address, slots)
    raise MalformedTransactionError("the access list has an entry that is none")


def _authorization(item: Item) -> Authorization:
    match item:
        case [chain_id, bytes(address), nonce, y_parity, r, s] if len(address) == ADDRESS_BYTES:
            numbers = [_integer(part, "authorization") for part in (nonce, y_parity, r, s)]
            return Authorization(_integer(chain_id, "authorization"), address, *numbers)
    raise MalformedTransactionError("the authorizations have an entry that is none")


def _integer(item: Item, name: str) -> int:
    # Leading zeros would give one number two encodings, and one transaction two hashes.
    if not isinstance(item, bytes) or len(item) > _HASH_BYTES or item[:1] == b"\0":
        raise MalformedTransactionError(f"the {name} is no canonical integer")
    return int.from_bytes(item, "big")


def _bytes(item: Item, name: str) -> bytes:
    if not isinstance(item, bytes):
        raise MalformedTransactionError(f"the {name} is a list")
    return item


def _list(item: Item, name: str) -> list[Item]:
    if not isinstance(item, list):
        raise MalformedTransactionError(f"the {name} is not a list")
    return item
