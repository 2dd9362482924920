"""The RPC of L1 as users see it: reads and raw transactions, none of anvil's own powers.

Unlike on L2 the anvil behind has its own pool and its own safe and finalized
blocks, so everything that is allowed is passed on as it is.
"""

import msgspec

from gonogo.bench.front_methods import FORWARDED
from gonogo.bench.json_rpc_server import SERVER_ERROR, Params, RPCFault, unknown_method
from gonogo.rpc import Endpoint, MethodError, RPCError

_ALSO = frozenset({"eth_sendRawTransaction", "txpool_status", "web3_clientVersion"})


class L1Front:
    """Answers the calls of users to L1."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    async def answer(self, method: str, params: Params) -> object:
        """Answer one call.

        Raises:
            RPCFault: the call is refused, or L1 refused it.
        """
        if method == "eth_accounts":
            return []
        if method not in FORWARDED and method not in _ALSO:
            raise unknown_method(method)
        try:
            return await self._endpoint.call(method, *params, answer=msgspec.Raw)
        except MethodError as error:
            raise RPCFault(error.code, error.node_message, error.data) from error
        except RPCError as error:
            raise RPCFault(SERVER_ERROR, "the node behind does not answer") from error
