"""Gates in a workspace of people: signed with the run, judged with everything else, verified."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gonogo.people import ActKind
from tests.recovery.accept.suite import PACKAGES, Suite
from tests.recovery.assess.project import NETWORK, STEP, acts, begin
from tests.recovery.assess.simulation import simulated

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

GATE_ROW = """\
  - id: three
    title: The gate passes
    why: w
    remedy: r
    source: s
    check: gate:three
    window: once
    parameters: {least_tests: 3}
"""
SETTINGS = "acceptance: {validators: suite/gates.yaml}\n"
NOW = ("assess", NETWORK, "--for", "promote", "--now", "--json")


@pytest.fixture
async def project(
    tmp_path: Path, python_first: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Suite]:
    """A workspace of one whose policy asks for a gate, and whose settings say where it is."""
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("SSH_AUTH_SOCK", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    async with simulated(tmp_path / "work") as simulation:
        simulation.server.devnet.tells_everything = True
        suite = Suite.make(simulation, python_first)
        begin(simulation.directory, rows=GATE_ROW, settings=SETTINGS)
        yield suite


async def test_a_gate_is_signed_judged_and_verified_like_a_check(
    project: Suite, tmp_path: Path
) -> None:
    """The policy's gate runs with its checks; another judge comes to the same from a bundle."""
    simulation, away = project.simulation, tmp_path / "away"
    away.mkdir()
    assessed = await simulation.run("assess", NETWORK, "--for", "promote")
    decided = await simulation.run("determine", NETWORK, "--yes")
    bundled = await simulation.run("bundle", NETWORK, "-o", str(away / "b"))
    verified = await simulation.run(
        *("verify", str(away / "b"), "--trust", "trust.yaml", "--network", NETWORK),
        *("--manifest", "devnet-env.json", "--transition", STEP, "--json"),
    )

    assert assessed.code == 0, assessed.out + assessed.err
    assert "gate:three on simulated-901: three: 3 tests passed" in assessed.err
    assert sorted(project.ran) == sorted(PACKAGES)
    assert (decided.code, bundled.code) == (0, 0), decided.out + bundled.err
    assert (verified.code, json.loads(verified.out)["reasons"]) == (0, [])


async def test_a_gate_that_failed_by_itself_weighs_in_the_next_verdict(project: Suite) -> None:
    """It is signed too, and a finding; only because this policy says so a pass resolves it."""
    simulation = project.simulation
    assert (await simulation.run("assess", NETWORK, "--for", "promote")).code == 0
    project.mark("fail-second")
    words = ("accept", NETWORK, "--gate", "three")
    failed = await simulation.run(*words)
    broken = await simulation.run(*NOW)
    listed = await simulation.run("finding", "list", NETWORK)
    project.unmark("fail-second")
    passed = await simulation.run(*words)
    mended = await simulation.run(*NOW)
    key = "0x" + json.loads((simulation.directory / "devnet-env.json").read_text())["l1"][
        "wallets"
    ]["user-key-0"]["private_key"].removeprefix("0x")

    assert (failed.code, passed.code) == (1, 0), failed.err + passed.err
    assert (broken.code, mended.code) == (1, 0), broken.out + mended.out
    assert "three" in listed.out
    assert len(acts(simulation.directory, ActKind.RUN_ENDED)) == 3
    assert key not in failed.out + failed.err + listed.out


async def test_a_gate_that_nobody_ran_holds(project: Suite) -> None:
    """The policy asks for it, so what is recorded of the checks alone is not enough."""
    simulation = project.simulation
    (simulation.directory / "suite" / "gates.yaml").rename(simulation.directory / "away.yaml")
    refused = await simulation.run("assess", NETWORK, "--for", "promote")
    judged = await simulation.run(*NOW)

    assert refused.code == 2, refused.out + refused.err
    assert "gates.yaml" in refused.err
    assert judged.code == 3
