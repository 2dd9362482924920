"""The descriptor that a task is given: its network, with our doors for addresses.

A network that was described by a descriptor keeps all of it, what we have no use for
included, and only its endpoints change. For any other network a descriptor is written from
what its files say, in the form that the field's test suites read. Private keys of wallets
are in both, so what is returned here is a secret.
"""

import copy
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gonogo.acceptance.proxy.endpoints import Key, described_in
from gonogo.documents import parse_yaml, read_text
from gonogo.networks import L1, Chain, Network, Node, Service, Wallet

DESCRIPTOR = "devnet-env.json"

Descriptor = dict[str, Any]
Doors = Mapping[Key, str]
"""The address of the door of each endpoint."""

_SHARED_CONTRACTS = ("ProtocolVersionsProxy", "SuperchainConfigProxy")
_ROLES = ("batcher", "proposer", "challenger")


def find_descriptor(path: Path) -> Descriptor | None:
    """Return the descriptor that a network was loaded from, as it is written.

    None: it was described by other files alone.

    Args:
        path: What was loaded: a network's directory, or one file of it.

    Raises:
        DocumentError: it is no document any more.
        OSError: it cannot be read any more.
    """
    file = path / DESCRIPTOR if path.is_dir() else path
    if not file.exists():
        return None
    text = read_text(file)
    try:
        value = json.loads(text)
    except ValueError:
        value = parse_yaml(text, str(file)).value
    # A descriptor lists its chains where a manifest has a mapping.
    is_descriptor = isinstance(value, dict) and isinstance(value.get("l2"), list)
    return value if is_descriptor else None


def rewritten(descriptor: Mapping[str, Any], doors: Doors) -> Descriptor:
    """Return a descriptor with doors for endpoints, and everything else as it was.

    What a reverse proxy needed is taken out: it is said behind the door. An endpoint that
    has no door is left as it is.
    """
    changed = copy.deepcopy(dict(descriptor))
    for described in described_in(changed):
        if described.endpoint.key in doors:
            _lead_to(doors[described.endpoint.key], described.mapping)
    changed.pop("reverse_proxy_url", None)
    return changed


def written(network: Network) -> Descriptor:
    """Return a descriptor of a network, from its value alone.

    Beyond what the value says it names accounts of roles as wallets without a key, and the
    public RPC as a proxyd: the suites look for them there.
    """
    return {
        "name": network.name,
        "l1": _l1(network),
        "l2": [_chain(chain, network.l1) for chain in network.chains],
        "features": list(network.features),
        "dep_sets": {},
    }


def with_doors(network: Network, doors: Doors) -> Network:
    """Return the network as whoever goes through our doors sees it."""
    l1 = network.l1
    rpcs = tuple(_door(l1.chain_id, url, doors) or url for url in l1.rpcs)
    chains = tuple(_chain_with_doors(chain, doors) for chain in network.chains)
    return replace(network, l1=replace(l1, rpcs=rpcs), chains=chains)


def _lead_to(door: str, mapping: dict[str, Any]) -> None:
    parts = urlsplit(door)
    scheme = str(mapping.get("scheme") or "").lower()
    if scheme:
        mapping["scheme"] = "ws" if scheme in {"ws", "wss"} else "http"
    mapping["host"] = parts.hostname
    mapping["port"] = parts.port
    # Who connects "directly" asks the private port, and would pass the door by.
    if mapping.get("private_port"):
        mapping["private_port"] = parts.port
    mapping.pop("reverse_proxy_header", None)


def _door(chain_id: int, url: str | None, doors: Doors) -> str | None:
    return doors.get((chain_id, url), url) if url else url


def _chain_with_doors(chain: Chain, doors: Doors) -> Chain:
    def door(url: str | None) -> str | None:
        return _door(chain.chain_id, url, doors)

    return replace(
        chain,
        public_rpc=door(chain.public_rpc),
        nodes=tuple(
            replace(
                node,
                execution_rpc=door(node.execution_rpc),
                consensus_rpc=door(node.consensus_rpc),
                metrics=door(node.metrics),
            )
            for node in chain.nodes
        ),
        services=tuple(
            replace(service, rpc=door(service.rpc), metrics=door(service.metrics))
            for service in chain.services
        ),
    )


def _l1(network: Network) -> Descriptor:
    l1 = network.l1
    contracts = dict(network.chains[0].contracts) if network.chains else {}
    return {
        "name": l1.name,
        "id": str(l1.chain_id),
        "services": {},
        "nodes": [
            {"name": f"l1-{position}", "services": {"el": _service("el", rpc=url)}}
            for position, url in enumerate(l1.rpcs)
        ],
        "wallets": _wallets(l1.wallets),
        "config": {"chainId": l1.chain_id},
        "addresses": {
            _camel(name): contracts[name] for name in _SHARED_CONTRACTS if name in contracts
        },
    }


def _chain(chain: Chain, l1: L1) -> Descriptor:
    wallets = _wallets(chain.wallets)
    roles = dict(chain.roles)
    for role in _ROLES:
        if role in roles:
            wallets.setdefault(role, {"address": roles[role]})
    on_l1 = {(wallet.name, wallet.address) for wallet in l1.wallets}
    return {
        "name": chain.name,
        "id": str(chain.chain_id),
        "services": _services(chain),
        "nodes": [_node(node) for node in chain.nodes],
        "wallets": wallets,
        "l1_wallets": _wallets(w for w in chain.wallets if (w.name, w.address) in on_l1),
        "config": {"chainId": chain.chain_id},
        "l1_addresses": {_camel(name): address for name, address in chain.contracts},
        "rollup_config": json.loads(chain.rollup_config) if chain.rollup_config else {},
    }


def _services(chain: Chain) -> dict[str, list[Descriptor]]:
    found: dict[str, list[Descriptor]] = {}
    for service in _with_public_rpc(chain):
        # Suites ask some services for `rpc` and some for `http`, and mean the same.
        ways = {"rpc": service.rpc, "http": service.rpc, "metrics": service.metrics}
        found.setdefault(service.kind, []).append(_service(service.name, **ways))
    return found


def _with_public_rpc(chain: Chain) -> list[Service]:
    services = list(chain.services)
    if chain.public_rpc is None or any(
        each.kind == "proxyd" and each.rpc == chain.public_rpc for each in services
    ):
        return services
    for position, each in enumerate(services):
        if each.kind == "proxyd" and each.rpc is None:
            services[position] = replace(each, rpc=chain.public_rpc)
            return services
    return [Service("proxyd", "proxyd", chain.public_rpc), *services]


def _node(node: Node) -> Descriptor:
    consensus = {"rpc": node.consensus_rpc, "http": node.consensus_rpc, "metrics": node.metrics}
    services = {
        "el": _service("el", rpc=node.execution_rpc),
        "cl": _service("cl", **consensus),
    }
    has_any = {name: service for name, service in services.items() if service["endpoints"]}
    return {"name": node.name, "services": has_any, "labels": {"kind": node.kind.value}}


def _service(name: str, **urls: str | None) -> Descriptor:
    endpoints = {}
    for protocol, url in urls.items():
        if url:
            parts = urlsplit(url)
            endpoints[protocol] = {
                "scheme": parts.scheme,
                "host": parts.hostname,
                "port": parts.port,
            }
    return {"name": name, "endpoints": endpoints}


def _wallets(wallets: Iterable[Wallet]) -> Descriptor:
    return {
        wallet.name: {"address": wallet.address}
        | ({"private_key": wallet.private_key} if wallet.private_key else {})
        for wallet in wallets
    }


def _camel(name: str) -> str:
    return name[:1].lower() + name[1:]
