"""What the endpoints of a simulated devnet answer, method by method."""

from collections.abc import Callable
from typing import Any

from gonogo.protocol import encode_call, encode_values, format_data, selector
from tests.simulator.devnet import BATCHER, FACTORY, Devnet
from tests.simulator.ledger import BASE_FEE_WEI, L1_FEE_WEI, Books, Refused

ORACLE = "0x420000000000000000000000000000000000000f"
L1_FEE_CALL = format_data(selector("getL1Fee(bytes)"))
GAS_LIMIT = 120_000

_IDENTITY: dict[str, Callable[..., object]] = {
    "web3_clientVersion": lambda: "simulated/v1.0.0",
    "eth_getCode": lambda _address, _tag: "0x6001",
    "eth_getStorageAt": lambda _address, _slot, _tag: f"0x{'0' * 64}",
}
"""What is read of a network's identity, and not by any check."""


class Answers:
    """Answers for one devnet. A method that an endpoint lacks is a `KeyError`."""

    def __init__(self, devnet: Devnet) -> None:
        self.devnet = devnet

    def answer(self, endpoint: str, method: str, params: list[Any]) -> object:
        """Return what an endpoint answers now."""
        kind, _, node = endpoint.partition("/")
        methods: dict[str, Callable[..., object]] = {
            "l1": self._l1,
            "execution": self._execution,
            "consensus": self._consensus,
        }[kind](node)
        if self.devnet.tells_everything:
            methods = {**_IDENTITY, **methods}
        return methods[method](*params)

    def _consensus(self, node: str) -> dict[str, Callable[..., object]]:
        return {
            "optimism_syncStatus": lambda: self.devnet.sync_status(node),
            "optimism_rollupConfig": lambda: self.devnet.rollup_config(node),
            "optimism_outputAtBlock": lambda at: self.devnet.output_at(node, int(at, 16)),
            "optimism_version": lambda: self.devnet.consensus_version,
        }

    def _execution(self, node: str) -> dict[str, Callable[..., object]]:
        devnet = self.devnet

        def number(tag: str) -> int:
            heads = {"latest": devnet.unsafe_head(node), "pending": devnet.unsafe_head(node)}
            heads |= {"safe": devnet.safe_head(), "finalized": devnet.finalized_head()}
            return heads[tag] if tag in heads else int(tag, 16)

        def block(tag: str, _full: bool) -> object:  # noqa: FBT001 - as the method has it.
            if number(tag) > devnet.unsafe_head(node):
                return None
            return devnet.nodes[node].blocks.block(number(tag))

        return {
            "eth_chainId": lambda: hex(devnet.nodes[node].chain_id),
            "eth_getBlockByNumber": block,
            **self._accounts(devnet.ledger.l2, number, to_l1=False),
            "eth_call": self._oracle,
        }

    def _l1(self, _node: str) -> dict[str, Callable[..., object]]:
        devnet = self.devnet

        def number(tag: str) -> int:
            heads = {"latest": devnet.l1_head.value(devnet.now)}
            heads |= {"pending": heads["latest"]}
            heads |= {"safe": devnet.l1_finalized.value(devnet.now)}
            heads |= {"finalized": devnet.l1_finalized.value(devnet.now)}
            return heads[tag] if tag in heads else int(tag, 16)

        accounts = self._accounts(devnet.ledger.l1, number, to_l1=True)

        def nonce(address: str, tag: str) -> str:
            if address != BATCHER:
                return str(accounts["eth_getTransactionCount"](address, tag))
            waiting = devnet.pending_batches if tag == "pending" else 0
            return hex(devnet.batches.value(devnet.now) + waiting)

        return {
            "eth_chainId": lambda: hex(devnet.l1_chain_id),
            "eth_getBlockByNumber": lambda tag, _full: devnet.l1_blocks.block(number(tag)),
            **accounts,
            "eth_getTransactionCount": nonce,
            "eth_call": self._games,
        }

    def _accounts(
        self, books: Books, number: Callable[[str], int], *, to_l1: bool
    ) -> dict[str, Callable[..., object]]:
        def receipt(hash_: str) -> object:
            found = books.receipts.get(hash_)
            if found is None or int(str(found["blockNumber"]), 16) > number("latest"):
                return None
            return found

        def nonce(address: str, tag: str) -> str:
            return hex(books.nonce(address, None if tag == "pending" else number(tag)))

        return {
            "eth_blockNumber": lambda: hex(number("latest")),
            "eth_getBalance": lambda who, tag: hex(books.balance(who.lower(), number(tag))),
            "eth_getTransactionCount": nonce,
            "eth_getTransactionReceipt": receipt,
            "eth_sendRawTransaction": lambda raw: self.devnet.ledger.send(
                bytes.fromhex(raw[2:]), to_l1=to_l1
            ),
            "eth_estimateGas": lambda *_: hex(GAS_LIMIT),
            "eth_gasPrice": lambda: hex(2 * BASE_FEE_WEI),
            "eth_maxPriorityFeePerGas": lambda: hex(10**6),
        }

    def _oracle(self, call: dict[str, str], _block: str) -> str:
        if call["to"].lower() != ORACLE or not call["data"].startswith(L1_FEE_CALL):
            message = "execution reverted"
            raise Refused(message)
        return format_data(encode_values(["uint256"], [L1_FEE_WEI]))

    def _games(self, call: dict[str, str], _block: str) -> str:
        count = self.devnet.games.value(self.devnet.now)
        data = call["data"]
        if call["to"] == FACTORY and data == format_data(encode_call("gameCount()")):
            return format_data(encode_values(["uint256"], [count]))
        if call["to"] == FACTORY:
            index = int(data[-64:], 16)
            game = index.to_bytes(20, "big")
            return format_data(encode_values(["uint256", "uint256", "address"], [1, 0, game]))
        block = self.devnet.game_block(int(call["to"], 16))
        return format_data(encode_values(["uint256"], [block]))
