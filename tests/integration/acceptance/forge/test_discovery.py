"""Which contracts forge finds for a pattern."""

import pytest

from gonogo.acceptance import Surroundings
from tests.integration.acceptance.forge.suites import ForgeSuite

OTHER = "test/deep/Other.t.sol:FeesTest"
FILE = "test/AllSorts.t.sol"


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        (OTHER, [OTHER]),
        (f"./{OTHER}", [OTHER]),
        ("test/deep/Other.t.sol", [OTHER]),
        ("test/deep", [OTHER]),
        ("./test/deep/...", [OTHER]),
        (f"{FILE}:FeesTest", [f"{FILE}:FeesTest"]),
        (f"{FILE}:Fees", []),
        ("test/dee", []),
        ("src/...", []),
    ],
)
async def test_patterns_name_contracts(
    all_sorts: ForgeSuite, pattern: str, names: list[str]
) -> None:
    """A contract is itself, a file all its contracts with tests, a directory all below it."""
    found = await all_sorts.discover(pattern)

    assert [package.name for package in found[pattern]] == names


async def test_tests_are_known_by_name(all_sorts: ForgeSuite) -> None:
    """Functions of one name are one test, and no contract without tests is listed."""
    packages = (await all_sorts.discover("..."))["..."]

    names = {package.name: package.tests for package in packages}
    assert names[f"{FILE}:CounterTest"] == ("invariant_exists", "invariant_stays_small")
    assert (names[f"{FILE}:FeesTest"] or ()).count("testOverloaded") == 1
    assert "test/deep/Other.t.sol:NoTests" not in names


@pytest.mark.parametrize("pattern", ["deep/Other.t.sol", "...", OTHER])
async def test_a_test_directory_may_be_inside_of_the_project(
    all_sorts: ForgeSuite, pattern: str
) -> None:
    """Patterns are said from the test directory or from the root, contracts from the root."""
    around = all_sorts.surroundings()
    inside = Surroundings(around.directory / "test", around.workplace, around.environment)

    found = await all_sorts.runner().discover([pattern], inside)

    assert OTHER in [package.name for package in found[pattern]]
