"""The descriptor that a task is given, read back."""

import copy
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gonogo.acceptance.proxy.descriptor import (
    DESCRIPTOR,
    find_descriptor,
    rewritten,
    with_doors,
    written,
)
from gonogo.acceptance.proxy.endpoints import Key, endpoints_of
from gonogo.networks import L1, Chain, Network, Node, NodeKind, Service, Wallet, load

DATA = Path(__file__).parents[3] / "data" / "networks"
KEY = "0x" + "5e" * 32


def doors_for(network: Network, descriptor: dict[str, Any] | None) -> dict[Key, str]:
    keys = [each.key for each in endpoints_of(network, descriptor)]
    return {key: f"http://127.0.0.1:{40_000 + number}" for number, key in enumerate(keys)}


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in inner:
        if isinstance(each, dict | list) and each:
            yield from leaves(each, (*path, str(key)))
        else:
            yield (*path, str(key)), each


def named(network: Network) -> Network:
    """Return a network without its notes, which are about its files."""
    return replace(network, notes=())


@pytest.mark.parametrize("name", ["harbour", "early-env.json"])
def test_a_rewritten_descriptor_describes_the_same_network_but_for_addresses(
    name: str, tmp_path: Path
) -> None:
    """In place of the original it is read as the network with our doors."""
    network, descriptor = load(DATA / name), find_descriptor(DATA / name)
    assert descriptor is not None
    doors = doors_for(network, descriptor)
    here = tmp_path / name
    file = here
    if (DATA / name).is_dir():
        shutil.copytree(DATA / name, here)
        file = here / DESCRIPTOR

    file.write_text(json.dumps(rewritten(descriptor, doors)))

    assert named(load(here)) == named(with_doors(network, doors))


@pytest.mark.parametrize("name", ["harbour", "early-env.json"])
def test_only_endpoints_of_a_rewritten_descriptor_change(name: str) -> None:
    """Whatever else stands in it is for the tests, whether we understand it or not."""
    descriptor = find_descriptor(DATA / name)
    assert descriptor is not None
    descriptor["dep_sets"] = {"901": {"dependencies": {"902": {}}}}
    before = copy.deepcopy(descriptor)
    doors = doors_for(load(DATA / name), descriptor)

    after = rewritten(descriptor, doors)

    changed = {path for path, _ in set_of(before) ^ set_of(after)}
    assert descriptor == before
    assert {path[-1] for path in changed if "endpoints" not in path} <= {"reverse_proxy_url"}
    assert {path[-1] for path in changed if "endpoints" in path} <= {
        *("host", "port", "private_port", "scheme"),
    }


def set_of(value: Any) -> set[tuple[tuple[str, ...], str]]:
    return {(path, repr(leaf)) for path, leaf in leaves(value)}


def test_no_address_of_the_network_is_left_in_a_rewritten_descriptor() -> None:
    """A way past the doors would be a way past the counting."""
    services = {
        "el": {
            "endpoints": {
                "rpc": {
                    "host": "node.example",
                    "port": 1,
                    "private_port": 8545,
                    "scheme": "https",
                    "reverse_proxy_header": {"Host": ["secret.enclave"]},
                },
                "ws": {"host": "node.example", "port": 2, "scheme": "wss"},
                "p2p": {"host": "peer.example", "port": 3},
            }
        }
    }
    descriptor = {
        "name": "n",
        "reverse_proxy_url": "http://gateway.example",
        "l1": {"name": "l1", "id": 1},
        "l2": [{"name": "n-1", "id": 901, "nodes": [{"name": "s", "services": services}]}],
    }
    network = Network("n", "devnet", None, L1("l1", 1), (Chain("n-1", 901),))

    after = rewritten(descriptor, doors_for(network, descriptor))

    assert after["l2"][0]["nodes"][0]["services"]["el"]["endpoints"] == {
        "rpc": {"host": "127.0.0.1", "port": 40_000, "private_port": 40_000, "scheme": "http"},
        "ws": {"host": "127.0.0.1", "port": 40_001, "scheme": "ws"},
        "p2p": {"host": "peer.example", "port": 3},
    }
    assert "gateway" not in str(after)


