"""Which network a gate is about, as its environment says."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from gonogo.errors import GonogoError
from gonogo.gates.network_file import NoNetworkError, read_network
from gonogo.networks import Network, load
from tests.simulator.devnet import Devnet
from tests.unit.networks.fixtures import NETWORKS

DESCRIPTOR = NETWORKS / "harbour" / "devnet-env.json"


def written(directory: Path, network: Network) -> Path:
    file = directory / "network.json"
    file.write_bytes(msgspec.json.encode(network))
    return file


def test_a_network_file_has_everything(tmp_path: Path) -> None:
    """What is written of a network is read again, its inventory and wallets included."""
    network = Devnet().network({"l1": "http://127.0.0.1:1"})

    found = read_network({"GONOGO_NETWORK_FILE": str(written(tmp_path, network))})

    assert found == network


@pytest.mark.parametrize("prefix", ["", "file://"])
def test_a_descriptor_will_do(prefix: str) -> None:
    """As suites for op-acceptor get it, as a path or as an address of a file."""
    assert read_network({"DEVNET_ENV_URL": f"{prefix}{DESCRIPTOR}"}) == load(DESCRIPTOR)


def test_the_network_file_counts_more(tmp_path: Path) -> None:
    """It knows what is absent, which a descriptor does not."""
    network = Devnet().network({})
    environ = {
        "GONOGO_NETWORK_FILE": str(written(tmp_path, network)),
        "DEVNET_ENV_URL": str(DESCRIPTOR),
    }

    assert read_network(environ).name == network.name


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"GONOGO_NETWORK_FILE": ""},
        {"GONOGO_NETWORK_FILE": "/nowhere/network.json"},
        {"GONOGO_NETWORK_FILE": str(DESCRIPTOR)},
        {"DEVNET_ENV_URL": "/nowhere/devnet-env.json"},
        {"DEVNET_ENV_URL": "https://example.org/devnet-env.json"},
        {"DEVNET_ENV_URL": "kt://devnet"},
    ],
)
def test_no_network(environ: dict[str, str]) -> None:
    """Whatever is not there, is something else, or would have to be fetched, is refused."""
    with pytest.raises(GonogoError):
        read_network(environ)


def test_a_network_without_chains(tmp_path: Path) -> None:
    """There would be nothing to run a test on, and all of nothing would have passed."""
    bare = replace(Devnet().network({}), chains=())

    with pytest.raises(NoNetworkError, match="no L2 chain"):
        read_network({"GONOGO_NETWORK_FILE": str(written(tmp_path, bare))})
