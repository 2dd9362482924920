"""The OP Stack's own encodings and sums, pure: transactions, deposits, withdrawals, batches, fees.

Each module names the specification it follows. Nothing here reads a network, a
disk or a clock. Hashes and addresses are `bytes`, amounts are integers of wei.
"""

from gonogo.protocol.abi import (
    decode_values,
    encode_call,
    encode_values,
    event_topic,
    selector,
)
from gonogo.protocol.address import (
    ADDRESS_BYTES,
    ZERO_ADDRESS,
    format_address,
    parse_address,
)
from gonogo.protocol.batch import SingularBatch
from gonogo.protocol.channel import (
    MAX_RLP_BYTES_PER_CHANNEL,
    ChannelContent,
    decode_channel,
    encode_channel,
)
from gonogo.protocol.channel_assembler import (
    CHANNEL_TIMEOUT_L1_BLOCKS,
    Assembled,
    ChannelAssembler,
)
from gonogo.protocol.deposit import (
    DEPOSIT_TYPE,
    TRANSACTION_DEPOSITED_TOPIC,
    DepositTransaction,
    deposit_from_log,
    l1_attributes_source_hash,
    user_deposit_source_hash,
)
from gonogo.protocol.errors import (
    MalformedABIError,
    MalformedBatchError,
    MalformedDataError,
    MalformedDepositError,
    MalformedFrameError,
    MalformedHexError,
    MalformedKeyError,
    MalformedRLPError,
    MalformedTransactionError,
    UnsupportedEncodingError,
)
from gonogo.protocol.fastlz import fastlz_size
from gonogo.protocol.fees import (
    L1FeeParameters,
    OperatorFeeParameters,
    ecotone_l1_fee,
    estimated_l1_fee,
    fjord_l1_fee,
    isthmus_operator_fee,
    jovian_operator_fee,
    l1_fee_upper_bound,
)
from gonogo.protocol.frame import (
    CHANNEL_ID_BYTES,
    FRAME_OVERHEAD_BYTES,
    MAX_FRAME_DATA_BYTES,
    Frame,
    decode_batcher_transaction,
    encode_batcher_transaction,
    pack_frames,
    split_channel,
)
from gonogo.protocol.keccak import keccak256
from gonogo.protocol.keys import derive_key
from gonogo.protocol.l1_attributes import (
    L1_ATTRIBUTES_DEPOSITOR,
    L1_BLOCK,
    L1Attributes,
)
from gonogo.protocol.output_root import MESSAGE_PASSER, output_root
from gonogo.protocol.quantity import (
    format_data,
    format_quantity,
    parse_data,
    parse_quantity,
)
from gonogo.protocol.rlp import Encodable, rlp_decode, rlp_decode_first, rlp_encode
from gonogo.protocol.secp256k1 import PrivateKey, Signature, recover_address
from gonogo.protocol.signing import decode_transaction, sign_transaction
from gonogo.protocol.transaction import (
    AccessListEntry,
    Authorization,
    SignedTransaction,
    Transaction,
    TransactionType,
)
from gonogo.protocol.withdrawal import (
    MESSAGE_PASSED_TOPIC,
    WITHDRAWAL_FINALIZED_TOPIC,
    WITHDRAWAL_PROVEN_TOPIC,
    OutputRootProof,
    Withdrawal,
    initiate_call,
    withdrawal_from_log,
)

__all__ = [
    "ADDRESS_BYTES",
    "CHANNEL_ID_BYTES",
    "CHANNEL_TIMEOUT_L1_BLOCKS",
    "DEPOSIT_TYPE",
    "FRAME_OVERHEAD_BYTES",
    "L1_ATTRIBUTES_DEPOSITOR",
    "L1_BLOCK",
    "MAX_FRAME_DATA_BYTES",
    "MAX_RLP_BYTES_PER_CHANNEL",
    "MESSAGE_PASSED_TOPIC",
    "MESSAGE_PASSER",
    "TRANSACTION_DEPOSITED_TOPIC",
    "WITHDRAWAL_FINALIZED_TOPIC",
    "WITHDRAWAL_PROVEN_TOPIC",
    "ZERO_ADDRESS",
    "AccessListEntry",
    "Assembled",
    "Authorization",
    "ChannelAssembler",
    "ChannelContent",
    "DepositTransaction",
    "Encodable",
    "Frame",
    "L1Attributes",
    "L1FeeParameters",
    "MalformedABIError",
    "MalformedBatchError",
    "MalformedDataError",
    "MalformedDepositError",
    "MalformedFrameError",
    "MalformedHexError",
    "MalformedKeyError",
    "MalformedRLPError",
    "MalformedTransactionError",
    "OperatorFeeParameters",
    "OutputRootProof",
    "PrivateKey",
    "Signature",
    "SignedTransaction",
    "SingularBatch",
    "Transaction",
    "TransactionType",
    "UnsupportedEncodingError",
    "Withdrawal",
    "decode_batcher_transaction",
    "decode_channel",
    "decode_transaction",
    "decode_values",
    "deposit_from_log",
    "derive_key",
    "ecotone_l1_fee",
    "encode_batcher_transaction",
    "encode_call",
    "encode_channel",
    "encode_values",
    "estimated_l1_fee",
    "event_topic",
    "fastlz_size",
    "fjord_l1_fee",
    "format_address",
    "format_data",
    "format_quantity",
    "initiate_call",
    "isthmus_operator_fee",
    "jovian_operator_fee",
    "keccak256",
    "l1_attributes_source_hash",
    "l1_fee_upper_bound",
    "output_root",
    "pack_frames",
    "parse_address",
    "parse_data",
    "parse_quantity",
    "recover_address",
    "rlp_decode",
    "rlp_decode_first",
    "rlp_encode",
    "selector",
    "sign_transaction",
    "split_channel",
    "user_deposit_source_hash",
    "withdrawal_from_log",
]
