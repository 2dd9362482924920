"""Go: the module in `tests/data/acceptance/go`, and the Go that is installed beside us."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from gonogo.acceptance import NamedTest
from gonogo.acceptance.runners.go import GoRunner
from tests.contract.acceptance.stand import Case, Stand

GO_PROGRAM = str(Path(sys.executable).parent / "go")
MODULE = Path(__file__).parents[2] / "data" / "acceptance" / "go"

# Building the standard library takes a minute, so whoever runs these tests does it once.
GO_ENVIRONMENT = {
    "GOCACHE": str(Path(tempfile.gettempdir()) / f"gonogo-tests-go-cache-{os.getuid()}"),
    "GOFLAGS": "-mod=mod",
    "GOPROXY": "off",
    "GOTOOLCHAIN": "local",
}


def _make(place: Path) -> Path:
    return Path(shutil.copytree(MODULE, place / "suite"))


def _test(package: str, name: str) -> NamedTest:
    return NamedTest(f"example.org/suite/{package}", name)


GO = Stand(
    name="go",
    make=_make,
    runner=lambda: GoRunner(go_binary=GO_PROGRAM),
    environment=GO_ENVIRONMENT,
    tests={
        Case.PASSES: _test("passes", "TestFee"),
        Case.FAILS: _test("fails", "TestWrong"),
        Case.SKIPS: _test("skips", "TestSkipped"),
        Case.ALL_SKIPPED: _test("allskipped", "TestOne"),
        Case.CRASHES: _test("crashes", "TestPanics"),
        Case.DIES: _test("aborts", "TestAborts"),
        Case.HANGS: _test("hangs", "TestHangs"),
        Case.STARTS_ANOTHER: _test("children", "TestStartsAnother"),
        Case.LONG_LINE: _test("longline", "TestLongLine"),
        Case.BYTES: _test("bytes", "TestBytes"),
        Case.NO_TESTS: _test("notests", "TestFee"),
        Case.LEFT_TWIN: _test("twins/left/base", "TestTwin"),
        Case.RIGHT_TWIN: _test("twins/right/base", "TestTwin"),
        Case.SILENT: _test("silent", "TestNeverRuns"),
        Case.SURROUNDINGS: _test("surroundings", "TestEnvironment"),
    },
    # `go test` sets it too, so that a test finds its own directory by the name it was called.
    own_variables=frozenset({"PWD"}),
)
