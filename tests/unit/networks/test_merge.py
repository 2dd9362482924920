"""Files of one network put together, and what is noted where they differ."""

import shutil
from pathlib import Path

from gonogo.networks import Stage, load
from tests.unit.networks.fixtures import NETWORKS, rewrite


def test_everything_comes_together() -> None:
    """Nodes, addresses, contracts and roles of one chain come from four files."""
    network = load(NETWORKS / "harbour")

    chain = network.chains[0]
    sequencer = chain.nodes[0]
    assert network.stage is Stage.BETANET
    assert (sequencer.execution_client, sequencer.execution_rpc) == (
        "op-geth",
        "http://127.0.0.1:31000",
    )
    assert chain.contract("AnchorStateRegistryProxy") is not None
    assert chain.contract("MipsImpl") is not None
    assert chain.role("batch_inbox") is not None
    assert chain.block_time_seconds == 2
    assert "interop-filter" in chain.inventory
    assert network.l1.rpcs == ("http://127.0.0.1:30000",)


def test_services_attach_by_name_else_by_kind() -> None:
    """The one proposer of the inventory is the one proposer of the descriptor."""
    services = {service.name: service for service in load(NETWORKS / "harbour").chains[0].services}

    assert services["op-batcher"].metrics == "http://127.0.0.1:31009"
    assert services["op-proposer"].rpc == "http://127.0.0.1:31008"
    assert "the-proposer" not in services
    assert services["proxyd-public"].kind == "proxyd"


def test_files_about_other_chains_are_left_out_and_noted() -> None:
    """What a directory keeps of earlier deployments does not describe this one."""
    network = load(NETWORKS / "pebble-renamed")

    assert network.chains[0].contract("OptimismPortalProxy") is not None
    notes = "\n".join(network.notes)
    assert "the network is 'pebble', and its directory 'pebble-renamed'" in notes
    assert "pebble-0/chain.yaml is about chain 420100004, which the manifest does not list" in notes
    assert "older-name/chain.yaml is about chain 11155111100000, which is 'pebble-0'" in notes


def test_nodes_without_address_are_noted() -> None:
    """A node that nobody can reach is kept, without an address, and pointed out."""
    network = load(NETWORKS / "harbour")

    assert network.chains[0].nodes[1].execution_rpc is None
    assert "devnet-env.json gives no address for node 'rpc-0' of 'harbour-0'" in network.notes
    assert "node 'rpc-9' of 'harbour-0' stands only in devnet-env.json" in network.notes


def test_contradiction_is_noted(harbour: Path) -> None:
    """Where two files name different addresses, a person is told both."""
    portal = load(harbour).chains[0].contract("OptimismPortalProxy")
    assert portal is not None
    rewrite(harbour, portal, "0x" + "ab" * 20)

    network = load(harbour)

    assert network.chains[0].contract("OptimismPortalProxy") == "0x" + "ab" * 20
    assert any("OptimismPortalProxy of 'harbour-0' is" in note for note in network.notes)
    assert any("rollup configuration of 'harbour-0' differs" in note for note in network.notes)


def test_secrets_stay_out_of_notes(harbour: Path) -> None:
    """Notes are shown, so they hold no key, whatever was odd about the wallets."""
    network = load(harbour)

    assert "5e5e" not in "".join(network.notes) + repr(network)


def test_only_an_inventory_says_what_is_not_there(tmp_path: Path) -> None:
    """A descriptor names what somebody wanted to be reached; the rest may well exist."""
    directory = shutil.copytree(NETWORKS / "harbour", tmp_path / "harbour")
    with_inventory = load(directory).chains[0]
    (directory / "inventory.yaml").unlink()

    described = load(directory).chains[0]

    assert "batcher" in with_inventory.inventory
    assert "batcher" in {each.kind for each in described.services}
    assert described.inventory == ()


def test_descriptor_alone_is_no_inventory() -> None:
    """Read by itself it lists services, and none is known to be absent."""
    chain = load(NETWORKS / "harbour" / "devnet-env.json").chains[0]

    assert (bool(chain.services), chain.has_inventory) == (True, False)
