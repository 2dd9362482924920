"""JSON-RPC clients: how every room asks a node something, and one family of errors."""

from gonogo.rpc.answers import (
    BlockReference,
    Count,
    FullHeader,
    Hash,
    Header,
    Log,
    Output,
    Quantity,
    Receipt,
    RollupConfig,
    SyncStatus,
    decode_hook,
    encode_hook,
)
from gonogo.rpc.json_rpc import (
    Endpoint,
    JSONRPCClient,
    MalformedAnswerError,
    MethodError,
    RPCError,
    UnreachableError,
)
from gonogo.rpc.shown import hide_secrets, secrets_in_url, shown_url

__all__ = [
    "BlockReference",
    "Count",
    "Endpoint",
    "FullHeader",
    "Hash",
    "Header",
    "JSONRPCClient",
    "Log",
    "MalformedAnswerError",
    "MethodError",
    "Output",
    "Quantity",
    "RPCError",
    "Receipt",
    "RollupConfig",
    "SyncStatus",
    "UnreachableError",
    "decode_hook",
    "encode_hook",
    "hide_secrets",
    "secrets_in_url",
    "shown_url",
]
