"""`gonogo accept` on a module of Go: what op-acceptor passed, and what hides a failure."""

from pathlib import Path

import pytest

from gonogo.cli.main import run
from tests.acceptance.accepting import Typed, accepted, go_module, written

GATES = """
    gates:
      - {id: passes, tests: [{package: ./passes}]}
      - {id: panics, tests: [{package: ./crashes}]}
      - {id: killed, tests: [{package: ./dies}]}
      - {id: killed-go, tests: [{package: ./killsgo}]}
      - {id: hangs, tests: [{package: ./hangs, timeout: 1s}]}
      - {id: long-line, tests: [{package: ./longline}]}
      - {id: bytes, tests: [{package: ./bytes}]}
      - {id: twins, tests: [{package: ./twins/...}]}
      - {id: skipped, tests: [{package: ./allskipped}]}
      - {id: one-skipped, tests: [{package: ./skips}]}
      - {id: silent, tests: [{package: ./silent}]}
      - {id: not-built, tests: [{package: ./broken/types}]}
      - {id: clean-up, tests: [{package: ./afterwards}]}
"""
MISTAKEN_TESTS = """
    gates:
      - id: g
        tests:
          - package: ./passes
            name: TestFeee
          - package: ./notests
            name: TestFee
          - package: ./pases
          - package: fmt
"""
IDS = "passes,panics,killed,killed-go,hangs,long-line,bytes,twins,skipped,one-skipped,silent"


@pytest.fixture(scope="module", name="ran")
def ran_once(tmp_path_factory: pytest.TempPathFactory) -> Typed:
    """All of it, run once."""
    directory = go_module(tmp_path_factory.mktemp("go"), GATES)
    return accepted(directory, f"{IDS},not-built,clean-up")


def test_the_gravest_of_all_gates_is_the_exit_code(ran: Typed) -> None:
    """Failures outrank what gave no answer, and nothing of it is a traceback."""
    assert ran.returncode == 1, ran.stderr
    assert "Traceback" not in ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("gate", "mark", "told"),
    [
        ("passes", "✓", "5 tests passed"),
        ("panics", "✗", "crashes:TestPanics [crash]: panic: assignment to entry in nil map"),
        ("killed", "?", "dies:TestDies [interrupted]: it ran and did not end; its process was"),
        ("killed-go", "?", "killsgo [interrupted]: its process was ended by SIGKILL"),
        ("hangs", "✗", "hangs:TestHangs [timeout]: test timed out after 1s"),
        ("long-line", "✗", "longline:TestLongLine: long_test.go:11: after the long line"),
        ("bytes", "✓", "1 test passed"),
        ("twins", "✗", "1 test failed: example.org/suite/twins/right/base:TestTwin"),
        ("skipped", "?", "2 tests skipped: "),
        ("one-skipped", "?", "skips:TestSkipped [skipped]: the network has no faucet"),
        ("silent", "?", "it ended, and no test of it ran"),
        ("not-built", "?", "it cannot be built"),
        ("clean-up", "✗", "it failed, and none of its tests did"),
    ],
)
def test_each_gate_says_what_came_of_it(ran: Typed, gate: str, mark: str, told: str) -> None:
    """A pass is a test that was seen to pass; everything else has its own words."""
    (line,) = (each for each in ran.stdout.splitlines() if each.startswith(f"{mark} {gate}:"))

    assert told in line


@pytest.mark.parametrize(
    "test",
    [
        "? example.org/suite/crashes:TestZAfter  [never-ran]",
        "? example.org/suite/silent:TestNeverRuns  [never-ran]",
        "? example.org/suite/broken/types:TestNoTypes  [build]",
        "✗ example.org/suite/twins/right/base:TestTwin  [assertion]",
    ],
)
def test_each_test_that_did_not_pass_is_listed(ran: Typed, test: str) -> None:
    """By its package and name, with what kind of trouble it is."""
    assert f"    {test}" in ran.stdout.splitlines()


@pytest.mark.parametrize(
    "passed",
    ["crashes:TestBefore", "dies:TestBefore", "twins/left/base:TestTwin"],
)
def test_what_passed_before_stays_passed(ran: Typed, passed: str) -> None:
    """What ends a process afterwards, or fails elsewhere, takes no pass from another test."""
    assert passed not in ran.stdout


def test_all_that_does_not_exist_is_refused_before_anything_runs(tmp_path: Path) -> None:
    """Exit code 2, each mistake with its place and the nearest name, and nothing is left."""
    directory = go_module(tmp_path, MISTAKEN_TESTS)

    ended = accepted(directory, "g")

    assert (ended.returncode, ended.stdout) == (2, ""), ended.stderr
    for told in (
        "gates.yaml:5:9: ./passes has no test 'TestFeee' (did you mean 'TestFee'?)",
        "gates.yaml:7:9: ./notests has no tests, so no 'TestFee'",
        "gates.yaml:9:9: there is no package './pases' (did you mean './passes'?)",
        "gates.yaml:10:9: fmt is not in the test directory",
    ):
        assert told in ended.stderr
    assert not (directory / ".gonogo" / "tests").exists()


@pytest.mark.parametrize(
    ("gate", "told"),
    [
        ("{id: g, tests: [{package: ./passes, timout: 5m}]}", "did you mean 'timeout'"),
        ("{id: gg, tests: [{package: ./passes}]}", "has no gate 'g' (did you mean 'gg'?)"),
        ("{id: g, tests: []}", "has no tests"),
        ("{id: g, inherits: [bse], tests: [{package: ./passes}]}", "'bse'"),
        ("{id: g, tests: [{package: ./passes, timeout: 0s}]}", "must be more than nothing"),
        ("{id: g, inherits: [g], tests: [{package: ./passes}]}", "inherits itself"),
    ],
)
def test_a_file_that_is_wrong_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    gate: str,
    told: str,
) -> None:
    """Exit code 2, and one message; what is passed over elsewhere is a mistake here."""
    written(tmp_path, {"gates.yaml": f"gates:\n  - {gate}\n"})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONOGO_WORKSPACE", str(tmp_path / ".gonogo"))

    code = run(["accept", "--testdir", ".", "--validators", "gates.yaml", "--gate", "g"])
    out, err = capsys.readouterr()

    assert (code, out) == (2, "")
    assert told in err
    assert not (tmp_path / ".gonogo" / "tests").exists()


def test_go_that_is_killed_while_it_builds_is_no_pass(tmp_path: Path) -> None:
    """What could not be built has no answer, whoever ended the build."""
    directory = go_module(tmp_path, "gates:\n  - {id: g, tests: [{package: ./passes}]}\n")
    # The real one, but for building.
    script = '#!/bin/sh\ncase "$1" in test|build) kill -9 $$;; esac\nexec go "$@"\n'
    written(directory, {"killed-go": script})
    (directory / "killed-go").chmod(0o755)

    ended = accepted(directory, "g", "--go-binary", str(directory / "killed-go"))

    assert ended.returncode in {2, 3}, ended.stdout + ended.stderr
    assert "✓" not in ended.stdout
    assert "SIGKILL" in ended.stdout + ended.stderr
