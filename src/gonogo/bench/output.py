"""The output root of a block, as the specification defines it, asked from the node behind.

Anvil leaves the header's `withdrawalsRoot` empty, so the storage root of the
message passer comes from a proof. Source: OP Stack specification, protocol/proposals.md.
"""

from dataclasses import dataclass

import msgspec

from gonogo.bench.refs import L2Ref
from gonogo.protocol import MESSAGE_PASSER, format_data, output_root, parse_data
from gonogo.rpc import Endpoint


@dataclass(frozen=True)
class Output:
    """An output root and what it commits to."""

    root: bytes
    state_root: str
    message_passer_storage_root: str


class _Header(msgspec.Struct, rename="camel"):
    state_root: str


class _Proof(msgspec.Struct, rename="camel"):
    storage_hash: str


async def output_at(endpoint: Endpoint, ref: L2Ref) -> Output:
    """Return the output of a block of this node.

    Raises:
        RPCError: the node does not answer, or does not have the block.
    """
    number = hex(ref.number)
    header = await endpoint.call("eth_getBlockByNumber", number, False, answer=_Header)  # noqa: FBT003  # JSON-RPC is positional.
    proof = await endpoint.call(
        "eth_getProof", format_data(MESSAGE_PASSER), [], number, answer=_Proof
    )
    root = output_root(
        parse_data(header.state_root), parse_data(proof.storage_hash), parse_data(ref.hash)
    )
    return Output(root, header.state_root, proof.storage_hash)
