"""Two chains in memory with the contracts that a withdrawal goes through, and a clock to turn.

Every transaction is a block of its own, a second after the one before. What the contracts do
is what a withdrawal sees of them: their records, their delays, their refusals.
"""

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gonogo.networks import L1, Chain, Network, Node, NodeKind
from gonogo.protocol import (
    MESSAGE_PASSED_TOPIC,
    MESSAGE_PASSER,
    WITHDRAWAL_FINALIZED_TOPIC,
    OutputRootProof,
    SignedTransaction,
    Withdrawal,
    decode_transaction,
    encode_values,
    format_address,
    format_data,
    keccak256,
    parse_address,
    parse_data,
    selector,
)
from tests.unit.gates.served import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

PORTAL, FACTORY, GAME = "0x" + "aa" * 20, "0x" + "bb" * 20, "0x" + "cc" * 20
PASSER = format_address(MESSAGE_PASSER)
GAS_USED, PRICE_WEI = 20_000, 1000
FUNDER = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"
MONEY = {FUNDER: 10**21, PORTAL: 10**18}
ROOTS = OutputRootProof(b"\1" * 32, b"\2" * 32, b"\3" * 32)
DAY = 86_400


def word(number: int) -> str:
    return f"0x{number:064x}"


@dataclass
class ChainInMemory:
    """Accounts, blocks and receipts of one chain."""

    chain_id: int
    genesis: str
    time: int
    balances: list[dict[str, int]] = field(default_factory=lambda: [dict(MONEY)])
    """At the end of each block."""
    nonces: dict[str, int] = field(default_factory=dict)
    receipts: dict[str, dict[str, Any]] = field(default_factory=dict)
    sent: list[SignedTransaction] = field(default_factory=list)

    @property
    def height(self) -> int:
        """Return the number of the latest block."""
        return len(self.balances) - 1

    def execute(self, signed: SignedTransaction) -> tuple[bool, list[dict[str, Any]]]:
        """Do what the contracts do; return whether it succeeded, and the logs."""
        del signed
        return True, []

    def call(self, to: str, data: bytes) -> str:
        """Return what a contract answers."""
        raise RefusedError(f"{to} has no {data[:4].hex()}")

    def answer(self, method: str, params: list[Any]) -> object:
        """Return what the node answers to a call."""
        answers: dict[str, Callable[[], object]] = {
            "eth_blockNumber": lambda: hex(self.height),
            "eth_getBlockByNumber": lambda: self._header(params[0]),
            "eth_maxPriorityFeePerGas": lambda: hex(PRICE_WEI),
            "eth_getBalance": lambda: hex(self._balance(*params)),
            "eth_getTransactionCount": lambda: hex(self.nonces.get(params[0], 0)),
            "eth_estimateGas": lambda: hex(GAS_USED),
            "eth_getTransactionReceipt": lambda: self.receipts.get(params[0]),
            "eth_sendRawTransaction": lambda: self._take(decode_transaction(parse_data(params[0]))),
            "eth_call": lambda: self.call(params[0]["to"].lower(), parse_data(params[0]["data"])),
        }
        if method not in answers:
            raise RefusedError(method)
        return answers[method]()

    def _balance(self, address: str, block: str) -> int:
        at = self.height if block == "latest" else int(block, 16)
        return self.balances[at].get(address, 0)

    def _header(self, which: str) -> dict[str, Any]:
        number = int(which, 16) if which.startswith("0x") else self.height
        zero = "0x" + "0" * 64
        return {
            "number": hex(number),
            "hash": self.genesis if number == 0 else format_data(ROOTS.block_hash),
            "parentHash": zero,
            "timestamp": hex(self.time),
            "stateRoot": format_data(ROOTS.state_root),
            "transactionsRoot": zero,
            "receiptsRoot": zero,
            "gasUsed": "0x0",
            "baseFeePerGas": hex(PRICE_WEI),
        }

    def _take(self, signed: SignedTransaction) -> str:
        sender, transaction = format_address(signed.sender), signed.transaction
        hash_ = format_data(signed.hash)
        if hash_ in self.receipts:
            raise RefusedError("already known")
        if transaction.nonce != self.nonces.get(sender, 0):
            raise RefusedError("nonce too low")
        self.time += 1
        self.nonces[sender] = transaction.nonce + 1
        self.sent.append(signed)
        after = dict(self.balances[-1])
        self.balances.append(after)
        has_succeeded, logs = self.execute(signed)
        self._move(after, sender, -GAS_USED * PRICE_WEI)
        if has_succeeded and transaction.to is not None:
            self._move(after, sender, -transaction.value_wei)
            self._move(after, format_address(transaction.to), transaction.value_wei)
        self.receipts[hash_] = {
            "transactionHash": hash_,
            "blockNumber": hex(self.height),
            "blockHash": "0x" + "ab" * 32,
            "status": hex(has_succeeded),
            "gasUsed": hex(GAS_USED),
            "effectiveGasPrice": hex(PRICE_WEI),
            "logs": [{"logIndex": "0x0", "blockHash": "0x" + "ab" * 32, **log} for log in logs],
        }
        return hash_

    def _move(self, balances: dict[str, int], address: str, wei: int) -> None:
        balances[address] = balances.get(address, 0) + wei

    def undo(self, hash_: str, sender: str) -> None:
        """Take a transaction out of the chain again, as a reorganisation does."""
        del self.receipts[hash_]
        self.nonces[sender] -= 1


