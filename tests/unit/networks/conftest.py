"""What the tests of networks share."""

import shutil
from pathlib import Path

import pytest

from tests.unit.networks.fixtures import NETWORKS


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """Return a copy of a network's directory, to be spoiled."""
    return Path(shutil.copytree(NETWORKS / "harbour", tmp_path / "harbour"))
