"""The output root: the commitment to an L2 block that is proposed on L1.

Only version 0 exists. Since Isthmus a block's header carries the storage root
of the L2ToL1MessagePasser as its `withdrawalsRoot`; where a node does not fill
it in, `eth_getProof` of that contract gives it.
Source: OP Stack specification, protocol/proposals.md,
"L2 Output Commitment Construction".
"""

from gonogo.protocol.errors import MalformedDataError
from gonogo.protocol.keccak import keccak256

MESSAGE_PASSER = bytes.fromhex("4200000000000000000000000000000000000016")
_VERSION = bytes(32)


def output_root(state_root: bytes, message_passer_storage_root: bytes, block_hash: bytes) -> bytes:
    """Return the version 0 output root of a block.

    Raises:
        MalformedDataError: one of the three is not 32 bytes long.
    """
    parts = (state_root, message_passer_storage_root, block_hash)
    if any(len(part) != len(_VERSION) for part in parts):
        raise MalformedDataError("output root", "each of its parts has 32 bytes")
    return keccak256(_VERSION + b"".join(parts))