@dataclass
class L2(ChainInMemory):
    """The message passer."""

    withdrawals: dict[str, Withdrawal] = field(default_factory=dict)

    def execute(self, signed: SignedTransaction) -> tuple[bool, list[dict[str, Any]]]:
        """Pass a message on, if it is one."""
        transaction = signed.transaction
        if transaction.to != MESSAGE_PASSER:
            return True, []
        target = transaction.data[16:36]
        gas_limit = int.from_bytes(transaction.data[36:68], "big")
        nonce = len(self.sent)
        one = Withdrawal(nonce, signed.sender, target, transaction.value_wei, gas_limit)
        self.withdrawals[format_data(one.hash)] = one
        types = ["uint256", "uint256", "bytes", "bytes32"]
        topics = [MESSAGE_PASSED_TOPIC, nonce.to_bytes(32, "big")]
        topics += [address.rjust(32, b"\0") for address in (signed.sender, target)]
        data = encode_values(types, [one.value_wei, gas_limit, b"", one.hash])
        return True, [
            {
                "address": PASSER,
                "topics": [format_data(topic) for topic in topics],
                "data": format_data(data),
            }
        ]

    def call(self, to: str, data: bytes) -> str:
        """Tell whether a message was sent."""
        if to == PASSER:
            return word(format_data(data[4:]) in self.withdrawals)
        return super().call(to, data)

    def answer(self, method: str, params: list[Any]) -> object:
        """Prove, beside everything else, that a message was sent."""
        if method == "eth_getProof":
            root = format_data(ROOTS.message_passer_storage_root)
            slots = {format_data(one.storage_slot) for one in self.withdrawals.values()}
            value = hex(params[1][0] in slots)
            return {"storageHash": root, "storageProof": [{"value": value, "proof": ["0xc0"]}]}
        return super().answer(method, params)


