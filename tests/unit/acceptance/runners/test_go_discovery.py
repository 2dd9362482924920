"""What `go list` says, however it says it; the tests themselves are read from the files.

The program is a few lines of shell that print what Go would: real Go is asked in
`tests/integration/acceptance/go` and in the contract suite.
"""

import json
from pathlib import Path

import pytest

from gonogo.acceptance import Surroundings
from gonogo.acceptance.runners.go_discovery import find_packages
from gonogo.acceptance.runners.go_errors import GoListError, GoMissingError

TEST_FILE = "package fees\n\nfunc TestOne(t *testing.T) {}\nfunc TestTwo(t *testing.T) {}\n"


def _go(place: Path, *listed: dict[str, object], code: int = 0, says: str = "") -> str:
    """Write a program that lists this, and return where it is."""
    (place / "listed").write_text("\n".join(json.dumps(each) for each in listed))
    program = place / "go"
    program.write_text(f"#!/bin/sh\ncat {place}/listed\necho '{says}' >&2\nexit {code}\n")
    program.chmod(0o755)
    return str(program)


def _around(place: Path) -> Surroundings:
    return Surroundings(place, place, {"PATH": "/usr/bin:/bin"})


def _listed(place: Path, name: str, *match: str, **more: object) -> dict[str, object]:
    directory = place / name
    directory.mkdir(exist_ok=True)
    (directory / "fees_test.go").write_text(TEST_FILE)
    return {
        "ImportPath": f"example.org/m/{name}",
        "Dir": str(directory),
        "Match": list(match),
        "TestGoFiles": ["fees_test.go"],
        **more,
    }


async def test_each_pattern_has_its_packages(tmp_path: Path) -> None:
    """One answer tells of all patterns, and a package may be of several."""
    go = _go(
        tmp_path,
        _listed(tmp_path, "a", "./...", "./a"),
        _listed(tmp_path, "b", "./..."),
    )

    found = await find_packages(go, ["./...", "./a/", "./none"], _around(tmp_path))

    names = {pattern: [each.name for each in packages] for pattern, packages in found.items()}
    assert names == {
        "./...": ["example.org/m/a", "example.org/m/b"],
        "./a/": ["example.org/m/a"],
        "./none": [],
    }
    assert found["./a/"][0].tests == ("TestOne", "TestTwo")


async def test_a_package_that_does_not_exist_has_no_directory(tmp_path: Path) -> None:
    """Go lists it all the same, with an error; it is none of what a pattern names."""
    go = _go(
        tmp_path, {"ImportPath": "example.org/none", "Match": ["./none"], "Error": {"Err": "no"}}
    )

    assert await find_packages(go, ["./none"], _around(tmp_path)) == {"./none": ()}


async def test_what_is_wrong_with_one_package_is_said_with_it(tmp_path: Path) -> None:
    """A syntax error in one does not keep the others from being found."""
    broken = _listed(tmp_path, "a", "./...", Error={"Err": "a/x.go:3: expected"})
    go = _go(tmp_path, broken, _listed(tmp_path, "b", "./..."))

    found = await find_packages(go, ["./..."], _around(tmp_path))

    assert [each.fault for each in found["./..."]] == ["a/x.go:3: expected", ""]


async def test_a_test_file_that_cannot_be_read(tmp_path: Path) -> None:
    """Its tests are not known, which is a fault and no package without tests."""
    go = _go(tmp_path, _listed(tmp_path, "a", "./a", XTestGoFiles=["gone_test.go"]))

    (package,) = (await find_packages(go, ["./a"], _around(tmp_path)))["./a"]

    assert package.fault == "gone_test.go cannot be read: No such file or directory"


async def test_nothing_is_asked_for_nothing(tmp_path: Path) -> None:
    """No program is started for it."""
    assert await find_packages("/nonexistent/go", [], _around(tmp_path)) == {}


async def test_a_directory_without_a_module(tmp_path: Path) -> None:
    """Go's own words are told."""
    go = _go(tmp_path, code=1, says="go: cannot find main module")

    with pytest.raises(GoListError, match="cannot find main module"):
        await find_packages(go, ["./..."], _around(tmp_path))


async def test_there_is_no_go(tmp_path: Path) -> None:
    """It is said what to install, and by which option another is named."""
    with pytest.raises(GoMissingError, match="Go cannot be asked") as missing:
        await find_packages(str(tmp_path / "none"), ["./..."], _around(tmp_path))

    assert "--go-binary" in str(missing.value.hint)
