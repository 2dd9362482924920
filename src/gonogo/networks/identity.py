"""Read what a network says about itself: the identity of its deployment.

Every endpoint is asked at the same time. A fact about a chain is what those of
its nodes say that answer; one that is down makes no fact unknown that another
can tell. When they say different things the fact is the disagreement itself, in
a fixed order, so that it shows as a fact that moved. What nobody answers is
unknown, and nothing that a node does raises an error here.

A node that hangs must not stretch the time that is observed by much: what answers
slowly is read for so long and no longer, and what was dead in an earlier reading
gets a moment to show that it is not.

Contracts that no file names are looked for in the rollup configuration that the
nodes report; those that are named nowhere are not asked about, and so are no
facts, neither known nor unknown.
"""

import asyncio
from collections.abc import Coroutine, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gonogo import digest
from gonogo.networks import line
from gonogo.networks.deployment import Fact, Identity
from gonogo.networks.line import Line, Patience
from gonogo.networks.model import Chain, Network, Node

if TYPE_CHECKING:
    from gonogo.rpc import JSONRPCClient

CONTRACTS = (
    "DisputeGameFactoryProxy",
    "L1CrossDomainMessengerProxy",
    "L1Erc721BridgeProxy",
    "L1StandardBridgeProxy",
    "OptimismPortalProxy",
    "SystemConfigProxy",
)
"""The L1 contracts whose code decides what users' money does."""

ROLES = (
    ("batcher", line.BATCHER_HASH),
    ("owner", line.OWNER),
    ("unsafe_block_signer", line.UNSAFE_BLOCK_SIGNER),
)
"""What the SystemConfig answers about who may do what."""

NO_CODE = "no code"

Facts = Mapping[str, str | None]


@dataclass(frozen=True)
class Limits:
    """How long a reading takes at most; every endpoint is asked at the same time."""

    whole_seconds: float = 10.0
    """For all that one endpoint is asked."""
    dead_seconds: float = 1.0
    """For the first answer of one that told nothing in an earlier reading."""


LIMITS = Limits()


async def read_identity(
    network: Network,
    client: "JSONRPCClient",
    *,
    earlier: Identity | None = None,
    limits: Limits = LIMITS,
) -> Identity:
    """Return what the network says about itself now.

    Never raises for what a node does: what cannot be read is an unknown fact.

    Args:
        network: Whose nodes are asked.
        client: Over which they are asked; it limits each call.
        earlier: What was read before, if anything was.
        limits: How long it takes at most.
    """
    usual = Patience(whole_seconds=limits.whole_seconds)
    short = Patience(first_seconds=limits.dead_seconds, whole_seconds=limits.whole_seconds)
    dead = frozenset() if earlier is None else _silent(network, earlier)
    lines = {url: Line(client, url, short if url in dead else usual) for url in _urls(network)}
    reader = _Reader(lines, [lines[url] for url in network.l1.rpcs])
    found = await asyncio.gather(
        reader.l1_facts(), *(reader.chain_facts(chain) for chain in network.chains)
    )
    merged = _merged(found)
    return Identity(tuple(Fact(name, merged[name]) for name in sorted(merged)))


def _urls(network: Network) -> set[str]:
    nodes = [node for chain in network.chains for node in chain.nodes]
    asked = [url for node in nodes for url in (node.execution_rpc, node.consensus_rpc)]
    return {url for url in [*network.l1.rpcs, *asked] if url is not None}


def _silent(network: Network, earlier: Identity) -> frozenset[str]:
    """Return the addresses that told nothing in an earlier reading."""
    unknown = frozenset(earlier.unknown)
    facts = [
        (f"chain.{chain.chain_id}.node.{node.name}.{fact}", url)
        for chain in network.chains
        for node in chain.nodes
        for fact, url in (
            ("client_version", node.execution_rpc),
            ("consensus_version", node.consensus_rpc),
        )
    ]
    facts += [("l1.chain_id", url) for url in network.l1.rpcs]
    return frozenset(url for fact, url in facts if url is not None and fact in unknown)


