"""Two chains in memory that charge fees as an OP chain does, and lie about one thing on request.

Every transaction is a block of its own. What contracts answer is in `says`, by the name of the
function, so that a test changes exactly what it is about. What is charged is charged in
`execute`, and goes to the vaults.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from gonogo.clock import Clock
from gonogo.gates.base.fees_vaults import (
    BASE_FEE_VAULT,
    L1_FEE_VAULT,
    OPERATOR_FEE_VAULT,
    SEQUENCER_VAULT,
)
from gonogo.gates.base.fjord_precompile import ADDRESS as PRECOMPILE
from gonogo.gates.base.fjord_precompile import VALID
from gonogo.gates.command import run_gate
from gonogo.gates.cost import GAS_PRICE_ORACLE
from gonogo.gates.discovery import choose
from gonogo.gates.fee_rules import FORKS, L1_BLOCK_ADDRESS, FeeRules
from gonogo.networks import L1, Chain, Network, Node, NodeKind
from gonogo.protocol import (
    L1FeeParameters,
    OperatorFeeParameters,
    SignedTransaction,
    decode_values,
    format_address,
    format_data,
    parse_data,
    rlp_decode,
    selector,
)
from tests.simulator.clock import SimulatedClock
from tests.unit.gates.rehearsal import MONEY, Said
from tests.unit.gates.served import RefusedError, served
from tests.unit.gates.withdrawal.two_chains import GAS_USED, PRICE_WEI, ChainInMemory, word

BASE_FEE_WEI = PRICE_WEI - 100
ORIGIN, SEQUENCE = 40, 3
L1_TIME, L2_TIME = 1_000_000, 1_000_010
L1_BASE_FEE_WEI, BLOB_FEE_WEI = 10**9, 10**7
SCALARS = (1368, 810949)
OPERATOR = OperatorFeeParameters(1000, 5)
CONFIG = "0x" + "5c" * 20
ROOT = "0x" + "77" * 32
_L1_HASH = "0x" + "11" * 32
_BATCHER = 0xBA7C
_SIGNATURES = (
    *("number()", "hash()", "timestamp()", "basefee()", "blobBaseFee()", "sequenceNumber()"),
    *("baseFeeScalar()", "blobBaseFeeScalar()", "batcherHash()", "l1BaseFee()"),
    *("operatorFeeScalar()", "operatorFeeConstant()", "basefeeScalar()", "blobbasefeeScalar()"),
    *("getL1Fee(bytes)", "getL1FeeUpperBound(uint256)", "getOperatorFee(uint256)"),
    *(f"is{fork}()" for fork in FORKS),
)
_NAMES = {selector(signature): signature.partition("(")[0] for signature in _SIGNATURES}


@dataclass
class FeeL2(ChainInMemory):
    """The predeploys about fees, the vaults, and a node that tells blocks and receipts."""

    forks: tuple[str, ...] = FORKS[:3]
    says: dict[str, int] = field(default_factory=dict)
    """What a function answers instead of the truth, by its name."""
    overcharges_wei: int = 0
    loses_wei: int = 0
    """Of every L1 fee so much never reaches its vault."""
    told_l1_fee: int | None = None
    """What receipts tell of it; None: the truth."""
    miner: str = SEQUENCER_VAULT
    strangers: tuple[dict[str, Any], ...] = ()
    """What else is in every block."""
    withdrawals_root: str | None = ROOT
    precompile: str | None = None
    """What it answers to anything; None: it verifies."""

    @property
    def rules(self) -> FeeRules:
        """Return what it charges by."""
        l1 = L1FeeParameters(L1_BASE_FEE_WEI, BLOB_FEE_WEI, *SCALARS)
        return FeeRules(frozenset(self.forks), l1, OPERATOR)

    def execute(self, signed: SignedTransaction) -> tuple[bool, list[dict[str, Any]]]:
        """Charge for it."""
        after, l1_fee = self.balances[-1], self.rules.l1_fee(signed.raw)
        operator_fee = self.rules.operator_fee(GAS_USED)
        sender = format_address(signed.sender)
        self._move(after, sender, -l1_fee - operator_fee - self.overcharges_wei)
        self._move(after, BASE_FEE_VAULT, GAS_USED * BASE_FEE_WEI)
        self._move(after, SEQUENCER_VAULT, GAS_USED * (PRICE_WEI - BASE_FEE_WEI))
        self._move(after, L1_FEE_VAULT, l1_fee - self.loses_wei)
        self._move(after, OPERATOR_FEE_VAULT, operator_fee)
        return True, []

    def answer(self, method: str, params: list[Any]) -> object:
        """Answer for a node."""
        if method == "eth_call":
            return self._called(params[0]["to"].lower(), parse_data(params[0]["data"]), params[1])
        if method == "eth_getBlockReceipts":
            return [self._fees_told(hash_) for hash_ in self._hashes_in(int(params[0], 16))]
        if method == "eth_getProof":
            return {"storageHash": ROOT}
        found = super().answer(method, params)
        if method == "eth_getBlockByNumber" and isinstance(found, dict):
            found |= {"baseFeePerGas": hex(BASE_FEE_WEI), "miner": self.miner}
            found |= {"withdrawalsRoot": self.withdrawals_root}
            if params[1]:
                found["transactions"] = [*self._transactions(int(params[0], 16)), *self.strangers]
        return found

    def _hashes_in(self, number: int) -> list[str]:
        return [
            hash_ for hash_, told in self.receipts.items() if int(told["blockNumber"], 16) == number
        ]

    def _fees_told(self, hash_: str) -> dict[str, Any]:
        (signed,) = (each for each in self.sent if format_data(each.hash) == hash_)
        l1_fee = self.rules.l1_fee(signed.raw) if self.told_l1_fee is None else self.told_l1_fee
        return {**self.receipts[hash_], "l1Fee": hex(l1_fee)}

    def _transactions(self, number: int) -> list[dict[str, Any]]:
        hashes = set(self._hashes_in(number))
        return [_as_told(each) for each in self.sent if format_data(each.hash) in hashes]

    def _called(self, to: str, data: bytes, block: str) -> str:
        if to == PRECOMPILE:
            verified = word(1) if data == VALID else "0x"
            return verified if self.precompile is None else self.precompile
        asked = _NAMES.get(data[:4], "")
        if asked in self.says:
            return word(self.says[asked])
        at = self.height if block == "latest" else int(block, 16)
        answers = self._of_l1_block(at) if to == L1_BLOCK_ADDRESS else {}
        answers |= self._of_oracle(asked, data[4:]) if to == GAS_PRICE_ORACLE else {}
        if asked not in answers:
            raise RefusedError(f"{to} has no {asked}")
        return word(answers[asked])

    def _of_l1_block(self, at: int) -> dict[str, int]:
        return {
            "number": ORIGIN,
            "hash": int(_L1_HASH, 16),
            "timestamp": L1_TIME,
            "basefee": L1_BASE_FEE_WEI,
            "blobBaseFee": BLOB_FEE_WEI,
            # Each block of an epoch counts on.
            "sequenceNumber": SEQUENCE + at,
            "baseFeeScalar": SCALARS[0],
            "blobBaseFeeScalar": SCALARS[1],
            "batcherHash": _BATCHER,
            "operatorFeeScalar": OPERATOR.scalar,
            "operatorFeeConstant": OPERATOR.constant_wei,
        }

    def _of_oracle(self, asked: str, arguments: bytes) -> dict[str, int]:
        active = {f"is{fork}": int(fork in self.forks) for fork in FORKS}
        match asked:
            case "getL1Fee":
                (data,) = decode_values(["bytes"], arguments)
                assert isinstance(data, bytes)
                return {asked: self.rules.estimate(data)}
            case "getL1FeeUpperBound":
                return {asked: self.rules.upper_bound(int.from_bytes(arguments, "big"))}
            case "getOperatorFee":
                return {asked: self.rules.operator_fee(int.from_bytes(arguments, "big"))}
        return {**active, "l1BaseFee": L1_BASE_FEE_WEI}


@dataclass
class FeeL1(ChainInMemory):
    """L1 with the SystemConfig of the chain."""

    says: dict[str, int] = field(default_factory=dict)
    blob_fee_wei: int = BLOB_FEE_WEI
    hash: str = _L1_HASH

    def answer(self, method: str, params: list[Any]) -> object:
        """Answer for a node."""
        if method == "eth_blockNumber":
            return hex(ORIGIN + 5)
        if method == "eth_feeHistory":
            return {"baseFeePerBlobGas": [hex(self.blob_fee_wei), "0x1"]}
        if method == "eth_getBlockByNumber":
            priced = {"number": hex(ORIGIN), "baseFeePerGas": hex(L1_BASE_FEE_WEI)}
            return {**self._header("latest"), **priced, "hash": self.hash}
        return super().answer(method, params)

    def call(self, to: str, data: bytes) -> str:
        """Answer for the SystemConfig."""
        asked = _NAMES.get(data[:4], "")
        configured = {
            "basefeeScalar": SCALARS[0],
            "blobbasefeeScalar": SCALARS[1],
            "batcherHash": _BATCHER,
            "operatorFeeScalar": OPERATOR.scalar,
            "operatorFeeConstant": OPERATOR.constant_wei,
            **self.says,
        }
        if to != CONFIG or asked not in configured:
            return super().call(to, data)
        return word(configured[asked])


@dataclass
class FeeScene:
    """Both chains, and the network as files describe it."""

    l1: FeeL1
    l2: FeeL2
    network: Network
    clock: Clock = field(default_factory=SimulatedClock)

    def plan(self, **times: int | None) -> None:
        """Change when forks are to be active; None: never."""
        (chain,) = self.network.chains
        config = json.loads(chain.rollup_config or "{}") | times
        self.describe(rollup_config=json.dumps(config))

    def describe(self, **changes: Any) -> None:
        """Change what files say of the chain."""
        (chain,) = self.network.chains
        self.network = replace(self.network, chains=(replace(chain, **changes),))

    async def run(self, test: str) -> tuple[str, str, str]:
        """Run a test of the base gate; return how it ended."""
        said = Said()
        await run_gate(
            choose("base", [test]),
            self.network,
            MONEY,
            package="gonogo/base",
            timeout_seconds=60,
            clock=self.clock,
            write=said.lines.append,
        )
        return said.ending(test)


@asynccontextmanager
async def fee_scene() -> AsyncIterator[FeeScene]:
    """Serve both chains; Isthmus is the newest fork that is active, and planned."""
    l1 = FeeL1(900, _L1_HASH, L1_TIME)
    l2 = FeeL2(901, "0x" + "22" * 32, L2_TIME)
    # A block before the latest is looked at, too.
    l2.balances.append(dict(l2.balances[0]))
    config = json.dumps({f"{fork.lower()}_time": 0 for fork in FORKS[:3]})
    async with served(l1.answer) as l1_url, served(l2.answer) as l2_url:
        node = Node("sequencer-0", NodeKind.SEQUENCER, execution_rpc=l2_url)
        contracts = (("SystemConfigProxy", CONFIG),)
        chain = Chain("made-901", 901, (node,), contracts=contracts, rollup_config=config)
        parent = L1("made-l1", 900, (l1_url,))
        yield FeeScene(l1, l2, Network("made", "devnet", None, parent, (chain,)))


def _as_told(signed: SignedTransaction) -> dict[str, Any]:
    """Return a transaction of type 2 as a block tells it."""
    transaction = signed.transaction
    fields = rlp_decode(signed.raw[1:])
    assert isinstance(fields, list)
    y_parity, r, s = (bytes(each) for each in fields[-3:] if isinstance(each, bytes))
    numbers = {
        "chainId": transaction.chain_id,
        "nonce": transaction.nonce,
        "maxPriorityFeePerGas": transaction.max_priority_fee_per_gas_wei,
        "maxFeePerGas": transaction.max_fee_per_gas_wei,
        "gas": transaction.gas_limit,
        "value": transaction.value_wei,
        "yParity": int.from_bytes(y_parity, "big"),
        "r": int.from_bytes(r, "big"),
        "s": int.from_bytes(s, "big"),
    }
    return {
        **{name: hex(number or 0) for name, number in numbers.items()},
        "hash": format_data(signed.hash),
        "type": "0x2",
        "to": None if transaction.to is None else format_data(transaction.to),
        "input": format_data(transaction.data),
        "accessList": [],
    }
