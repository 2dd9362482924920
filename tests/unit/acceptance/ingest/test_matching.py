"""Packages of a validators file and those of a report, held against each other."""

from pathlib import Path

import pytest

from gonogo.acceptance import NamedTest
from gonogo.acceptance.gate import Entry
from gonogo.acceptance.ingest import AmbiguousPackageError, wanted_of_report
from gonogo.documents import Place

FEES = "example.org/suite/fees"


def _meant(package: str, *packages: str, directory: Path) -> str:
    (test,) = wanted_of_report([Entry(package, "TestA")], packages, directory=directory, file="f")
    return test.package


def _package(directory: Path, path: str, module: str = "", at: str = ".") -> None:
    (directory / path).mkdir(parents=True, exist_ok=True)
    (directory / path / "any_test.go").write_text("package any")
    if module:
        (directory / at / "go.mod").write_text(f"// ours\nmodule {module} // it is\n\ngo 1.21\n")


@pytest.mark.parametrize(
    ("package", "packages", "meant"),
    [
        ("./fees", [FEES, "example.org/suite/tips"], FEES),
        ("./fees/", [FEES], FEES),
        ("../suite/fees", [FEES], FEES),
        ("./suite/fees", [FEES, "example.org/other/fees"], FEES),
        ("./fees", ["fees", FEES], "fees"),
        ("./fees", ["./fees", FEES], "./fees"),
        ("./tests/test_fees.py", ["tests/test_fees.py"], "tests/test_fees.py"),
        (FEES, [FEES, "example.org/fees"], FEES),
    ],
)
def test_a_place_is_known_by_the_end_of_an_import_path(
    tmp_path: Path, package: str, packages: list[str], meant: str
) -> None:
    """Without the tests at hand the one package counts that ends with the same whole parts."""
    assert _meant(package, *packages, directory=tmp_path) == meant


@pytest.mark.parametrize(
    ("package", "packages"),
    [
        ("./fees", ["example.org/suite/lowfees", "example.org/suite/fees/low"]),
        ("./base/fees", ["example.org/suite/fees", "fees"]),
        (".", ["example.org/suite"]),
        ("..", ["example.org/suite"]),
        ("./fees", []),
        ("fees", [FEES]),
        ("suite/fees", [FEES]),
    ],
)
def test_what_only_resembles_is_not_meant(
    tmp_path: Path, package: str, packages: list[str]
) -> None:
    """A part of a word, a package below and an import path that is cut are other packages."""
    assert _meant(package, *packages, directory=tmp_path) == package


def test_a_package_that_is_here_is_known_by_its_module(tmp_path: Path) -> None:
    """What ends likewise is another package, also where the right one is not in the report."""
    _package(tmp_path, "tests/fees", "example.org/suite")

    for heard in (["example.org/suite/tests/fees", "z/fees"], ["z/fees"], ["a/fees", "z/fees"]):
        meant = _meant("./fees", *heard, directory=tmp_path / "tests")
        assert meant == "example.org/suite/tests/fees"


def test_the_nearest_module_counts(tmp_path: Path) -> None:
    """A module in another has import paths of its own; and so has its top."""
    _package(tmp_path, "inner/fees", "example.org/outer")
    _package(tmp_path, "inner", '"example.org/inner"', at="inner")

    assert _meant("./inner/fees", directory=tmp_path) == "example.org/inner/fees"
    assert _meant(".", directory=tmp_path / "inner") == "example.org/inner"


def test_a_module_without_that_package_knows_nothing(tmp_path: Path) -> None:
    """A go.mod somewhere above does not make a place without Go tests a package of it."""
    _package(tmp_path, "other", "example.org/unrelated")

    assert _meant("./fees", FEES, directory=tmp_path) == FEES


def test_two_that_may_be_meant_are_refused(tmp_path: Path) -> None:
    """All such entries are told, each with its place and both packages."""
    entries = [Entry("./fees", place=Place(3, 5)), Entry("./tips", place=Place(4, 5))]
    packages = [f"{module}/{name}" for module in ("a.org", "b.org") for name in ("fees", "tips")]

    with pytest.raises(AmbiguousPackageError) as refused:
        wanted_of_report(entries, packages, directory=tmp_path, file="gates.yaml")

    told = str(refused.value).splitlines()
    assert told[0].startswith("gates.yaml:3:5: ./fees may be a.org/fees or b.org/fees")
    assert told[1].startswith("gates.yaml:4:5: ./tips may be a.org/tips or b.org/tips")
    assert "import path" in str(refused.value.hint)


def test_two_ways_to_write_a_test_are_one(tmp_path: Path) -> None:
    """A test that is asked for by its place and by its import path is asked for once."""
    entries = [Entry("./fees", "TestA"), Entry(FEES, "TestA"), Entry("./fees")]

    tests = wanted_of_report(entries, [FEES], directory=tmp_path, file="f")

    assert tests == (NamedTest(FEES, "TestA"), NamedTest(FEES))
