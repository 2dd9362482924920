"""The execution RPC of one L2 node as users see it: the only published way to its anvil.

It passes on what reads, and answers itself what anvil would answer wrongly:

- raw transactions go to the pool, or to the sequencer's address;
- `safe` and `finalized` are the heads that derivation knows, `pending` is the
  head, and pending nonces count what waits in the pool;
- calls of a sender without funds work as on a real node, where anvil refuses
  them because it charges the L1 fee even for a call;
- accounts at a numbered block are those of that block, also while the next one is mined;
- deposits are found by their own hash (see `engine.py`).

Limits: HTTP only, no subscriptions; no receipts of the L1 fee, which anvil does
not make; `pending` shows no block under construction.
"""

import re

import msgspec

from gonogo.bench.front_methods import (
    BLOCK_PARAMETER,
    CALL_METHODS,
    FILTER_METHODS,
    FORWARDED,
    state_number,
)
from gonogo.bench.json_rpc_server import (
    INVALID_PARAMS,
    SERVER_ERROR,
    Params,
    ParamsHandler,
    RPCFault,
    unknown_method,
)
from gonogo.bench.node import Node
from gonogo.bench.pool import Pool
from gonogo.bench.submission import Submit, waiting_transaction
from gonogo.protocol import MalformedDataError, format_data, parse_address, parse_data
from gonogo.rpc import MethodError, RPCError

_BENCH = "gonogo-bench"

# Anvil's own code for it.
_INSUFFICIENT_FUNDS = -32003
_NOBODY = "0x" + "00" * 20
_AMPLE_WEI = 10**24
_HASH = re.compile(rb'"0x[0-9a-f]{64}"')