@dataclass
class Portal(ChainInMemory):
    """L1: the portal, the factory of dispute games, and one game."""

    maturity_seconds: int = 7 * DAY
    clock_seconds: int = 3 * DAY
    finality_seconds: int = DAY
    game_type: int = 0
    games: list[tuple[int, int]] = field(default_factory=list)
    """When each was created, and for which L2 block."""
    root_claim: bytes = ROOTS.root
    claims: int = 1
    status: int = 0
    resolved_at: int = 0
    proven: dict[str, tuple[str, int]] = field(default_factory=dict)
    finalized: set[str] = field(default_factory=set)

    def execute(self, signed: SignedTransaction) -> tuple[bool, list[dict[str, Any]]]:
        """Keep a proof, resolve the game, or pay a withdrawal out."""
        data, to = signed.transaction.data, signed.transaction.to
        if to == parse_address(GAME) and data[:4] == selector("resolve()"):
            self.status, self.resolved_at = 2, self.time
        if to != parse_address(PORTAL):
            return True, []
        hash_ = self._hash(data)
        if data[:4] == FINALIZE:
            self.finalized.add(hash_)
            after = self.balances[-1]
            self._move(after, PORTAL, -_value(data))
            self._move(after, format_address(signed.sender), _value(data))
            topics = [format_data(WITHDRAWAL_FINALIZED_TOPIC), hash_]
            return True, [{"address": PORTAL, "topics": topics, "data": word(1)}]
        if data[:4] == PROVE:
            self.proven[hash_] = (GAME, self.time)
        return True, []

    def _hash(self, data: bytes) -> str:
        if data[:4] not in (PROVE, FINALIZE):
            return ""
        offset = 4 + int.from_bytes(data[4:36], "big")
        return format_data(keccak256(data[offset : offset + 7 * 32]))

    def call(self, to: str, data: bytes) -> str:
        """Answer for the portal, the factory and the game."""
        asked = NAMES.get(data[:4], "")
        if to == FACTORY:
            return self._of_factory(asked, int.from_bytes(data[4:36], "big"))
        return self._of_game(asked) if to == GAME else self._of_portal(asked, data[4:36])

    def _of_portal(self, asked: str, argument: bytes) -> str:
        hash_ = format_data(argument)
        match asked:
            case "provenWithdrawals":
                game, at = self.proven.get(hash_, ("0x" + "0" * 40, 0))
                return word(int(game, 16)) + f"{at:064x}"
            case "checkWithdrawal":
                return "0x"
        answers = {
            "respectedGameType": self.game_type,
            "disputeGameFactory": int(FACTORY, 16),
            "proofMaturityDelaySeconds": self.maturity_seconds,
            "disputeGameFinalityDelaySeconds": self.finality_seconds,
            "finalizedWithdrawals": int(hash_ in self.finalized),
            "ethLockbox": 0,
        }
        if asked not in answers:
            raise RefusedError(f"the portal has no {asked}")
        return word(answers[asked])

    def _of_factory(self, asked: str, index: int) -> str:
        if asked == "gameCount":
            return word(len(self.games))
        created_at, _ = self.games[index]
        # The game's address says which one it is, so that all of them have one answer.
        return word(self.game_type) + f"{created_at:064x}" + f"{int(GAME, 16):064x}"

    def _of_game(self, asked: str) -> str:
        newest = self.games[-1]
        answers = {
            "status": self.status,
            "claimDataLen": self.claims,
            "createdAt": newest[0],
            "maxClockDuration": self.clock_seconds,
            "resolvedAt": self.resolved_at,
            "resolvedSubgames": 0,
        }
        if asked == "extraData":
            return word(32) + f"{32:064x}{newest[1]:064x}"
        if asked == "rootClaim":
            return format_data(self.root_claim)
        if asked not in answers:
            raise RefusedError(f"the game has no {asked}")
        return word(answers[asked])


_TUPLE = "(uint256,address,address,uint256,uint256,bytes)"
PROVE = selector(
    f"proveWithdrawalTransaction({_TUPLE},uint256,(bytes32,bytes32,bytes32,bytes32),bytes[])"
)
FINALIZE = selector(f"finalizeWithdrawalTransactionExternalProof({_TUPLE},address)")
_SIGNATURES = (
    "provenWithdrawals(bytes32,address)",
    "checkWithdrawal(bytes32,address)",
    "respectedGameType()",
    "disputeGameFactory()",
    "proofMaturityDelaySeconds()",
    "disputeGameFinalityDelaySeconds()",
    "finalizedWithdrawals(bytes32)",
    "ethLockbox()",
    "gameCount()",
    "gameAtIndex(uint256)",
    "extraData()",
    "rootClaim()",
    "status()",
    "claimDataLen()",
    "createdAt()",
    "maxClockDuration()",
    "resolvedAt()",
    "resolvedSubgames(uint256)",
)
NAMES = {selector(signature): signature.partition("(")[0] for signature in _SIGNATURES}


def _value(data: bytes) -> int:
    offset = 4 + int.from_bytes(data[4:36], "big")
    return int.from_bytes(data[offset + 96 : offset + 128], "big")


def network_of(l1_url: str, l2_url: str) -> Network:
    """Return the network as its files would describe it."""
    node = Node("sequencer-0", NodeKind.SEQUENCER, execution_rpc=l2_url)
    config = json.dumps({"ecotone_time": 0})
    contracts = (("OptimismPortalProxy", PORTAL),)
    chain = Chain("made-901", 901, (node,), contracts=contracts, rollup_config=config)
    return Network("made", "devnet", None, L1("made-l1", 900, (l1_url,)), (chain,))
