"""Verdicts on a simulated devnet, through the installed command and back out of its files."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.recovery.assess.simulation import Simulation, simulated


@pytest.fixture
async def simulation(tmp_path: Path) -> AsyncIterator[Simulation]:
    async with simulated(tmp_path) as running:
        yield running


async def test_report_run_and_exit_code_agree(simulation: Simulation) -> None:
    """The same decision is on the screen, in both reports, in `show` and in the exit code."""
    words = ["assess", "simulated", "--policy", "policy.yaml"]
    ended = await simulation.run(*words, "--report", "r.html", "--report", "r.json")
    shown = await simulation.run("show", "1", "--json")
    listed = json.loads((await simulation.run("runs", "--json")).out)

    report = json.loads((simulation.directory / "r.json").read_text())
    assert report == json.loads(shown.out)
    assert report["exit_code"] == ended.code == shown.code
    assert report["verdict"] == listed[0]["verdict"]
    assert ended.out.split()[0].lower() == report["verdict"]
    assert "unsigned" in ended.out
    assert "<html" in (simulation.directory / "r.html").read_text()


async def test_stopped_sequencer_is_a_no_go_that_names_it(simulation: Simulation) -> None:
    """A network that fails a check is exit code 1, with what was seen and what to do."""
    policy = simulation.directory / "policy.yaml"
    held_to = "check: unsafe_head_advances, parameters: {longest_stall_seconds: 1}"
    policy.write_text(policy.read_text().replace("check: unsafe_head_advances", held_to))
    simulation.server.devnet.stop_sequencer()
    ended = await simulation.run("assess", "simulated", "--policy", "policy.yaml", "--no-sending")

    assert ended.code == 1, ended.err
    assert "unsafe head" in ended.out
    assert "do next" in ended.out


async def test_garbage_from_a_node_is_an_answer_not_a_crash(simulation: Simulation) -> None:
    """A node that answers HTML fails its check, and everything else is still asked."""
    simulation.server.garble("verifier-0")
    ended = await simulation.run(
        "check", "simulated", "--window", "1", "--interval", "0.2", "--no-sending"
    )

    assert ended.code in {1, 3}, ended.err
    assert "node_answers" in ended.out
    assert "Traceback" not in ended.err