class Front:
    """Answers the calls of users to one node."""

    def __init__(self, node: Node, pool: Pool, submit: Submit) -> None:
        self._node = node
        self._pool = pool
        self._submit = submit
        self._own: dict[str, ParamsHandler] = {
            "eth_accounts": self._accounts,
            "eth_sendRawTransaction": self._send_raw_transaction,
            "eth_getTransactionByHash": self._transaction_by_hash,
            "eth_getTransactionCount": self._transaction_count,
            "net_peerCount": self._peer_count,
            "txpool_status": self._pool_status,
            "web3_clientVersion": self._client_version,
        }
        self._version: str | None = None

    async def answer(self, method: str, params: Params) -> object:
        """Answer one call.

        Raises:
            RPCFault: the call is refused, or the node refused it.
        """
        own = self._own.get(method)
        if own is not None:
            return await own(params)
        if method not in FORWARDED:
            raise unknown_method(method)
        params = self._with_numbers(method, params)
        if method in CALL_METHODS:
            return await self._call(method, params)
        return await self._forward(method, params)

    async def _forward(self, method: str, params: Params) -> msgspec.Raw:
        try:
            answer = await self._steady(method, self._known_to_anvil(params))
        except MethodError as error:
            raise RPCFault(error.code, error.node_message, error.data) from error
        except RPCError as error:
            raise RPCFault(SERVER_ERROR, "the node behind does not answer") from error
        return self._with_own_hashes(answer)

    async def _steady(self, method: str, params: Params) -> msgspec.Raw:
        """Ask anvil, and about a numbered block's accounts again if it mined meanwhile."""
        engine = self._node.engine
        while True:
            turns = engine.turns
            answer = await engine.endpoint.call(method, *params, answer=msgspec.Raw)
            has_mined = turns % 2 == 1 or turns != engine.turns
            if not has_mined or state_number(method, params) is None:
                return answer

    async def _call(self, method: str, params: Params) -> msgspec.Raw:
        """Execute; when anvil finds the sender too poor for the fee, as if it had some funds.

        Who really sends value without having it is still refused: the funds
        that are lent do not go into the value.
        """
        try:
            return await self._forward(method, params)
        except RPCFault as fault:
            call = params[0] if params else None
            place = CALL_METHODS[method]
            is_about_fee = fault.code == _INSUFFICIENT_FUNDS
            if not is_about_fee or not isinstance(call, dict) or len(params) > place:
                raise
            sender = call.get("from") or _NOBODY
            block = params[1] if len(params) > 1 else "latest"
            balance = int(str(await self._ask("eth_getBalance", [sender, block])), 16)
            if balance < _number(call.get("value")):
                raise
            funds = {sender: {"balance": hex(balance + _AMPLE_WEI)}}
            return await self._forward(method, [call, block, funds])

    async def _ask(self, method: str, params: Params) -> object:
        return msgspec.json.decode(await self._forward(method, params))

    async def _accounts(self, _: Params) -> object:
        return []

    async def _peer_count(self, _: Params) -> object:
        return "0x0"

    async def _client_version(self, _: Params) -> object:
        # Its anvil's own word, which cannot change; a frozen anvil is told by other answers.
        if self._version is None:
            self._version = f"{_BENCH}/{await self._ask('web3_clientVersion', [])}"
        return self._version

    async def _pool_status(self, _: Params) -> object:
        ready, queued = self._pool.counts()
        return {"pending": hex(ready), "queued": hex(queued)}

    async def _send_raw_transaction(self, params: Params) -> object:
        raw = _data(params, 0)
        return format_data(await self._submit(raw))

    async def _transaction_by_hash(self, params: Params) -> object:
        waiting = self._pool.get(_data(params, 0))
        if waiting is not None:
            return waiting_transaction(waiting)
        return await self._forward("eth_getTransactionByHash", params)

    async def _transaction_count(self, params: Params) -> object:
        answer = await self._ask(
            "eth_getTransactionCount", self._with_numbers("eth_getTransactionCount", params)
        )
        if len(params) > 1 and _tag(params[1]) == "pending":
            try:
                waiting = self._pool.next_nonce(parse_address(params[0]))
            except MalformedDataError as error:
                raise RPCFault(INVALID_PARAMS, error.message) from error
            return hex(max(int(str(answer), 16), waiting or 0))
        return answer

    def _with_numbers(self, method: str, params: Params) -> Params:
        """Replace the tags that only derivation knows by block numbers."""
        place = BLOCK_PARAMETER.get(method)
        if place is not None and len(params) > place:
            return [*params[:place], self._numbered(params[place]), *params[place + 1 :]]
        if method in FILTER_METHODS and params and isinstance(params[0], dict):
            wanted = dict(params[0])
            for bound in ("fromBlock", "toBlock"):
                if bound in wanted:
                    wanted[bound] = self._numbered(wanted[bound])
            return [wanted, *params[1:]]
        return params

    def _numbered(self, block: object) -> object:
        if isinstance(block, dict):
            # The form of EIP-1898. Anvil takes a tag in it too, and would answer with its own.
            number = "blockNumber"
            return {**block, number: self._numbered(block[number])} if number in block else block
        tag = _tag(block)
        if tag == "safe":
            return hex(self._node.safe.number)
        if tag == "finalized":
            return hex(self._node.finalized.number)
        return "latest" if tag == "pending" else block

    def _known_to_anvil(self, params: Params) -> Params:
        at_anvil = self._node.engine.hashes.at_anvil
        if not at_anvil:
            return params
        return [at_anvil.get(one.lower(), one) if isinstance(one, str) else one for one in params]

    def _with_own_hashes(self, answer: msgspec.Raw) -> msgspec.Raw:
        real = self._node.engine.hashes.real
        if not real:
            return answer

        def translated(match: re.Match[bytes]) -> bytes:
            found = match[0][1:-1].decode()
            return f'"{real.get(found, found)}"'.encode()

        return msgspec.Raw(_HASH.sub(translated, bytes(answer)))


def _tag(block: object) -> str | None:
    # Anvil does not mind the case of a tag, and would answer those that we overlook.
    return block.lower() if isinstance(block, str) else None


def _number(value: object) -> int:
    try:
        return int(value, 16) if isinstance(value, str) else 0
    except ValueError:
        return 0


def _data(params: Params, place: int) -> bytes:
    value = params[place] if len(params) > place else None
    if not isinstance(value, str):
        raise RPCFault(INVALID_PARAMS, f"missing value for required argument {place}")
    try:
        return parse_data(value)
    except MalformedDataError as error:
        raise RPCFault(INVALID_PARAMS, f"invalid argument {place}: {error.problem}") from error
