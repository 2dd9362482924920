"""A simulated devnet and a suite about it for each test, with temporary files of its own."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contract.acceptance.go_stand import GO_ENVIRONMENT
from tests.recovery.accept.suite import Suite
from tests.recovery.assess.simulation import simulated


@pytest.fixture
def python_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let `python` in a gate be the one that runs us; return where temporary files are."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    for name, value in GO_ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    return temporary


@pytest.fixture
async def suite(tmp_path: Path, python_first: Path) -> AsyncIterator[Suite]:
    """A suite beside a workspace of nobody."""
    (tmp_path / "work").mkdir()
    async with simulated(tmp_path / "work") as simulation:
        yield Suite.make(simulation, python_first)
