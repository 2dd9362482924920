"""A project of Foundry for each test, or one with all sorts of tests for many."""

from pathlib import Path

import pytest

from tests.integration.acceptance.forge.suites import ForgeSuite
from tests.npm.foundry import Foundry, install_foundry


@pytest.fixture(scope="session")
def foundry() -> Foundry:
    return install_foundry()


def suite_in(directory: Path, foundry: Foundry) -> ForgeSuite:
    for name in ("suite", "workplace"):
        (directory / name).mkdir()
    return ForgeSuite(directory / "suite", directory / "workplace", foundry)


@pytest.fixture
def suite(tmp_path: Path, foundry: Foundry) -> ForgeSuite:
    return suite_in(tmp_path, foundry)


@pytest.fixture(scope="session")
def all_sorts(tmp_path_factory: pytest.TempPathFactory, foundry: Foundry) -> ForgeSuite:
    """A project that is compiled once."""
    source = Path(__file__).parents[3] / "data" / "acceptance" / "forge" / "AllSorts.t.sol"
    text = source.read_text("utf-8")
    suite = suite_in(tmp_path_factory.mktemp("forge"), foundry)
    return suite.write({"test/AllSorts.t.sol": text, "test/deep/Other.t.sol": OTHER})


OTHER = """
contract FeesTest is Test { function testPass() public {} }
contract NoTests is Test { function notATest() public {} }
"""
