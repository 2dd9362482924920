"""A team whose network has one finding."""

from pathlib import Path

import pytest

from tests.unit.triage.desks import (
    Office,
    office,
)


@pytest.fixture
def team(tmp_path: Path) -> Office:
    made = office(tmp_path)
    made.observe(block_rate="failed")
    return made
