"""Where op-acceptor, or `go test` itself, reads as a success: the same situations, run by us."""

from pathlib import Path

import pytest

from gonogo.acceptance import Kind, NamedTest, Result
from gonogo.evidence import Outcome
from tests.integration.acceptance.go.modules import Module

pytestmark = pytest.mark.timeout(300)

HEAD = 'package m\n\nimport (\n\t"fmt"\n\t"os"\n\t"testing"\n\t"time"\n)\n\n'
TAIL = "\n\nvar _, _, _ = fmt.Sprint, os.Exit, time.Sleep\n"


async def _result(place: Path, body: str, name: str, timeout_seconds: float = 30.0) -> Result:
    module = Module.write(place, {"m_test.go": HEAD + body + TAIL})
    test = NamedTest("example.org/m", name)
    return (await module.run(test, timeout_seconds=timeout_seconds)).results[test]


async def test_output_that_looks_like_a_pass_is_none(tmp_path: Path) -> None:
    """A test that prints the very lines of a pass, and then fails, has failed."""
    body = (
        "func TestForged(t *testing.T) {\n"
        '\tfmt.Println("--- PASS: TestForged (0.00s)")\n\tfmt.Println("PASS")\n'
        '\tt.Fatal("no")\n}'
    )

    result = await _result(tmp_path, body, "TestForged")

    assert result.outcome is Outcome.FAILED


async def test_another_test_cannot_be_forged(tmp_path: Path) -> None:
    """A test that prints that another one passed has not made it pass."""
    body = (
        "func TestForger(t *testing.T) {\n"
        '\tfmt.Println("=== RUN   TestOther")\n\tfmt.Println("--- PASS: TestOther (0.00s)")\n}'
    )

    result = await _result(tmp_path, body, "TestOther")

    assert result.outcome is Outcome.ERRORED


@pytest.mark.parametrize("code", [0, 1, 7])
async def test_leaving_in_the_middle_is_no_pass(tmp_path: Path, code: int) -> None:
    """A test that ends its own process, with whatever code, has not passed."""
    body = f"func TestLeaves(t *testing.T) {{ os.Exit({code}) }}"

    result = await _result(tmp_path, body, "TestLeaves")

    assert result.outcome in {Outcome.FAILED, Outcome.ERRORED}


async def test_a_failure_after_a_pass_is_heard(tmp_path: Path) -> None:
    """A process that fails when its tests have passed says so in its package."""
    ran = await Module.shipped(tmp_path).run(
        NamedTest("example.org/suite/afterwards", "TestPasses")
    )

    assert ran.ending.exit_code == 3
    assert ran.results[NamedTest("example.org/suite/afterwards")].outcome is Outcome.FAILED


async def test_a_test_that_is_killed_has_no_answer(tmp_path: Path) -> None:
    """The signal is told, what passed before stays passed, and the rest has no answer."""
    package = "example.org/suite/dies"
    before, dies = NamedTest(package, "TestBefore"), NamedTest(package, "TestDies")

    ran = await Module.shipped(tmp_path).run(before, dies)

    assert ran.ending.signal == "SIGKILL"
    assert ran.results[before].outcome is Outcome.PASSED
    assert ran.results[dies].outcome is Outcome.ERRORED
    assert ran.results[dies].kind is Kind.INTERRUPTED


async def test_a_test_that_kills_what_watches_it_is_no_failure_of_the_network(
    tmp_path: Path,
) -> None:
    """How its process ended is not known then, so it has no answer and did not fail."""
    module = Module.write(
        tmp_path,
        {
            "base/base_test.go": """package base

import (
	"syscall"
	"testing"
	"time"
)

func TestKills(t *testing.T) {
	syscall.Kill(syscall.Getppid(), syscall.SIGKILL)
	time.Sleep(time.Second)
}
"""
        },
    )
    test = NamedTest("example.org/m/base", "TestKills")

    ran = await module.run(test)

    whole = ran.results[NamedTest("example.org/m/base")]
    assert (whole.outcome, whole.kind) == (Outcome.ERRORED, Kind.INTERRUPTED)
    assert whole.message == "it is not known how the test binary ended"
    assert ran.ending.exit_code is None


async def test_a_panic_ends_all_that_comes_after(tmp_path: Path) -> None:
    """A test after the one that panicked never ran, and the one before it keeps its pass."""
    names = ("TestBefore", "TestPanics", "TestZAfter")
    before, panics, after = (NamedTest("example.org/suite/crashes", name) for name in names)

    ran = await Module.shipped(tmp_path).run(before, panics, after)

    assert ran.results[before].outcome is Outcome.PASSED
    assert (ran.results[panics].outcome, ran.results[panics].kind) == (Outcome.FAILED, Kind.CRASH)
    assert "nil map" in ran.results[panics].message
    assert ran.results[after].outcome is Outcome.ERRORED


async def test_a_hang_says_where_it_hung(tmp_path: Path) -> None:
    """Go is given the time to say where every goroutine was."""
    test = NamedTest("example.org/suite/hangs", "TestHangs")

    ran = await Module.shipped(tmp_path).run(test, timeout_seconds=1.0)

    assert (ran.results[test].outcome, ran.results[test].kind) == (Outcome.FAILED, Kind.TIMEOUT)
    assert b"hangs_test.go:" in ran.events


async def test_what_a_passed_test_left_behind_does_not_hold_us_up(tmp_path: Path) -> None:
    """A child that keeps the output open is ended soon after, and it is said of the package."""
    body = (
        "func TestLeavesAChild(t *testing.T) {\n"
        '\t_, err := os.StartProcess("/bin/sh", []string{"sh", "-c", "sleep 600"},\n'
        "\t\t&os.ProcAttr{Files: []*os.File{nil, os.Stdout, os.Stderr}})\n"
        "\tif err != nil {\n\t\tt.Fatal(err)\n\t}\n}"
    )
    module = Module.write(tmp_path, {"m_test.go": HEAD + body + TAIL})
    test = NamedTest("example.org/m", "TestLeavesAChild")

    ran = await module.run(test, timeout_seconds=60.0)

    assert ran.results[test].outcome is Outcome.PASSED
    assert ran.results[NamedTest("example.org/m")].outcome is not Outcome.PASSED
    assert ran.ending.seconds < 40
    assert "kept their output open" in ran.ending.fault


async def test_results_are_never_those_of_an_earlier_run(tmp_path: Path) -> None:
    """What passed a moment ago is run again, and not taken from Go's cache."""
    body = (
        "func TestOnce(t *testing.T) {\n"
        '\tif _, err := os.Stat("ran"); err == nil {\n\t\tt.Fatal("it ran before")\n\t}\n'
        '\tos.WriteFile("ran", nil, 0o600)\n}'
    )
    module = Module.write(tmp_path, {"m_test.go": HEAD + body + TAIL})
    test = NamedTest("example.org/m", "TestOnce")

    first = await module.run(test)
    second = await module.run(test)

    assert first.results[test].outcome is Outcome.PASSED
    assert second.results[test].outcome is Outcome.FAILED


async def test_of_two_side_by_side_none_is_blamed_for_the_process(tmp_path: Path) -> None:
    """Go prints the death of a process in whichever test printed last, which may be another."""
    package = "example.org/suite/aborts"
    both = [NamedTest(package, name) for name in ("TestAlsoRuns", "TestRunsBeside")]

    ran = await Module.shipped(tmp_path).run(*both)

    assert {ran.results[test].outcome for test in both} == {Outcome.ERRORED}
