"""The files that describe a bench to everybody else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from gonogo.bench.address_book import AddressBook, SystemConfig
from gonogo.bench.descriptor import (
    Description,
    Versions,
    mark_offline,
    rollup_config,
    write_description,
)
from gonogo.bench.settings import Account, Addresses, NodeAddresses

BATCHER = Account("0x" + "ba" * 20, b"\x01" * 32)
PROPOSER = Account("0x" + "9a" * 20, b"\x02" * 32)
BOOK = AddressBook(
    contracts={
        "DisputeGameFactoryImpl": "0x" + "01" * 20,
        "DisputeGameFactoryProxy": "0x" + "02" * 20,
        "MipsImpl": "0x" + "03" * 20,
        "OptimismPortalProxy": "0x" + "04" * 20,
        "SuperchainConfigProxy": "0x" + "05" * 20,
        "SystemConfigProxy": "0x" + "06" * 20,
    },
    system_config=SystemConfig(
        BATCHER.address, "0x" + "1b" * 20, 60_000_000, 1368, 810_949, "0x" + "07" * 20
    ),
    game_clock_seconds=6,
)
ROLLUP = rollup_config(
    BOOK, l1_genesis_hash="0x" + "aa" * 32, l2_genesis_hash="0x" + "bb" * 32, genesis_time=1_000
)


def node(port: int) -> NodeAddresses:
    return NodeAddresses(*(f"http://127.0.0.1:{port + index}" for index in range(3)))


DESCRIPTION = Description(
    name="bench",
    versions=Versions("1.7.1", "0.1.0", "0.1.0-alpha.58"),
    book=BOOK,
    rollup_config=ROLLUP,
    addresses=Addresses(
        l1_rpc="http://127.0.0.1:8545",
        nodes={"sequencer-0": node(9000), "verifier-0": node(9100)},
        batcher_metrics="http://127.0.0.1:7300",
        proposer_metrics="http://127.0.0.1:7301",
    ),
    users=(Account("0x" + "c0" * 20, b"\x03" * 32),),
    batcher=BATCHER,
    proposer=PROPOSER,
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("described") / "bench"
    write_description(directory, DESCRIPTION)
    return directory


def test_the_manifest_says_what_it_is(written: Path) -> None:
    """Nobody can take a bench for the candidate's own software."""
    manifest = yaml.safe_load((written / "manifest.yaml").read_text())

    assert manifest["type"] == "bench"
    assert "not op-node" in manifest["description"]
    assert "6 s" in manifest["description"]
    assert manifest["l2"]["components"] == {
        "anvil": {"version": "anvil/v1.7.1"},
        "gonogo-bench": {"version": "gonogo-bench/v0.1.0"},
    }
    assert manifest["l2"]["chains"][0]["name"] == "bench-901"


def test_the_inventory_lists_nodes_and_services(written: Path) -> None:
    """A check learns from the inventory what there is to be checked."""
    (chain,) = yaml.safe_load((written / "inventory.yaml").read_text())["chains"]

    assert [(one["name"], one["spec"]["kind"]) for one in chain["nodes"]] == [
        ("sequencer-0", "sequencer"),
        ("verifier-0", "verifier"),
    ]
    assert [(one["kind"], one["deps"]["nodes"]) for one in chain["services"]] == [
        ("batcher", ["sequencer-0"]),
        ("proposer", ["sequencer-0"]),
    ]
    assert "&id" not in (written / "inventory.yaml").read_text()


def test_the_descriptor_names_every_address(written: Path) -> None:
    """All published addresses are in the descriptor, by their protocol."""
    descriptor = json.loads((written / "devnet-env.json").read_text())
    (chain,) = descriptor["l2"]

    assert chain["nodes"][1]["services"]["cl"]["endpoints"] == {
        "rpc": {"scheme": "http", "host": "127.0.0.1", "port": 9101},
        "metrics": {"scheme": "http", "host": "127.0.0.1", "port": 9102},
    }
    assert chain["services"]["batcher"][0]["endpoints"]["metrics"]["port"] == 7300
    assert descriptor["l1"]["nodes"][0]["services"]["el"]["endpoints"]["rpc"]["port"] == 8545
    assert chain["l1_addresses"]["disputeGameFactoryProxy"] == "0x" + "02" * 20


def test_only_users_lend_their_keys(written: Path) -> None:
    """A test may spend a user's funds, and must not sign as the batcher."""
    wallets = json.loads((written / "devnet-env.json").read_text())["l2"][0]["wallets"]

    assert wallets["user-key-0"]["private_key"] == "0x" + "03" * 32
    assert wallets["batcher"] == {"address": BATCHER.address}


def test_the_chain_file_sorts_contracts_as_a_devnet_does(written: Path) -> None:
    """An implementation behind a proxy stands apart from what is the chain's own."""
    contracts = yaml.safe_load((written / "bench-901" / "chain.yaml").read_text())["contracts"]

    assert set(contracts["superchainDeployment"]) == {"SuperchainConfigProxy"}
    assert set(contracts["implementationsDeployment"]) == {"DisputeGameFactoryImpl"}
    assert "MipsImpl" in contracts["opChainDeployment"]


def test_addresses_stay_text(written: Path) -> None:
    """An address that a YAML reader takes for a number is lost; ours are quoted."""
    text = (written / "bench-901" / "chain.yaml").read_text()

    assert f"'0x{'02' * 20}'" in text


def test_the_rollup_file_holds_the_scalars_of_the_system_config(written: Path) -> None:
    """The scalar word is the one that the SystemConfig on L1 has."""
    rollup = json.loads((written / "bench-901" / "rollup.json").read_text())

    assert rollup["genesis"]["system_config"]["scalar"] == (
        "0x010000000000000000000000000000000000000000000000000c5fc500000558"
    )
    assert rollup["isthmus_time"] == 0
    assert "jovian_time" not in rollup


def test_an_ended_bench_is_offline(tmp_path: Path) -> None:
    """The files of a bench that was ended do not say that it is online."""
    write_description(tmp_path / "gone", replace(DESCRIPTION, name="gone"))

    mark_offline(tmp_path / "gone", replace(DESCRIPTION, name="gone"))

    assert yaml.safe_load((tmp_path / "gone" / "manifest.yaml").read_text())["status"] == "offline"
