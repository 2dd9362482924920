"""JSON-RPC clients: how every room asks a node something, and one family of errors."""

from gonogo.rpc.json_rpc import (
    Endpoint,
    JSONRPCClient,
    MalformedAnswerError,
    MethodError,
    RPCError,
    UnreachableError,
)

__all__ = [
    "Endpoint",
    "JSONRPCClient",
    "MalformedAnswerError",
    "MethodError",
    "RPCError",
    "UnreachableError",
]
