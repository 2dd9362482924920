"""Every node answers: the right chain, a head above genesis, and its sync status.

A node that does not answer, or answers for another chain, serves nobody; each is asked by its
own address, so that a balancer in front hides nothing. The usual causes are a process that is
down, a wrong address in the descriptor, and a node that was started with another genesis.
"""

from collections.abc import Iterator
from typing import NoReturn

from gonogo.gates.side import header_of
from gonogo.gates.stand import Stand
from gonogo.networks import Chain
from gonogo.rpc import Endpoint, Header, Quantity, RPCError, SyncStatus, UnreachableError

TITLE = "Every node answers"
COMPONENT = None
NEEDS_FUNDS = False

_NO_HASH = "0x" + "00" * 32


async def run(stand: Stand) -> None:
    """Ask every execution client and every consensus client once."""
    for node, execution in stand.execution_nodes:
        await _execution_answers(stand, node.name, execution)
    for node, consensus in stand.consensus_nodes:
        await _consensus_answers(stand, node.name, consensus)
    # Last, so that a node that was asked and does not answer is not hidden by one that was not.
    unknown = list(_listed_without_address(stand.chain))
    stand.precondition(not unknown, f"the address of {', '.join(unknown)}")


def _listed_without_address(chain: Chain) -> Iterator[str]:
    """Yield the clients that an inventory lists, and that nobody could be asked about."""
    for node in chain.nodes:
        if node.execution_client is not None and node.execution_rpc is None:
            yield f"the execution client of {node.name}"
        if node.consensus_client is not None and node.consensus_rpc is None:
            yield f"the consensus client of {node.name}"


async def _execution_answers(stand: Stand, name: str, execution: Endpoint) -> None:
    try:
        chain_id = await execution.call("eth_chainId", answer=Quantity)
        head = await header_of(execution, "latest", Header)
    except RPCError as error:
        _fail(stand, f"the execution client of {name}", error)
    stand.expect_equal(f"the chain id of {name}", seen=int(chain_id), expected=stand.chain.chain_id)
    stand.expect_at_least(f"the head of {name}", seen=int(head.number), least=1)
    stand.expect(
        f"the hash of the head of {name}",
        is_so=head.hash != _NO_HASH,
        expected="a hash that is not zero",
        seen=head.hash,
    )


async def _consensus_answers(stand: Stand, name: str, consensus: Endpoint) -> None:
    try:
        status = await consensus.call("optimism_syncStatus", answer=SyncStatus)
    except RPCError as error:
        _fail(stand, f"the consensus client of {name}", error)
    stand.expect_at_least(f"the unsafe head of {name}", seen=status.unsafe_l2.number, least=1)


def _fail(stand: Stand, what: str, error: RPCError) -> NoReturn:
    # An answer of another kind is one, whenever it came.
    end = stand.fail_by_time if isinstance(error, UnreachableError) else stand.fail
    end(what, expected="an answer", seen=error.message)
