"""Which contracts a pattern names."""

from pathlib import Path

import pytest

from gonogo.acceptance.runners.forge_listing import Place, packages_at, place_of, root_of
from gonogo.acceptance.runners.forge_output import Listed

LISTED = Listed(
    {
        "test/X.t.sol": {"XTest": ("testB", "testA", "testA"), "YTest": ("testC",)},
        "test/deep/X.t.sol": {"XTest": ("testD",)},
        "test/deeper/Z.t.sol": {"ZTest": ("testE",)},
    }
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for path in LISTED.files:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    (tmp_path / "foundry.toml").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("directory", "pattern", "place"),
    [
        (".", "...", Place(".")),
        (".", "./test/...", Place("test")),
        (".", "test/X.t.sol", Place("test/X.t.sol")),
        (".", "test/X.t.sol:XTest", Place("test/X.t.sol", "XTest")),
        ("test", "...", Place("test")),
        ("test", "deep/X.t.sol:XTest", Place("test/deep/X.t.sol", "XTest")),
        ("test", "test/deep/X.t.sol:XTest", Place("test/deep/X.t.sol", "XTest")),
        ("test", "../test/deep", Place("test/deep")),
        (".", "test/None.t.sol:XTest", Place("test/None.t.sol", "XTest")),
    ],
)
def test_a_pattern_names_a_place(project: Path, directory: str, pattern: str, place: Place) -> None:
    """It may be said from the test directory or from the root, and is kept from the root."""
    assert place_of(pattern, project / directory) == place


@pytest.mark.parametrize(
    ("place", "names"),
    [
        (Place("test/deep"), ["test/deep/X.t.sol:XTest"]),
        (Place("test/X.t.sol"), ["test/X.t.sol:XTest", "test/X.t.sol:YTest"]),
        (Place("test/X.t.sol", "YTest"), ["test/X.t.sol:YTest"]),
        (Place("test/X.t.sol", "YTes"), []),
        (Place("src"), []),
    ],
)
def test_a_place_has_contracts(project: Path, place: Place, names: list[str]) -> None:
    """A directory has those below it, a file its own, and no name begins another."""
    assert [package.name for package in packages_at(place, LISTED, project)] == names


def test_a_contract_has_its_tests_once(project: Path) -> None:
    """Functions of one name are one test."""
    (package,) = packages_at(Place("test/X.t.sol", "XTest"), LISTED, project)

    assert (package.tests, package.directory) == (("testA", "testB"), project / "test")


@pytest.mark.parametrize(
    ("place", "names"),
    [
        (Place("test/deep"), ["test/deep/X.t.sol"]),
        (Place("test/X.t.sol", "XTest"), ["test/X.t.sol:XTest"]),
        (Place("src"), []),
    ],
)
def test_what_cannot_be_built_is_there_with_its_fault(
    project: Path, place: Place, names: list[str]
) -> None:
    """A project that does not compile has files all the same, and they do not vanish."""
    found = packages_at(place, Listed(fault="it does not compile"), project)

    assert [package.name for package in found] == names
    assert all(package.fault and package.tests is None for package in found)


def test_the_root_is_where_the_settings_are(project: Path, tmp_path: Path) -> None:
    """It is looked for upwards, and only from a directory that there is."""
    assert root_of(project / "test" / "deep") == tmp_path
    assert root_of(project / "nowhere") == project / "nowhere"
