"""`gonogo accept` on a project of pytest, told as JSON: nothing passes that was not seen to."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.accepting import Typed, accepted, pytest_project

GATES = """
    gates:
      - {id: passes, tests: [{package: passes.py}]}
      - {id: breaks, tests: [{package: crashes.py}]}
      - {id: killed, tests: [{package: dies.py}]}
      - {id: hangs, tests: [{package: stands.py, timeout: 4s}]}
      - {id: long-line, tests: [{package: prints.py, name: test_long_line}]}
      - {id: bytes, tests: [{package: prints.py, name: test_bytes}]}
      - {id: twins, tests: [{package: left/twin.py}, {package: right/twin.py}]}
      - {id: skipped, tests: [{package: all_skipped.py}]}
      - {id: one-skipped, tests: [{package: skips.py}]}
      - {id: silent, tests: [{package: silent/silent.py}]}
      - {id: not-loaded, tests: [{package: broken.py}]}
"""
MISTAKEN_TESTS = """
    gates:
      - id: g
        tests: [
          {package: passes.py, name: test_feee},
          {package: no_tests.py, name: test_fee},
          {package: pases.py},
        ]
"""
IDS = "passes,breaks,killed,hangs,long-line,bytes,twins,skipped,one-skipped,silent"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Typed:
    """All of it, run once."""
    directory = pytest_project(tmp_path_factory.mktemp("pytest"), GATES)
    return accepted(directory, IDS, "--json")


@pytest.fixture(scope="module")
def document(ran: Typed) -> dict[str, Any]:
    """What was told of it."""
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def test_the_document_and_the_exit_code_agree(ran: Typed, document: dict[str, Any]) -> None:
    """A machine may read either."""
    assert ran.returncode == document["exit_code"] == document["runs"][0]["exit_code"] == 1
    assert [gate["gate"] for gate in document["runs"][0]["gates"]] == IDS.split(",")


@pytest.mark.parametrize(
    ("gate", "outcome", "told"),
    [
        ("passes", "passed", "2 tests passed"),
        ("breaks", "failed", "[crash]: KeyError: 'base'"),
        ("killed", "errored", "it ran and did not end; its process was ended by SIGKILL"),
        ("hangs", "failed", "stands.py:test_hangs [timeout]"),
        ("long-line", "failed", "prints.py:test_long_line"),
        ("bytes", "passed", "1 test passed"),
        ("twins", "failed", "1 test failed: right/twin.py:test_twin"),
        ("skipped", "skipped", "2 tests skipped: "),
        ("one-skipped", "skipped", "the network has no faucet"),
        ("silent", "errored", "pytest ended before it was done"),
    ],
)
def test_each_gate_says_what_came_of_it(
    document: dict[str, Any], gate: str, outcome: str, told: str
) -> None:
    """A pass is a test that was seen to pass; everything else has its own words."""
    (judged,) = (each for each in document["runs"][0]["gates"] if each["gate"] == gate)

    assert judged["outcome"] == outcome
    assert told in judged["summary"]


@pytest.mark.parametrize(
    ("test", "outcome", "kind"),
    [
        ("dies.py:test_before", "passed", "none"),
        ("dies.py:test_dies", "errored", "interrupted"),
        ("dies.py:test_after", "errored", "never-ran"),
        ("left/twin.py:test_twin", "passed", "none"),
        ("right/twin.py:test_twin", "failed", "assertion"),
        ("all_skipped.py:test_two", "skipped", "skipped"),
        ("silent/silent.py:test_never_runs", "errored", "never-ran"),
    ],
)
def test_each_test_is_told_by_package_and_name(
    document: dict[str, Any], test: str, outcome: str, kind: str
) -> None:
    """Nothing overwrites anything, and what never ran is listed."""
    tests = {f"{each['package']}:{each['test']}": each for each in document["runs"][0]["tests"]}

    assert (tests[test]["outcome"], tests[test]["kind"]) == (outcome, kind)


def test_what_cannot_be_loaded_is_refused_or_holds(tmp_path: Path) -> None:
    """A file that pytest cannot import has no tests that anybody saw."""
    directory = pytest_project(tmp_path, GATES)

    ended = accepted(directory, "not-loaded")

    assert ended.returncode in {2, 3}, ended.stdout
    assert "no_such_module" in ended.stdout + ended.stderr


def test_all_that_does_not_exist_is_refused_before_anything_runs(tmp_path: Path) -> None:
    """Exit code 2, each mistake with its place and the nearest name, and nothing is left."""
    directory = pytest_project(tmp_path, MISTAKEN_TESTS)

    ended = accepted(directory, "g")

    assert (ended.returncode, ended.stdout) == (2, ""), ended.stderr
    for told in (
        "gates.yaml:5:7: passes.py has no test 'test_feee' (did you mean 'test_fee'?)",
        "no_tests.py has no tests, so no 'test_fee'",
        "there is no package 'pases.py' (did you mean 'passes.py'?)",
    ):
        assert told in ended.stderr
    assert not (directory / ".gonogo" / "tests").exists()
