"""The consensus RPC of one node, with the methods, shapes and words of op-node.

Limits: what op-node serves under `admin_` is not published. `opp2p_peers` says
the truth, that there are none: verifiers derive from L1.
"""

import msgspec

from gonogo.bench.json_rpc_server import (
    INVALID_PARAMS,
    SERVER_ERROR,
    Params,
    ParamsHandler,
    RPCFault,
    unknown_method,
)
from gonogo.bench.node import Node
from gonogo.bench.output import output_at
from gonogo.bench.refs import L2Ref
from gonogo.protocol import MalformedHexError, format_data, parse_quantity
from gonogo.rpc import RPCError

VERSION = "gonogo-bench"
_OUTPUT_VERSION = "0x" + "00" * 32


class RollupRPC:
    """Answers calls about one node's view of the rollup."""

    def __init__(self, node: Node, rollup_config: str, software_version: str) -> None:
        self._node = node
        self._rollup_config = msgspec.Raw(rollup_config.encode())
        self._version = f"{VERSION}/{software_version}"
        self._methods: dict[str, ParamsHandler] = {
            "optimism_syncStatus": self._sync_status,
            "optimism_outputAtBlock": self._output_at_block,
            "optimism_rollupConfig": self._config,
            "optimism_version": self._software,
            "opp2p_peers": self._peers,
        }

    async def answer(self, method: str, params: Params) -> object:
        """Answer one call.

        Raises:
            RPCFault: there is no such method, or no such block.
        """
        handler = self._methods.get(method)
        if handler is None:
            raise unknown_method(method)
        return await handler(params)

    async def _sync_status(self, _: Params) -> object:
        return self._node.sync_status()

    async def _config(self, _: Params) -> object:
        return self._rollup_config

    async def _software(self, _: Params) -> object:
        return self._version

    async def _peers(self, _: Params) -> object:
        return {"totalConnected": 0, "peers": {}, "bannedPeers": [], "bannedIPS": []}

    async def _output_at_block(self, params: Params) -> object:
        ref = self._ref(params[0] if params else None)
        try:
            output = await output_at(self._node.engine.endpoint, ref)
        except RPCError as error:
            raise RPCFault(SERVER_ERROR, "the execution node does not answer") from error
        return {
            "version": _OUTPUT_VERSION,
            "outputRoot": format_data(output.root),
            "blockRef": ref,
            "withdrawalStorageRoot": output.message_passer_storage_root,
            "stateRoot": output.state_root,
            "syncStatus": self._node.sync_status(),
        }

    def _ref(self, number: object) -> L2Ref:
        try:
            index = parse_quantity(number if isinstance(number, str) else "")
        except MalformedHexError as error:
            raise RPCFault(INVALID_PARAMS, f"invalid argument 0: {error.problem}") from error
        # By our own record and not anvil's: a verifier that derives anew must not answer for more.
        if index >= len(self._node.refs):
            raise RPCFault(
                SERVER_ERROR, f"failed to get L2 block ref with sync status: not found: {index}"
            )
        return self._node.refs[index]
