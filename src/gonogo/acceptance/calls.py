"""Who talked to what: the calls that a task made through the recording proxy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallCount:
    """How often one task called one method of one endpoint."""

    task: str
    """The id of the task, and so of the process."""
    chain: str
    """The chain whose endpoint it is; of L1 its name."""
    endpoint: str
    """What it is called in the network: `sequencer el`, `public rpc`, `batcher`."""
    method: str
    """`eth_chainId`; of a request that is no JSON-RPC its HTTP method and path."""
    calls: int
    answered: int
    """How many of them the network answered, with whatever it said."""
    errors: int
    """How many of the answers were errors of JSON-RPC or of HTTP."""
