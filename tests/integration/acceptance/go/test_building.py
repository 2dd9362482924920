"""What is built, what is not, and why: one broken package takes no other with it."""

from pathlib import Path

import pytest

from gonogo.acceptance import Kind, NamedTest, Task
from gonogo.acceptance.runners.go import GoRunner
from gonogo.acceptance.runners.go_errors import GoListError
from gonogo.evidence import Outcome
from tests.contract.acceptance.go_stand import GO_PROGRAM
from tests.integration.acceptance.go.modules import Module

pytestmark = pytest.mark.timeout(300)

GREEN = 'package {name}\n\nimport "testing"\n\nfunc TestFee(t *testing.T) {{}}\n'


class _Deaf:
    """A sink for what no test looks at."""

    def events(self, chunk: bytes) -> None:
        """Take events."""

    def text(self, chunk: bytes) -> None:
        """Take text."""


async def _reasons(module: Module, *patterns: str) -> dict[str, str]:
    """Build everything that patterns name; return why not, by package."""
    found = await module.runner.discover(patterns, module.surroundings)
    names = sorted({package.name for packages in found.values() for package in packages})
    tasks = [Task(f"{number:03}", name) for number, name in enumerate(names)]
    sinks = {task.id: _Deaf() for task in tasks}
    reasons = await module.runner.prepare(tasks, module.surroundings, sinks)
    return {task.package.removeprefix("example.org/"): reasons.get(task.id, "") for task in tasks}


async def test_a_broken_package_takes_no_other_with_it(tmp_path: Path) -> None:
    """Of one build each broken package is told its own reason, and the others are built."""
    module = Module.shipped(tmp_path)

    reasons = await _reasons(module, "./broken/...", "./passes", "./twins/...")

    assert "expected operand" in reasons["suite/broken/syntax"]
    assert "cannot use" in reasons["suite/broken/types"]
    assert "Logf format" in reasons["suite/broken/vetted"]
    assert "broken/dependency/d.go" in reasons["suite/broken/dependent"]
    assert "Logf format" not in reasons["suite/broken/types"]
    assert reasons["suite/passes"] == ""
    assert reasons["suite/twins/left/base"] == reasons["suite/twins/right/base"] == ""


@pytest.mark.parametrize("package", ["syntax", "types", "vetted", "dependent"])
async def test_what_does_not_build_is_errored_as_such(tmp_path: Path, package: str) -> None:
    """A selected test of it never ran, because of the build, and the compiler's words are there."""
    module = Module.shipped(tmp_path)
    test = NamedTest(f"example.org/suite/broken/{package}", "TestVetted")

    ran = await module.run(test)

    result = ran.results[test]
    assert (result.outcome, result.kind) == (Outcome.ERRORED, Kind.BUILD)
    assert ".go:" in result.message


async def test_a_package_that_imports_what_is_not_there_says_so(tmp_path: Path) -> None:
    """A missing module is a reason of its package alone."""
    files = {
        "a/a_test.go": 'package a\n\nimport (\n\t"testing"\n\n\t_ "example.org/x"\n)\n\n'
        "func TestA(t *testing.T) {}\n",
        "b/b_test.go": GREEN.format(name="b"),
    }

    reasons = await _reasons(Module.write(tmp_path, files), "./...")

    assert "example.org/x" in reasons["m/a"]
    assert reasons["m/b"] == ""


async def test_packages_of_one_name_keep_their_binaries(tmp_path: Path) -> None:
    """Three packages called the same are built and run as three."""
    files = {f"{place}/base/base_test.go": GREEN.format(name="base") for place in "abc"}
    files["c/base/base_test.go"] = files["c/base/base_test.go"].replace("{}", '{ t.Fatal("c") }')
    module = Module.write(tmp_path, files)

    reasons = await _reasons(module, "./...")

    assert set(reasons.values()) == {""}
    outcomes = []
    for place in "abc":
        test = NamedTest(f"example.org/m/{place}/base", "TestFee")
        outcomes.append((await module.run(test)).results[test].outcome)
    assert outcomes == [Outcome.PASSED, Outcome.PASSED, Outcome.FAILED]


async def test_a_module_of_the_second_version_is_built(tmp_path: Path) -> None:
    """A package whose path ends with its major version has a binary of another name."""
    files = {"go.mod": "module example.org/m/v2\n\ngo 1.21\n", "m_test.go": GREEN.format(name="m")}

    assert await _reasons(Module.write(tmp_path, files), "./...") == {"m/v2": ""}


async def test_flags_of_the_user_hold(tmp_path: Path) -> None:
    """Tags choose files, flags of the linker reach it, and flags of tests reach those."""
    text = (
        '//go:build live\n\npackage m\n\nimport "testing"\n\nvar version string\n\n'
        'func TestFlags(t *testing.T) {\n\tif version != "7" || !testing.Short() {\n'
        "\t\tt.Fatal(version, testing.Short())\n\t}\n}\n"
    )
    flags = "-mod=mod -tags=live -short '-ldflags=-X example.org/m.version=7'"
    module = Module.write(tmp_path, {"m_test.go": text}, GOFLAGS=flags)
    test = NamedTest("example.org/m", "TestFlags")

    ran = await module.run(test)

    assert ran.results[test].outcome is Outcome.PASSED


@pytest.mark.parametrize("words", ["tool -n", "test -c"])
async def test_a_go_that_is_killed_answers_for_nothing(tmp_path: Path, words: str) -> None:
    """It says so, whichever of its commands was killed, and no Go is said to be missing."""
    go = tmp_path / "go"
    go.write_text(f'#!/bin/sh\n[ "$1 $2" = "{words}" ] && kill -9 $$\nexec {GO_PROGRAM} "$@"\n')
    go.chmod(0o755)
    module = Module.shipped(tmp_path)
    module.runner = GoRunner(go_binary=str(go))

    reasons = await _reasons(module, "./passes")

    assert "ended by SIGKILL" in reasons["suite/passes"]


async def test_a_directory_without_a_module_is_refused(tmp_path: Path) -> None:
    """Go cannot say anything there, and why is told."""
    module = Module.write(tmp_path, {"m_test.go": GREEN.format(name="m")})
    (module.directory / "go.mod").unlink()

    with pytest.raises(GoListError, match=r"go\.mod"):
        await module.runner.discover(["./..."], module.surroundings)


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("./...", ["example.org/m/a", "example.org/m/a/b"]),
        ("./a", ["example.org/m/a"]),
        ("./a/", ["example.org/m/a"]),
        ("a/../a", []),
        ("./a/...", ["example.org/m/a", "example.org/m/a/b"]),
        ("example.org/m/a", ["example.org/m/a"]),
        ("example.org/m/...", ["example.org/m/a", "example.org/m/a/b"]),
        ("./nowhere", []),
        ("./nowhere/...", []),
        ("example.org/other", []),
        ("-exec=true", []),
    ],
)
async def test_patterns_name_what_go_says(tmp_path: Path, pattern: str, names: list[str]) -> None:
    """A pattern has its packages under the very name by which it was asked for."""
    files = {"a/a_test.go": GREEN.format(name="a"), "a/b/b_test.go": GREEN.format(name="b")}
    module = Module.write(tmp_path, files)

    found = await module.runner.discover([pattern], module.surroundings)

    assert [package.name for package in found[pattern]] == names
