"""Results that others brought: what is refused, and what is never kept of them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gonogo.acceptance import GateRun, Suites
from gonogo.bootstrap import (
    Brought,
    BroughtGates,
    NotToBeBroughtError,
    OtherCandidateError,
    require_candidate,
    require_gate,
)
from gonogo.bootstrap.gates import WorkspaceGates
from gonogo.clock import SystemClock
from gonogo.evidence import Outcome
from gonogo.project import WorkspaceNetworks
from gonogo.workflows import Occasion
from tests.contract.store.memory_results import MemoryResults
from tests.simulator.devnet import USER_KEY, Devnet

CANDIDATE = f"sha256:{'1f0c3a55e9d2' * 5}0000"
NODES = ("sequencer-0", "verifier-0")
ENDPOINTS = ("l1", *(f"{kind}/{node}" for kind in ("execution", "consensus") for node in NODES))
URLS = dict.fromkeys(ENDPOINTS, "http://127.0.0.1:1")
JUNIT = f"""<?xml version="1.0" encoding="ENCODING"?>
<testsuites><testsuite name="fees"><testcase classname="c" name="pays_{USER_KEY}">
<failure message="cannot pay with 0x{USER_KEY.upper()}"/></testcase></testsuite></testsuites>
"""


@pytest.mark.parametrize("gate", ["gonogo/base", "gonogo/mine", "", "a b", "a\nb", "../x"])
def test_gates_that_nobody_else_answers_for_are_refused(gate: str) -> None:
    """What comes with gonogo is run by gonogo, and what can be no gate is none."""
    with pytest.raises(NotToBeBroughtError):
        require_gate(gate)


def test_a_gate_of_a_team_can_be_brought() -> None:
    """Also one that is called as ours is in the file that it stands in."""
    require_gate("base")


@pytest.mark.parametrize("claimed", ["", "sha256:", "sha256:1f0c3a55e9d", "sha256:2f0c3a55e9d2"])
def test_another_candidate_is_refused(claimed: str) -> None:
    """So is one of which too little is said to know it by."""
    with pytest.raises(OtherCandidateError):
        require_candidate(claimed, "eris", CANDIDATE)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
async def test_secrets_of_the_network_are_not_recorded(tmp_path: Path, encoding: str) -> None:
    """A key that somebody's test printed is in no name and no message that we record."""
    report = tmp_path / "junit.xml"
    report.write_text(JUNIT.replace("ENCODING", encoding), encoding)

    (run,) = await _brought(report, tmp_path / ".gonogo")

    (result,) = run.results
    assert result.outcome is Outcome.FAILED
    assert (result.test.name, result.message) == (
        "pays_[secret]",
        "cannot pay with 0x[secret]",
    )


async def test_secrets_of_the_network_are_not_in_the_copy(tmp_path: Path) -> None:
    """The report is kept without them; the file that was brought is left as it is."""
    report = tmp_path / "junit.xml"
    report.write_text(JUNIT.replace("ENCODING", "utf-8"), "utf-8")

    await _brought(report, tmp_path / ".gonogo")

    kept = (tmp_path / ".gonogo" / "tests" / "run-1" / "junit.xml").read_text("utf-8")
    assert USER_KEY not in kept.lower()
    assert USER_KEY in report.read_text("utf-8")


async def test_what_was_brought_is_no_track_of_the_network(tmp_path: Path) -> None:
    """Otherwise one pass that nobody saw would make a flake of a test that always fails here."""
    report = tmp_path / "junit.xml"
    report.write_text(JUNIT.replace("ENCODING", "utf-8"), "utf-8")
    results = MemoryResults()

    (run,) = await _brought(report, tmp_path / ".gonogo", results)

    (tracks,) = results.tracks([each.test for each in run.results]).values()
    assert [each.network for each in tracks] == [f"{Devnet().network(URLS).name} (elsewhere)"]


async def _brought(
    report: Path, workspace: Path, results: MemoryResults | None = None
) -> list[GateRun]:
    gates = WorkspaceGates(
        workspace=workspace,
        networks=WorkspaceNetworks(workspace),
        results=results or MemoryResults(),
        clock=SystemClock(),
        on_live=lambda _live: None,
        environ={},
    )
    occasion = Occasion("run-1", Devnet().network(URLS), CANDIDATE, CANDIDATE, Suites(), None)
    brought = Brought(report, "junit", "fees", datetime(2026, 11, 23, tzinfo=UTC), "a pipeline")
    runs: list[GateRun] = []
    await BroughtGates(gates, brought).run(["fees"], occasion, on_run=runs.append)
    return runs
