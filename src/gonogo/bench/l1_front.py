"""The RPC of L1 as users see it: reads and raw transactions, none of anvil's own powers.

Unlike on L2 the anvil behind has its own pool and its own safe and finalized
blocks, so everything that is allowed is passed on as it is. Accounts at its head by number
are told a moment later, when that is its head no more: this anvil mines by itself, and while
it does nobody can tell the accounts of its head from those of the next block.
"""

import msgspec

from gonogo.bench.front_methods import FORWARDED, state_number
from gonogo.bench.json_rpc_server import SERVER_ERROR, Params, RPCFault, unknown_method
from gonogo.bench.settings import BLOCK_TIME_SECONDS
from gonogo.clock import Clock
from gonogo.rpc import Endpoint, MethodError, RPCError

_ALSO = frozenset({"eth_sendRawTransaction", "txpool_status", "web3_clientVersion"})


_SECONDS_BETWEEN_LOOKS = 0.05
# An L1 that has not mined for so long was stopped, and then its head stays as it is.
_PATIENCE_SECONDS = 2.0 * BLOCK_TIME_SECONDS


class L1Front:
    """Answers the calls of users to L1."""

    def __init__(self, endpoint: Endpoint, clock: Clock) -> None:
        self._endpoint = endpoint
        self._clock = clock

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
            number = state_number(method, params)
            if number is not None:
                await self._no_longer_head(number)
            return await self._endpoint.call(method, *params, answer=msgspec.Raw)
        except MethodError as error:
            raise RPCFault(error.code, error.node_message, error.data) from error
        except RPCError as error:
            raise RPCFault(SERVER_ERROR, "the node behind does not answer") from error

    async def _no_longer_head(self, number: int) -> None:
        until = self._clock.monotonic() + _PATIENCE_SECONDS
        while self._clock.monotonic() < until:
            if int(await self._endpoint.call("eth_blockNumber", answer=str), 16) != number:
                return
            await self._clock.sleep(_SECONDS_BETWEEN_LOOKS)
