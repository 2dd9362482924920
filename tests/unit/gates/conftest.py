"""A simulated devnet on loopback for each test of a gate."""

from collections.abc import AsyncIterator

import pytest

from tests.unit.gates.rehearsal import Scene, scene


@pytest.fixture
async def devnet() -> AsyncIterator[Scene]:
    async with scene() as made:
        yield made
