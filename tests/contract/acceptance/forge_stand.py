"""Foundry: the project in `tests/data/acceptance/forge`, with forge and a compiler from npm."""

import functools
import shutil
import subprocess
import tempfile
from pathlib import Path

from gonogo.acceptance import NamedTest, Runner
from gonogo.acceptance.runners.forge import ForgeRunner
from tests.contract.acceptance.stand import Case, Stand
from tests.npm.foundry import install_foundry

PROJECT = Path(__file__).parents[2] / "data" / "acceptance" / "forge" / "suite"


@functools.cache
def _compiled() -> tempfile.TemporaryDirectory[str]:
    """Compile the project once: copies of it are not compiled again."""
    foundry = install_foundry()
    made = tempfile.TemporaryDirectory(prefix="gonogo-forge-")
    suite = Path(shutil.copytree(PROJECT, Path(made.name, "suite")))
    with (suite / "foundry.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'solc = "{foundry.solc}"\n')
    subprocess.run([foundry.forge, "build", "--quiet"], cwd=suite, check=True)  # noqa: S603
    return made


def _make(place: Path) -> Path:
    return Path(shutil.copytree(Path(_compiled().name, "suite"), place / "suite"))


def _runner() -> Runner:
    return ForgeRunner(forge_binary=str(install_foundry().forge))


def _test(contract: str, name: str, file: str = "Suite") -> NamedTest:
    return NamedTest(f"test/{file}.t.sol:{contract}", name)


FORGE = Stand(
    name="forge",
    make=_make,
    runner=_runner,
    tests={
        Case.PASSES: _test("PassesTest", "testFee"),
        Case.FAILS: _test("FailsTest", "testWrong"),
        Case.SKIPS: _test("SkipsTest", "testSkipped"),
        Case.ALL_SKIPPED: _test("AllSkippedTest", "testOne"),
        Case.CRASHES: _test("CrashesTest", "testRunsOutOfGas"),
        Case.DIES: _test("AbortsTest", "testAborts"),
        Case.HANGS: _test("HangsTest", "testHangs"),
        Case.STARTS_ANOTHER: _test("HangsTest", "testStartsAnother"),
        Case.LONG_LINE: _test("LogsTest", "testLongLine"),
        Case.BYTES: _test("LogsTest", "testBytes"),
        Case.NO_TESTS: _test("NoTests", "testFee"),
        Case.LEFT_TWIN: _test("TwinTest", "testTwin", "left/Twin"),
        Case.RIGHT_TWIN: _test("TwinTest", "testTwin", "right/Twin"),
        Case.SURROUNDINGS: _test("LogsTest", "testEnvironment"),
    },
    lacks={Case.SILENT: "no test of Solidity can have forge end with 0 before it begins"},
    # The shell that prints them sets the last ones.
    own_variables=frozenset({"RUST_BACKTRACE", "PWD", "OLDPWD", "SHLVL", "_"}),
    seconds_to_begin=4.0,
)
