"""What the process of one task has around it."""

import json
import stat
from pathlib import Path

import msgspec
import pytest

from gonogo.acceptance.environment import Terms, inherited, secret_files, surroundings_for
from gonogo.acceptance.proxy import Doors, find_descriptor
from gonogo.networks import Network, load

DATA = Path(__file__).parents[3] / "data" / "networks"


@pytest.fixture
def doors() -> Doors:
    descriptor = find_descriptor(DATA / "harbour")
    assert descriptor is not None
    return Doors("001-base", load(DATA / "harbour"), descriptor)


def test_the_network_is_described_while_the_task_runs(doors: Doors, tmp_path: Path) -> None:
    """Twice: as suites read it, and with all that we know; then both are gone."""
    with secret_files(tmp_path / "secrets") as files:
        with surroundings_for(
            *(Terms("1"), inherited({}), doors),
            files=files,
            directory=tmp_path,
            workplace=tmp_path / "work",
        ) as found:
            descriptor = Path(found.environment["DEVNET_ENV_URL"])
            network = Path(found.environment["GONOGO_NETWORK_FILE"])
            assert json.loads(descriptor.read_bytes()) == doors.descriptor
            assert msgspec.json.decode(network.read_bytes(), type=Network) == doors.network
            assert stat.S_IMODE(descriptor.stat().st_mode) == 0o600
            assert descriptor.suffix == ".json"

        assert not descriptor.exists()
        assert not network.exists()


def test_without_a_network_nothing_is_written(tmp_path: Path) -> None:
    """There is nothing to describe."""
    with (
        secret_files(tmp_path / "secrets") as files,
        surroundings_for(
            *(Terms("1"), inherited({"PATH": "/bin"}), None),
            files=files,
            directory=tmp_path,
            workplace=tmp_path / "work",
        ) as found,
    ):
        assert found.environment["PATH"] == "/bin"
        assert [path.name for path in files.directory.iterdir()] == [".lock"]


def test_secrets_are_in_no_representation(doors: Doors, tmp_path: Path) -> None:
    """Values are printed in errors and logs."""
    terms = Terms("1", funder_key="0x" + "ab" * 32)
    with (
        secret_files(tmp_path) as files,
        surroundings_for(
            *(terms, inherited({}), doors), files=files, directory=tmp_path, workplace=tmp_path
        ) as found,
    ):
        assert "ab" * 32 not in f"{found!r}{terms!r}{doors!r}"
        assert "5e5e" not in f"{found!r}{terms!r}{doors!r}"
