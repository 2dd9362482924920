"""Ask an address that was given on a command line what it is, and keep what it told.

An address that tells nothing is no mistake of whoever gave it: nodes die, and
load balancers point elsewhere. So nothing is raised here; why it told nothing is
kept in words, without what could be secret in its address.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gonogo.networks import line

if TYPE_CHECKING:
    from gonogo.networks.rollup_file import RollupFile
    from gonogo.rpc import JSONRPCClient

L1_RPC, L2_RPC, ROLLUP_RPC = "--l1-rpc", "--l2-rpc", "--rollup-rpc"

HINTS = {
    L1_RPC: "It wants the RPC of an execution client of L1.",
    L2_RPC: "It wants the RPC of an execution client, such as op-geth or op-reth.",
    ROLLUP_RPC: "It wants the RPC of a consensus client, such as op-node or kona-node.",
}
_SHOWN_CHARACTERS = 200


@dataclass(frozen=True)
class Told:
    """What one address told about itself."""

    role: str
    """The option under which it was given."""
    url: str
    chain_id: int | None = None
    """The chain that it is on; None: it did not tell."""
    rollup: "RollupFile | None" = None
    """Its chain's configuration; None: it is no consensus client, or did not tell."""
    problem: str = ""
    """Why it told nothing; empty: it told."""

    @property
    def sentence(self) -> str:
        """Return what is wrong with it, for a person who knows it by its option."""
        # Whoever asked nodes has paid for this import; readers of files have not.
        from gonogo.rpc import shown_url  # noqa: PLC0415

        return f"{self.role} {shown_url(self.url)}: {self.problem}"


async def ask_chain_id(client: "JSONRPCClient", role: str, url: str) -> Told:
    """Ask an execution client which chain it is on."""
    answer, problem = await _asked(client, role, url, "eth_chainId")
    if problem:
        return Told(role, url, problem=problem)
    chain_id = line.number_of(answer)
    if not chain_id:
        return Told(role, url, problem=f"its eth_chainId is no chain id. {HINTS[role]}")
    return Told(role, url, chain_id)


async def ask_rollup(client: "JSONRPCClient", url: str) -> Told:
    """Ask a consensus client which chain it follows, and how that is configured."""
    # pydantic and its models are needed only once an answer is here.
    from gonogo.documents import DocumentError  # noqa: PLC0415
    from gonogo.networks.rollup_file import read_rollup_config  # noqa: PLC0415

    method = "optimism_rollupConfig"
    answer, problem = await _asked(client, ROLLUP_RPC, url, method)
    if problem:
        return Told(ROLLUP_RPC, url, problem=problem)
    try:
        rollup = read_rollup_config(answer if isinstance(answer, dict) else {}, method)
    except DocumentError as error:
        first = error.problems[0]
        what = f"its {method} is no rollup configuration ({first.path} {first.message})"
        return Told(ROLLUP_RPC, url, problem=f"{what}. {HINTS[ROLLUP_RPC]}")
    return Told(ROLLUP_RPC, url, rollup.chain_id, rollup)


async def _asked(client: "JSONRPCClient", role: str, url: str, method: str) -> tuple[Any, str]:
    """Ask once; return the answer, or in words why there is none."""
    from gonogo.rpc import MethodError, RPCError, UnreachableError, hide_secrets  # noqa: PLC0415

    try:
        return await client.call(url, method), ""
    except UnreachableError as error:
        return None, hide_secrets(error.what, url)
    except MethodError as error:
        said = hide_secrets(error.node_message[:_SHOWN_CHARACTERS], url)
        return None, f"it does not answer {method} ({said}). {HINTS[role]}"
    except RPCError as error:
        said = hide_secrets(error.what[:_SHOWN_CHARACTERS], url)
        return None, f"it is no node, or none that answers {method} ({said}). {HINTS[role]}"
