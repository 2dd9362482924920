"""What one node publishes: its execution RPC, its consensus RPC and its metrics."""

from dataclasses import dataclass

from gonogo.bench.front import Front
from gonogo.bench.http_server import LoopbackServer
from gonogo.bench.json_rpc_server import JSONRPCServer
from gonogo.bench.metrics import Read, exposition
from gonogo.bench.rollup_rpc import RollupRPC
from gonogo.bench.settings import NodeAddresses


@dataclass(frozen=True)
class ServedNode:
    """The three listeners of a node."""

    execution: LoopbackServer
    consensus: LoopbackServer
    metrics: LoopbackServer

    @property
    def addresses(self) -> NodeAddresses:
        """Where they are; valid once opened."""
        return NodeAddresses(self.execution.url, self.consensus.url, self.metrics.url)

    @property
    def listeners(self) -> tuple[LoopbackServer, ...]:
        """All of them."""
        return (self.execution, self.consensus, self.metrics)


def serve_node(name: str, front: Front, rollup: RollupRPC, read: Read) -> ServedNode:
    """Return the listeners of a node, not open yet."""
    return ServedNode(
        serve_rpc(f"{name} execution RPC", JSONRPCServer(front.answer)),
        serve_rpc(f"{name} consensus RPC", JSONRPCServer(rollup.answer)),
        serve_metrics(name, read),
    )


def serve_rpc(name: str, server: JSONRPCServer) -> LoopbackServer:
    """Return a listener for JSON-RPC."""
    return LoopbackServer(name, {("POST", "/"): server.handle})


def serve_metrics(name: str, read: Read) -> LoopbackServer:
    """Return a listener that Prometheus can scrape."""
    return LoopbackServer(f"{name} metrics", {("GET", "/metrics"): exposition(read)})
