"""A workspace in memory and a devnet on loopback for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.integration.assess.world import World, world


@pytest.fixture
async def devnet_world() -> AsyncIterator[World]:
    async with world() as made:
        yield made
