"""The endpoints of a network: what it is asked at, each with a name for people.

They come from the network's value and, where it was described by a descriptor, from that
document too, which knows endpoints that the value does not: WebSockets, the metrics of
execution clients, conductors. An address of a chain is one endpoint, however often it is
listed, and has the name under which it was listed first.

Left alone are endpoints of a descriptor that speak neither HTTP nor WebSocket, such as
those of the peer-to-peer network. What a test does there is not counted.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gonogo.acceptance.proxy.upstream import Upstream
from gonogo.networks import Chain, Network, Node, Service

_SCHEMES = frozenset({"http", "https", "ws", "wss"})
# Protocols that are HTTP where nobody wrote a scheme: as words of a protocol's name.
_WORDS = frozenset({"api", "http", "https", "metrics", "rpc", "websocket", "ws", "wss"})
_MAIN = frozenset({"http", "rpc"})

Key = tuple[int, str]
"""A chain's id and an address there."""


@dataclass(frozen=True)
class Endpoint:
    """One address of a network."""

    chain_id: int
    chain: str
    name: str
    """Such as `sequencer-0 el`, `batcher metrics`, `public rpc`."""
    upstream: Upstream
    listed_url: str = field(repr=False)
    """As the network's files have it; who is behind a reverse proxy is asked elsewhere."""

    @property
    def key(self) -> Key:
        """By which it is the same endpoint, wherever it is listed."""
        return (self.chain_id, self.listed_url)


@dataclass(frozen=True)
class Described:
    """An endpoint of a descriptor, and the mapping in the document that says where it is."""

    endpoint: Endpoint
    mapping: dict[str, Any] = field(repr=False)


def endpoints_of(network: Network, descriptor: Mapping[str, Any] | None) -> tuple[Endpoint, ...]:
    """Return every endpoint once: those of the value first, then what only the document has."""
    listed: dict[Key, Endpoint] = {}
    for each in _of_network(network):
        listed.setdefault(each.key, each)
    names = {chain.chain_id: chain.name for chain in network.chains}
    names[network.l1.chain_id] = _name_of_l1(network)
    for described in described_in(descriptor or {}):
        endpoint = described.endpoint
        known = listed.get(endpoint.key)
        name = known.name if known else endpoint.name
        chain = names.get(endpoint.chain_id, endpoint.chain)
        # The document says more about an endpoint than the value: what its reverse proxy needs.
        listed[endpoint.key] = replace(endpoint, name=name, chain=chain)
    return tuple(listed.values())


def _name_of_l1(network: Network) -> str:
    """Return what L1 is called, and nothing else: calls to it say nothing about a chain."""
    name = network.l1.name
    return f"{name} (L1)" if name in {chain.name for chain in network.chains} else name


def described_in(descriptor: Mapping[str, Any]) -> Iterator[Described]:
    """Yield the endpoints of a descriptor that has passed its reader."""
    reverse_proxy = descriptor.get("reverse_proxy_url") or None
    for chain in (descriptor.get("l1"), *(descriptor.get("l2") or ())):
        for name, protocols in _services(chain or {}):
            for protocol, mapping in protocols.items():
                if _is_http(protocol, mapping):
                    upstream = _upstream(mapping, reverse_proxy)
                    shown = name if protocol in _MAIN else f"{name} {protocol}"
                    listed = (int(chain["id"]), chain["name"], shown, upstream, _url(mapping))
                    yield Described(Endpoint(*listed), mapping)


def _of_network(network: Network) -> Iterator[Endpoint]:
    l1, name_of_l1 = network.l1, _name_of_l1(network)
    for position, url in enumerate(l1.rpcs):
        name = f"l1 rpc {position + 1}" if position else "l1 rpc"
        yield Endpoint(l1.chain_id, name_of_l1, name, Upstream(url), url)
    for chain in network.chains:
        for name, url in _of_chain(chain):
            yield Endpoint(chain.chain_id, chain.name, name, Upstream(url), url)


def _of_chain(chain: Chain) -> Iterator[tuple[str, str]]:
    listed = [each for node in chain.nodes for each in _of_node(node)]
    listed.append(("public rpc", chain.public_rpc))
    for service in chain.services:
        listed += _of_service(service)
    yield from ((name, url) for name, url in listed if url)


def _of_node(node: Node) -> list[tuple[str, str | None]]:
    return [
        (f"{node.name} el", node.execution_rpc),
        (f"{node.name} cl", node.consensus_rpc),
        (f"{node.name} metrics", node.metrics),
    ]


def _of_service(service: Service) -> list[tuple[str, str | None]]:
    return [(service.name, service.rpc), (f"{service.name} metrics", service.metrics)]


def _services(chain: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the services of a chain and of its nodes: a name for people, the endpoints."""
    for kind, listed in (chain.get("services") or {}).items():
        for service in listed if isinstance(listed, list) else [listed]:
            if service:
                yield service.get("name") or kind, service.get("endpoints") or {}
    for position, node in enumerate(chain.get("nodes") or ()):
        name = node.get("name") or f"node-{position}"
        for kind, service in (node.get("services") or {}).items():
            yield f"{name} {kind}", (service or {}).get("endpoints") or {}


def _is_http(protocol: str, mapping: Mapping[str, Any]) -> bool:
    scheme = mapping.get("scheme")
    if scheme:
        return str(scheme).lower() in _SCHEMES
    return bool(_WORDS & set(re.split(r"[^a-z]+", protocol.lower())))


def _url(mapping: Mapping[str, Any]) -> str:
    """Return the address as the reader of descriptors makes it, so that both are the same."""
    host = mapping["host"]
    host = f"[{host}]" if ":" in host else host
    port = int(mapping.get("port") or 0)
    return f"{mapping.get('scheme') or 'http'}://{host}{f':{port}' if port else ''}"


def _upstream(mapping: Mapping[str, Any], reverse_proxy: str | None) -> Upstream:
    headers = mapping.get("reverse_proxy_header") or {}
    if reverse_proxy is None or not headers:
        return Upstream(_url(mapping))
    return Upstream(reverse_proxy, tuple(_flat(headers)))


def _flat(headers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, values in headers.items():
        for value in values if isinstance(values, list) else [values]:
            yield str(name), str(value)
