"""The endpoints of a network, each once and with a name for people."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gonogo.acceptance.proxy.descriptor import find_descriptor
from gonogo.acceptance.proxy.endpoints import described_in, endpoints_of
from gonogo.networks import L1, Chain, Network, Node, NodeKind, Service, load

DATA = Path(__file__).parents[3] / "data" / "networks"

NODE = Node(
    "sequencer-0",
    NodeKind.SEQUENCER,
    execution_rpc="http://a.example:1",
    consensus_rpc="http://a.example:2",
    metrics="http://a.example:3/metrics",
)
NETWORK = Network(
    name="n",
    type="devnet",
    stage=None,
    l1=L1("l1", 1, ("http://l1.example", "http://l1b.example")),
    chains=(
        Chain(
            "n-1",
            901,
            nodes=(NODE, Node("rpc-0", NodeKind.RPC, execution_rpc="http://a.example:1")),
            services=(Service("op-batcher", "batcher", metrics="http://b.example:1"),),
            public_rpc="https://n.example",
        ),
    ),
)


def document(**endpoints: Any) -> dict[str, Any]:
    services = {"el": {"name": "el", "endpoints": endpoints}}
    return {
        "name": "n",
        "l1": {"name": "l1", "id": 1, "nodes": []},
        "l2": [{"name": "other", "id": "901", "nodes": [{"name": "s", "services": services}]}],
    }


def test_every_address_is_an_endpoint_with_a_name() -> None:
    """One that is listed twice has the name under which it was listed first."""
    found = {(each.chain, each.name) for each in endpoints_of(NETWORK, None)}

    assert found == {
        ("l1", "l1 rpc"),
        ("l1", "l1 rpc 2"),
        ("n-1", "public rpc"),
        ("n-1", "sequencer-0 el"),
        ("n-1", "sequencer-0 cl"),
        ("n-1", "sequencer-0 metrics"),
        ("n-1", "op-batcher metrics"),
    }


def test_a_descriptor_adds_what_the_value_does_not_know() -> None:
    """What both know keeps its name, and its chain is called as the network calls it."""
    rpc = {"host": "a.example", "port": "1"}
    ws = {"host": "a.example", "port": 9, "scheme": "ws"}

    found = endpoints_of(NETWORK, document(rpc=rpc, ws=ws))

    names = [each.name for each in found if each.chain == "n-1"]
    assert names.count("sequencer-0 el") == 1
    assert names[-1] == "s el ws"
    assert found[-1].upstream.url == "ws://a.example:9"


@pytest.mark.parametrize(
    ("protocol", "scheme", "is_there"),
    [
        ("rpc", None, True),
        ("engine-rpc", None, True),
        ("metrics", "", True),
        ("ws", None, True),
        ("anything", "https", True),
        ("tcp-discovery", None, False),
        ("udp-discovery", "udp", False),
        ("p2p", None, False),
    ],
)
def test_only_http_and_websockets_go_through_doors(
    protocol: str, scheme: str | None, *, is_there: bool
) -> None:
    """The peer-to-peer network speaks something else."""
    mapping = {"host": "a.example", "port": 5, "scheme": scheme}

    assert bool(list(described_in(document(**{protocol: mapping})))) is is_there


def test_who_is_behind_a_reverse_proxy_is_asked_there() -> None:
    """Suites do so, and send the headers that the descriptor has for it."""
    mapping = {"host": "el", "port": 1, "reverse_proxy_header": {"Host": ["el.enclave"]}}
    proxied = document(rpc=mapping) | {"reverse_proxy_url": "http://gateway.example:9"}

    (found,) = described_in(proxied)

    assert found.endpoint.listed_url == "http://el:1"
    assert found.endpoint.upstream.url == "http://gateway.example:9"
    assert found.endpoint.upstream.headers == (("Host", "el.enclave"),)


@pytest.mark.parametrize("name", ["harbour", "early-env.json"])
def test_addresses_are_the_same_in_the_value_and_in_the_document(name: str) -> None:
    """Or a test would get a door for one and not for the other."""
    descriptor = find_descriptor(DATA / name)
    assert descriptor is not None

    in_document = {each.endpoint.key for each in described_in(descriptor)}
    in_value = {each.key for each in endpoints_of(load(DATA / name), None)}

    assert in_value <= in_document | {(found.chain_id, found.public_rpc) for found in _chains(name)}


def _chains(name: str) -> tuple[Chain, ...]:
    return load(DATA / name).chains


def test_an_l1_of_the_name_of_a_chain_is_not_that_chain() -> None:
    """Otherwise a test that called nothing but L1 would have talked to the chain."""
    network = replace(NETWORK, l1=replace(NETWORK.l1, name="n-1"))
    described = document(rpc={"host": "l1.example", "port": 80})
    described["l1"] = {"name": "n-1", "id": 1, "nodes": described["l2"][0]["nodes"]}

    for descriptor in (None, described):
        found = {each.chain for each in endpoints_of(network, descriptor) if each.chain_id == 1}

        assert found == {"n-1 (L1)"}
