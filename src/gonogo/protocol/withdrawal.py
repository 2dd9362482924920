"""Withdrawals: messages from L2 to L1, and the calls that prove and finalize them there.

A withdrawal begins at the L2ToL1MessagePasser, which keeps its hash in storage and tells of it
by the event `MessagePassed`. On L1 the portal takes the whole message again, with a proof that
its hash is in that storage, under an output root that a dispute game claims.
Sources: OP Stack specification, protocol/withdrawals.md and
fault-proof/stage-one/optimism-portal.md; `Hashing.hashWithdrawal` of the contracts.

The calls have tuples and arrays of bytes in them, which `abi` does not know, so they are put
together here from the words that they consist of.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gonogo.protocol.abi import decode_values, encode_call, encode_values, event_topic, selector
from gonogo.protocol.address import ADDRESS_BYTES
from gonogo.protocol.errors import MalformedABIError, MalformedDataError
from gonogo.protocol.keccak import keccak256
from gonogo.protocol.output_root import output_root

MESSAGE_PASSED_TOPIC = event_topic(
    "MessagePassed(uint256,address,address,uint256,uint256,bytes,bytes32)"
)
WITHDRAWAL_PROVEN_TOPIC = event_topic("WithdrawalProven(bytes32,address,address)")
WITHDRAWAL_FINALIZED_TOPIC = event_topic("WithdrawalFinalized(bytes32,bool)")

_WORD_BYTES = 32
_TUPLE = "(uint256,address,address,uint256,uint256,bytes)"
_TYPES = ("uint256", "address", "address", "uint256", "uint256", "bytes")
_PROVE = f"proveWithdrawalTransaction({_TUPLE},uint256,(bytes32,bytes32,bytes32,bytes32),bytes[])"
_FINALIZE = f"finalizeWithdrawalTransactionExternalProof({_TUPLE},address)"


@dataclass(frozen=True, slots=True)
class OutputRootProof:
    """The parts of the output root of an L2 block, of version 0."""

    state_root: bytes
    message_passer_storage_root: bytes
    block_hash: bytes

    @property
    def root(self) -> bytes:
        """Return the output root that they give."""
        return output_root(self.state_root, self.message_passer_storage_root, self.block_hash)

    @property
    def words(self) -> bytes:
        """Return them as the portal takes them: the version first."""
        return (
            bytes(_WORD_BYTES)
            + self.state_root
            + self.message_passer_storage_root
            + self.block_hash
        )


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A message from L2 to L1."""

    nonce: int
    """The message passer's own count, with the version in the two highest bytes."""
    sender: bytes
    target: bytes
    value_wei: int
    gas_limit: int
    data: bytes = b""

    @property
    def hash(self) -> bytes:
        """Return the hash by which both chains know it."""
        return keccak256(self._words)

    @property
    def storage_slot(self) -> bytes:
        """Return the slot of the message passer that holds a one once it was sent."""
        # The mapping of sent messages is the first thing in the contract's layout.
        return keccak256(self.hash + bytes(_WORD_BYTES))

    def prove_call(
        self, game_index: int, proof: OutputRootProof, storage_proof: Sequence[bytes]
    ) -> bytes:
        """Return the call data of `proveWithdrawalTransaction`.

        Args:
            game_index: Of the dispute game in its factory.
            proof: What the game's root claim consists of.
            storage_proof: The nodes from the storage root down to `storage_slot`.
        """
        head_bytes = 7 * _WORD_BYTES
        message = self._words
        head = _word(head_bytes) + _word(game_index) + proof.words
        return (
            selector(_PROVE)
            + head
            + _word(head_bytes + len(message))
            + message
            + _bytes_array(storage_proof)
        )

    def finalize_call(self, proof_submitter: bytes) -> bytes:
        """Return the call data of `finalizeWithdrawalTransactionExternalProof`."""
        head = _word(2 * _WORD_BYTES) + encode_values(["address"], [proof_submitter])
        return selector(_FINALIZE) + head + self._words

    @property
    def _words(self) -> bytes:
        values = (
            self.nonce, self.sender, self.target, self.value_wei, self.gas_limit, self.data
        )  # fmt: skip
        return encode_values(_TYPES, values)


def initiate_call(target: bytes, gas_limit: int, data: bytes = b"") -> bytes:
    """Return the call data of the message passer's `initiateWithdrawal`."""
    return encode_call("initiateWithdrawal(address,uint256,bytes)", target, gas_limit, data)


def withdrawal_from_log(topics: Sequence[bytes], data: bytes) -> Withdrawal:
    """Read the event `MessagePassed`; its own hash must be that of what it says.

    Raises:
        MalformedDataError: it is another event, or contradicts itself.
    """
    if len(topics) != 4 or topics[0] != MESSAGE_PASSED_TOPIC:  # noqa: PLR2004
        raise MalformedDataError("withdrawal", "the log is no MessagePassed event")
    try:
        value, gas_limit, message, said = decode_values(
            ["uint256", "uint256", "bytes", "bytes32"], data
        )
    except MalformedABIError as error:
        raise MalformedDataError("withdrawal", str(error)) from error
    withdrawal = Withdrawal(
        nonce=int.from_bytes(topics[1], "big"),
        sender=topics[2][-ADDRESS_BYTES:],
        target=topics[3][-ADDRESS_BYTES:],
        value_wei=int(value),
        gas_limit=int(gas_limit),
        data=bytes(message),
    )
    if withdrawal.hash != said:
        raise MalformedDataError("withdrawal", "its event names another hash than it has")
    return withdrawal


def _word(number: int) -> bytes:
    return number.to_bytes(_WORD_BYTES, "big")


def _bytes_array(items: Sequence[bytes]) -> bytes:
    heads, tails = b"", b""
    for item in items:
        heads += _word(len(items) * _WORD_BYTES + len(tails))
        tails += _word(len(item)) + item + bytes(-len(item) % _WORD_BYTES)
    return _word(len(items)) + heads + tails
