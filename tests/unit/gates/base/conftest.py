"""Chains in memory that charge fees, for each test that is about those."""

from collections.abc import AsyncIterator

import pytest

from tests.unit.gates.fee_chains import FeeScene, fee_scene


@pytest.fixture
async def fees() -> AsyncIterator[FeeScene]:
    async with fee_scene() as made:
        yield made
