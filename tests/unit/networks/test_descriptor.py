"""Descriptors in both forms, and the secrets in them."""

import json
from typing import Any

import pytest

from gonogo.documents import DocumentError
from gonogo.networks import Network, NodeKind, Service
from gonogo.networks.descriptor import read_descriptor
from tests.unit.networks.fixtures import NETWORKS

KEY = "5e" * 32
LISTED = json.loads((NETWORKS / "harbour" / "devnet-env.json").read_text())
EARLY = (NETWORKS / "early-env.json").read_text()


def read(value: Any) -> Network:
    return read_descriptor(json.dumps(value), "devnet-env.json")


def changed(path: tuple[str | int, ...], value: Any) -> Any:
    """Return the descriptor with one value changed, or removed when it is None."""
    copy = json.loads(json.dumps(LISTED))
    inner = copy
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return copy


def test_services_in_lists() -> None:
    """The later form gives each kind of service as a list."""
    chain = read(LISTED).chains[0]

    assert Service("op-batcher", "batcher", None, "http://127.0.0.1:31009") in chain.services
    assert chain.public_rpc == "https://127.0.0.1:31007"


def test_single_services() -> None:
    """The earlier form gives one service for each kind, and ids of contracts among the chain's."""
    network = read_descriptor(EARLY, "env.json")

    chain = network.chains[0]
    assert [service.kind for service in chain.services] == ["batcher", "challenger"]
    assert chain.services[0].rpc == "http://127.0.0.1:33009"
    assert chain.nodes[0].consensus_rpc == "http://127.0.0.1:33003"
    assert network.l1.rpcs == ("http://127.0.0.1:33000",)
    assert chain.contract("SystemConfigProxy") is not None


def test_nodes() -> None:
    """A node's addresses are those of its execution and its consensus client."""
    sequencer, other = read(LISTED).chains[0].nodes

    assert sequencer.kind is NodeKind.SEQUENCER
    assert sequencer.execution_rpc == "http://127.0.0.1:31000"
    assert sequencer.consensus_rpc == "http://127.0.0.1:31002"
    assert sequencer.metrics == "http://127.0.0.1:31003"
    assert other.execution_rpc == "http://[::1]:31004"
    assert other.consensus_rpc is None


def test_conductors_stand_beside_their_nodes() -> None:
    """A descriptor names a conductor within its node, and it is a service of the chain."""
    conductor = {"endpoints": {"rpc": {"host": "127.0.0.1", "port": 31010}}}

    chain = read(changed(("l2", 0, "nodes", 0, "services", "conductor"), conductor)).chains[0]

    name = f"{chain.nodes[0].name}-conductor"
    assert Service(name, "op-conductor", "http://127.0.0.1:31010") in chain.services
    assert "op-conductor" not in {each.kind for each in read(LISTED).chains[0].services}


def test_stage_is_not_guessed() -> None:
    """A descriptor does not say which stage a network is at."""
    network = read(LISTED)

    assert network.stage is None
    assert network.type == "unspecified"


def test_wallets_and_roles() -> None:
    """Keys come from wallets; who acts on L1 is known by wallets and configuration."""
    chain = read(LISTED).chains[0]

    wallets = {wallet.name: wallet for wallet in chain.wallets}
    assert wallets["user-key-0"].private_key == "0x" + KEY
    assert wallets["l2Faucet"].private_key is None
    assert wallets["batcher"].private_key is None
    assert chain.role("batcher") == wallets["batcher"].address
    assert chain.role("proposer") == wallets["proposer"].address


def test_keys_are_never_shown() -> None:
    """Neither the values nor their notes nor what is printed of them hold a key."""
    network = read(LISTED)

    assert KEY not in repr(network)
    assert KEY not in "".join(network.notes)
    assert "11" * 32 not in repr(network)


@pytest.mark.parametrize("wrong", ["0x" + KEY + "5e", KEY[:-1] + "g", KEY.upper() + "\n0"])
def test_wrong_key_is_refused_without_showing_it(wrong: str) -> None:
    """A key with a slip in it is still a secret."""
    path = ("l2", 0, "wallets", "user-key-0", "private_key")

    with pytest.raises(DocumentError) as refused:
        read(changed(path, wrong))

    assert "l2.0.wallets.user-key-0.private_key: is not a private key" in refused.value.message
    assert KEY[:20] not in f"{refused.value!r} {refused.value.hint} {refused.value.__context__!r}"


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("l2",), [], "l2: List should have at least 1"),
        (("l2",), None, "l2: must be a list"),
        (("l1",), None, "l1: must be a mapping"),
        (("l2", 0, "id"), "0", "l2.0.id: is not a chain id"),
        (("l2", 0, "id"), "abc", "l2.0.id: is not a chain id"),
        (("l2", 1, "id"), 420120201, "l2.1.id: is the same as at"),
        (("l2", 1, "name"), "harbour-0", "l2.1.name: is the same as at"),
        (("l2", 0, "nodes", 1, "name"), "sequencer-0", "l2.0.nodes.1.name: is the same as at"),
        (("l2", 0, "ndoes"), [], "l2.0.ndoes: unknown key (did you mean 'nodes'?)"),
        (("l2", 0, "services", "batcher", 0, "endpionts"), {}, "did you mean 'endpoints'?"),
        (("l2", 0, "services", "batcher"), "x", "l2.0.services.batcher: must be a mapping"),
        (
            ("l2", 0, "nodes", 0, "services", "el", "endpoints", "rpc", "port"),
            70000,
            "l2.0.nodes.0.services.el.endpoints.rpc.port: is not a port",
        ),
        (
            ("l2", 0, "nodes", 0, "services", "el", "endpoints", "rpc", "host"),
            "http://a",
            "the host is more than a name or an address",
        ),
        (("l2", 0, "wallets", "user-key-0", "address"), "0x1", "is not an address"),
        (("l2", 0, "rollup_config"), {"block_time": 0}, "block_time: Input should be greater"),
        (("name",), "../x", "name: is not a name"),
    ],
)
def test_mistakes(path: tuple[str | int, ...], value: Any, expected: str) -> None:
    """A wrong descriptor is refused with the place."""
    with pytest.raises(DocumentError) as refused:
        read(changed(path, value))

    assert expected in refused.value.message


def test_rollup_configuration_of_another_chain_is_left_out() -> None:
    """A configuration that is about another chain says nothing about this one."""
    other = LISTED["l2"][1]["rollup_config"]

    network = read(changed(("l2", 0, "rollup_config"), other))

    assert network.chains[0].rollup_config is None
    assert "is of chain 420120202, not 420120201" in network.notes[0]
