"""The run for machines: versioned, whole, and the same facts as everywhere else."""

import json
from typing import Any

from gonogo.evidence import Outcome
from gonogo.report.suites import SuiteReport
from gonogo.report.suites.summary_json import calls_pieces, summary_pieces
from tests.unit.report.suites import reports


def summary(report: SuiteReport) -> Any:
    return json.loads(b"".join(summary_pieces(report)))


def test_the_run_is_told() -> None:
    """Kind, version, run, network, times and counts stand at the top."""
    told = summary(reports.of_all_sorts())

    assert (told["kind"], told["version"]) == ("gonogo/suite-run", 1)
    assert (told["run"], told["network"]) == ("20261123T050000Z-eris-1", "eris")
    assert (told["started_at"], told["seconds"]) == (reports.STARTED.isoformat(), 62.5)
    assert told["outcome"] == "errored"
    assert told["counts"]["errored"] == 2


def test_a_gate_says_what_it_says_about_each_chain() -> None:
    """With its figures, its faults, what was left out, and what is in quarantine."""
    isthmus, base = summary(reports.of_all_sorts())["gates"]

    assert base["chains"][0]["outcome"] == "passed"
    assert base["chains"][0]["figures"]["tests passed"] == 2
    assert isthmus["faults"] == ["the disk was full"]
    assert isthmus["left_out"][0]["gate"] == "flake-shake"
    assert isthmus["quarantine"][0]["until"] == "2026-12-24"


def test_a_test_says_where_its_log_is() -> None:
    """By places in the output and, where it did not pass, by its own file."""
    tests = {each["test"]: each for each in summary(reports.of_all_sorts())["tests"]}

    assert tests["TestVaults"]["log"] == [[0, 20], [40, 10]]
    assert tests["TestVaults"]["log_file"] == "logs/example.org/tests/fees/TestVaults.log"
    assert tests["TestNever"]["kind"] == "never-ran"
    assert tests["TestNever"]["started_at"] is None
    assert tests["TestFees"]["gates"] == [
        {"gate": "base", "suite": None},
        {"gate": "isthmus", "suite": "arithmetic"},
    ]


def test_every_test_is_there_once() -> None:
    """As many lines as tests, each a document of its own but for the comma."""
    text = b"".join(summary_pieces(reports.long(50))).decode()

    lines = [line.rstrip("],") for line in text.splitlines() if line.startswith('{"package"')]
    assert [json.loads(line)["outcome"] for line in lines] == [Outcome.PASSED.value] * 50


def test_calls_tell_who_talked_and_who_did_not() -> None:
    """Each call once, with the package of its process; processes without an answer apart."""
    told = json.loads(b"".join(calls_pieces(reports.of_all_sorts())))

    assert [(each["package"], each["method"]) for each in told["calls"]] == [
        (reports.FEES, "eth_chainId"),
        (reports.BRIDGE, "eth_call"),
    ]
    assert told["silent"] == []


def test_nobody_is_silent_where_there_is_no_network() -> None:
    """Of a run for no network, silence says nothing."""
    local = reports.report(
        reports.gate_run((reports.result(reports.all_passed().cases[0].test),), calls=()),
        network="",
    )

    assert json.loads(b"".join(calls_pieces(local)))["silent"] == []