class _Reader:
    """The lines to one network, and how its facts are read over them."""

    def __init__(self, lines: Mapping[str, Line], l1: list[Line]) -> None:
        self.lines = lines
        self.l1 = l1

    async def l1_facts(self) -> Facts:
        """Return which chain the network settles on."""
        chain_id, genesis = await asyncio.gather(
            _agreed([_decimal(one) for one in self.l1]),
            _agreed([one.block_hash("0x0") for one in self.l1]),
        )
        return {"l1.chain_id": chain_id, "l1.genesis_hash": genesis}

    async def chain_facts(self, chain: Chain) -> Facts:
        """Return what nodes and contracts say about one L2 chain."""
        execution = self._lines(node.execution_rpc for node in chain.nodes)
        consensus = self._lines(node.consensus_rpc for node in chain.nodes)
        prefix = f"chain.{chain.chain_id}"
        readings = [
            self._rollup_facts(chain, prefix, consensus),
            self._head_facts(prefix, execution),
            *(self._node_facts(f"{prefix}.node.{node.name}", node) for node in chain.nodes),
        ]
        return _merged(await asyncio.gather(*readings))

    async def _head_facts(self, prefix: str, execution: list[Line]) -> Facts:
        chain_id, genesis = await asyncio.gather(
            _agreed([_decimal(one) for one in execution]),
            _agreed([one.block_hash("0x0") for one in execution]),
        )
        return {f"{prefix}.chain_id": chain_id, f"{prefix}.genesis_hash": genesis}

    def _lines(self, urls: Iterable[str | None]) -> list[Line]:
        return [self.lines[url] for url in dict.fromkeys(urls) if url is not None]

    async def _node_facts(self, prefix: str, node: Node) -> Facts:
        execution = self.lines.get(node.execution_rpc or "")
        consensus = self.lines.get(node.consensus_rpc or "")
        asked: dict[str, Coroutine[Any, Any, str | None]] = {}
        if execution is not None:
            asked[f"{prefix}.client_version"] = execution.text("web3_clientVersion")
        if consensus is not None:
            asked[f"{prefix}.consensus_version"] = consensus.text("optimism_version")
        return dict(zip(asked, await asyncio.gather(*asked.values()), strict=True))

    async def _rollup_facts(self, chain: Chain, prefix: str, consensus: list[Line]) -> Facts:
        configs = await asyncio.gather(
            *(one.ask("optimism_rollupConfig", answer=dict) for one in consensus)
        )
        digests = {digest.of_value(_normal(config)) for config in configs if config}
        contracts = dict(chain.contracts)
        for config in filter(None, configs):
            contracts = _named_by(config) | contracts
        facts = await self._contract_facts(prefix, contracts, chain.role("batcher") or line.NOBODY)
        return {f"{prefix}.rollup_config": _one(digests), **facts}

    async def _contract_facts(
        self, prefix: str, contracts: Mapping[str, str], sender: str
    ) -> Facts:
        named = dict(contracts)
        portal = named.get("OptimismPortalProxy")
        if portal is not None and "DisputeGameFactoryProxy" not in named:
            answers = await asyncio.gather(
                *(one.address(portal, line.DISPUTE_GAME_FACTORY, sender) for one in self.l1)
            )
            factories = {answer for answer in answers if answer not in (None, line.NOBODY)}
            # Where the L1 nodes disagree there is no one address to ask about.
            if len(factories) == 1:
                named["DisputeGameFactoryProxy"] = str(factories.pop())
        wanted = [name for name in CONTRACTS if name in named]
        found = await asyncio.gather(
            self._role_facts(f"{prefix}.role", named.get("SystemConfigProxy"), sender),
            *(self._code_facts(f"{prefix}.contract.{name}", named[name]) for name in wanted),
        )
        return _merged(found)

    async def _role_facts(self, prefix: str, config: str | None, sender: str) -> Facts:
        if config is None:
            return {}
        holders = await asyncio.gather(
            *(
                _agreed([one.address(config, selector, sender) for one in self.l1])
                for _, selector in ROLES
            )
        )
        return {
            f"{prefix}.{role}": holder for (role, _), holder in zip(ROLES, holders, strict=True)
        }

    async def _code_facts(self, prefix: str, proxy: str) -> Facts:
        code, implementation = await asyncio.gather(
            _agreed([_code_hash(one, proxy) for one in self.l1]),
            _agreed([_implementation(one, proxy) for one in self.l1]),
        )
        return {f"{prefix}.code_hash": code, f"{prefix}.implementation": implementation}


def _merged(found: Iterable[Facts]) -> dict[str, str | None]:
    return {name: value for facts in found for name, value in facts.items()}


async def _decimal(one: Line) -> str | None:
    number = await one.number("eth_chainId")
    return None if number is None else str(number)


async def _code_hash(one: Line, address: str) -> str | None:
    # By its digest, because code is long and only its being the same matters.
    code = await one.code(address)
    if code is None:
        return None
    return digest.of_bytes(code.encode()) if code != "0x" else NO_CODE


async def _implementation(one: Line, proxy: str) -> str | None:
    """Return where a proxy's implementation is and what code is there, as one fact."""
    address = await one.implementation(proxy)
    if address is None:
        return None
    # A contract without a proxy has no implementation, which is known and not unknown.
    if address == line.NOBODY:
        return "none"
    code = await _code_hash(one, address)
    return None if code is None else f"{address} with {code}"


async def _agreed(asked: list[Coroutine[Any, Any, str | None]]) -> str | None:
    """Return what all say that say anything."""
    return _one({said for said in await asyncio.gather(*asked) if said is not None})


def _one(said: set[str]) -> str | None:
    if not said:
        return None
    if len(said) == 1:
        return next(iter(said))
    return f"disagreement: {' / '.join(sorted(said))}"


def _named_by(config: Mapping[str, Any]) -> dict[str, str]:
    """Return the contracts that a node's rollup configuration names."""
    named = {
        "OptimismPortalProxy": config.get("deposit_contract_address"),
        "SystemConfigProxy": config.get("l1_system_config_address"),
    }
    return {
        name: address.lower()
        for name, address in named.items()
        if isinstance(address, str) and len(address) == len(line.NOBODY)
    }


def _normal(value: Any) -> Any:
    """Return a configuration without what says nothing, and with one spelling.

    Clients write the same configuration with and without empty keys, and
    addresses in either case; that is no disagreement.
    """
    if isinstance(value, dict):
        normal = {key: _normal(item) for key, item in value.items()}
        return {key: item for key, item in normal.items() if item not in (None, "", {}, [])}
    if isinstance(value, list):
        return [_normal(item) for item in value]
    if isinstance(value, str) and value.lower().startswith("0x"):
        return value.lower()
    return value