@pytest.mark.parametrize("name", ["harbour", "pebble-renamed", "early-env.json"])
def test_a_descriptor_can_be_written_for_any_network(name: str, tmp_path: Path) -> None:
    """Beside what it adds for suites, it reads back as what such a file can say."""
    network = with_addresses(load(DATA / name))
    doors = doors_for(network, None)
    seen = with_doors(network, doors)
    file = tmp_path / DESCRIPTOR

    file.write_text(json.dumps(written(seen)))

    assert sayable(load(file)) == sayable(seen)
    assert load(file).notes == ()


def with_addresses(network: Network) -> Network:
    """Return a network whose every part is reached somewhere."""
    return replace(
        network,
        l1=replace(network.l1, rpcs=("http://l1.example:1", "https://l1.example/2")),
        chains=tuple(
            replace(
                chain,
                public_rpc=chain.public_rpc or f"https://{chain.name}.example",
                nodes=(
                    *chain.nodes,
                    Node("told", NodeKind.RPC, None, None, f"http://{chain.name}.example:8"),
                ),
            )
            for chain in network.chains
        ),
    )


def sayable(network: Network) -> Any:
    """Return what a descriptor says of a network, in an order of its own."""
    chains = [
        (
            chain.name,
            chain.chain_id,
            [(n.name, n.kind, n.execution_rpc, n.consensus_rpc, n.metrics) for n in chain.nodes],
            sorted((s.name, s.kind, s.rpc, s.metrics) for s in chain.services if not _added(s)),
            chain.public_rpc,
            chain.contracts,
            chain.block_time_seconds,
            chain.rollup_config,
            dict(chain.roles) | dict.fromkeys(("batch_inbox",), ""),
            {(w.name, w.address, w.private_key) for w in chain.wallets if w.private_key},
        )
        for chain in network.chains
    ]
    l1 = network.l1
    wallets = {(wallet.name, wallet.address) for wallet in l1.wallets}
    return network.name, l1.name, l1.chain_id, l1.rpcs, wallets, network.features, chains


def _added(service: Service) -> bool:
    return service.kind == "proxyd"


def test_suites_find_accounts_of_roles_and_the_public_rpc_where_they_look() -> None:
    """In wallets by the role's name, and in a service of kind proxyd."""
    user = Wallet("user-key-0", "0x" + "11" * 20, KEY)
    chain = Chain(
        "n-1",
        901,
        services=(Service("proxyd", "proxyd"),),
        roles=(("batch_inbox", "0x" + "33" * 20), ("batcher", "0x" + "22" * 20)),
        wallets=(user,),
        public_rpc="http://127.0.0.1:7",
    )
    network = Network("n", "devnet", None, L1("l1", 1, wallets=(user,)), (chain,))

    (described,) = written(network)["l2"]

    assert described["wallets"]["batcher"] == {"address": "0x" + "22" * 20}
    assert described["l1_wallets"] == {
        "user-key-0": {"address": user.address, "private_key": KEY},
    }
    (proxyd,) = described["services"]["proxyd"]
    assert proxyd["endpoints"]["http"]["port"] == 7


@pytest.mark.parametrize(
    ("path", "is_found"),
    [
        ("harbour", True),
        ("harbour/devnet-env.json", True),
        ("early-env.json", True),
        ("pebble-renamed", False),
        ("harbour/manifest.yaml", False),
        ("nowhere", False),
    ],
)
def test_the_document_is_found_where_the_network_was_loaded_from(
    path: str, *, is_found: bool
) -> None:
    """A network that other files describe has none."""
    assert (find_descriptor(DATA / path) is not None) is is_found


def test_a_descriptor_in_yaml_is_found_as_well(tmp_path: Path) -> None:
    """Networks are loaded from such files."""
    file = tmp_path / "env.yaml"
    file.write_text("name: n\nl1: {name: l1, id: 1}\nl2: [{name: n-1, id: 2}]\n")

    assert find_descriptor(file) == {
        "name": "n",
        "l1": {"name": "l1", "id": 1},
        "l2": [{"name": "n-1", "id": 2}],
    }
