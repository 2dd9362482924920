"""A simulated devnet for each test of recovery."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.recovery.assess.simulation import Simulation, simulated


@pytest.fixture
async def simulation(tmp_path: Path) -> AsyncIterator[Simulation]:
    async with simulated(tmp_path) as running:
        yield running
