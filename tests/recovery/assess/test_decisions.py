"""A decision from its evidence to its step, as somebody types it, and what speaks against it."""

import json
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from gonogo.clock import SystemClock
from gonogo.people import ActKind
from tests.recovery.assess.project import NETWORK, STEP, acts, begin
from tests.recovery.assess.simulation import Ended, Simulation, simulated

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.fixture
async def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Simulation]:
    """A workspace in which the devnet was assessed, and the step decided about: go."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    (tmp_path / "home").mkdir()
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    async with simulated(tmp_path / "work") as running:
        running.server.devnet.tells_everything = True
        begin(running.directory)
        assessed = await running.run("assess", NETWORK, "--for", "promote")
        assert assessed.code == 0, assessed.out + assessed.err
        decided = await running.run("determine", NETWORK, "--yes")
        assert decided.code == 0, decided.out + decided.err
        assert "SOLO" in decided.out
        yield running


async def verify(project: Simulation, where: Path, *words: str) -> tuple[int, list[str]]:
    """Verify a bundle where there is nothing but the files of whoever deploys."""
    said = ["verify", str(where / "b"), "--trust", str(where / "trust.yaml"), "--json"]
    said += ["--manifest", str(where / "net" / "devnet-env.json"), "--network", NETWORK]
    ended = await project.run(*said, *(words or ("--transition", STEP)))
    return ended.code, [each["code"] for each in json.loads(ended.out)["reasons"]]


async def taken_away(project: Simulation, tmp_path: Path) -> Path:
    """Take a bundle, the trust file and the network's files to an empty folder."""
    away = tmp_path / "away"
    (away / "net").mkdir(parents=True)
    bundled = await project.run("bundle", NETWORK, "-o", str(away / "b"))
    assert bundled.code == 0, bundled.err
    shutil.copy(project.directory / "trust.yaml", away)
    shutil.copy(project.directory / "devnet-env.json", away / "net")
    return away


def codes(ended: Ended) -> set[str]:
    return {each["code"] for each in json.loads(ended.out)["refusals"]}


async def test_decision_is_promoted_once_and_its_hook_until_it_works(project: Simulation) -> None:
    """A failing hook is told and the step stands; only the hook is run again."""
    hook = project.directory / "hook"
    hook.write_text('#!/bin/sh\necho "$GONOGO_ACT" >> ran; [ -f may ]\n')
    hook.chmod(0o755)
    words = ("promote", NETWORK, "--yes", "--hook", "./hook", "--json")
    failed = await project.run(*words)
    (project.directory / "may").touch()
    mended = await project.run(*words)
    again = await project.run(*words)

    (act,) = acts(project.directory, ActKind.PROMOTION)
    (folder,) = (project.directory / "promotions").iterdir()
    assert [failed.code, mended.code, again.code] == [1, 0, 0]
    assert (project.directory / "ran").read_text().split() == [act.id, act.id]
    assert json.loads((folder / "ledger.json").read_bytes())[0]["feature"] == "interop"
    assert "interop" in (folder / "pull-request.md").read_text()


async def test_files_that_a_crash_left_out_are_written_the_second_time(project: Simulation) -> None:
    """The act stands, and what follows from it can be made again."""
    await project.run("promote", NETWORK, "--yes")
    shutil.rmtree(project.directory / "promotions")
    again = await project.run("promote", NETWORK, "--yes")

    assert again.code == 0, again.out + again.err
    assert len(acts(project.directory, ActKind.PROMOTION)) == 1
    assert len(list((project.directory / "promotions").glob("*/decision.bundle"))) == 1


async def test_bundle_is_verified_where_there_is_nothing_else(
    project: Simulation, tmp_path: Path
) -> None:
    """Trust, manifest and transition come from whoever verifies; anything else is refused."""
    away = await taken_away(project, tmp_path)
    genuine = await verify(project, away)
    other_step = await verify(project, away, "--transition", "publish:localnet")
    deployment = await verify(
        project, away, "--transition", STEP, "--deployment", f"sha256:{'0' * 64}"
    )
    descriptor = away / "net" / "devnet-env.json"
    described = json.loads(descriptor.read_text())
    described["features"] = ["another-candidate"]
    descriptor.write_text(json.dumps(described))
    other_candidate = await verify(project, away)
    content = (away / "b").read_bytes()
    (away / "b").write_bytes(content.replace(b'"payloadType"', b'"payloadtype"', 1))
    damaged = await verify(project, away)

    assert genuine == (0, [])
    assert other_step[0] == 1
    assert "not_this_transition" in other_step[1]
    assert deployment == (1, ["not_this_deployment"])
    assert other_candidate[0] == 1
    assert "not_this_candidate" in other_candidate[1]
    assert damaged[0] == 1


async def test_failure_since_the_decision_refuses_the_step(project: Simulation) -> None:
    """Whatever was decided: what failed since then was not known then."""
    project.server.devnet.drain_batcher()
    assessed = await project.run("assess", NETWORK, "--for", "promote")
    refused = await project.run("promote", NETWORK, "--yes", "--json")

    assert assessed.code == 1
    assert refused.code == 1
    assert codes(refused) == {"failed_since"}
    assert acts(project.directory, ActKind.PROMOTION) == []


async def test_network_that_does_not_answer_refuses_the_step_as_unknown(
    project: Simulation,
) -> None:
    """Nobody knows whether it is still the deployment that was decided about."""
    for node in ("sequencer-0", "verifier-0", "l1"):
        project.server.fail(node)
    refused = await project.run("promote", NETWORK, "--yes", "--json")

    assert refused.code == 3
    assert codes(refused) == {"unknown_since"}


async def test_file_that_nobody_adopted_refuses_the_step(project: Simulation) -> None:
    """What is edited and not signed holds, whoever would make the step."""
    people = project.directory / "people.yaml"
    people.write_text(people.read_text().replace("title: Platforms", "title: Us"))
    refused = await project.run("promote", NETWORK, "--yes", "--json")

    assert refused.code == 3
    assert codes(refused) == {"unknown_since"}


def cloned(project: Simulation, directory: Path) -> Simulation:
    """Return a clone that knows the network and has neither history nor keys."""
    shutil.copytree(project.directory, directory, ignore=shutil.ignore_patterns(".gonogo"))
    (directory / ".gonogo").mkdir()
    shutil.copytree(project.workspace / "networks", directory / ".gonogo" / "networks")
    return Simulation(directory, project.server)


async def test_lost_evidence_refuses_the_step_elsewhere_and_is_put_back_here(
    project: Simulation, tmp_path: Path
) -> None:
    """Who takes the act of a run out makes nothing better; who signed it has a copy."""
    (act,) = acts(project.directory, ActKind.RUN_ENDED)
    place = f"record/acts/{act.id[7:9]}/{act.id[7:]}.json"
    other = cloned(project, tmp_path / "clone")
    (project.directory / place).unlink()
    (other.directory / place).unlink()
    refused = await other.run("promote", NETWORK, "--yes", "--json")
    made = await project.run("promote", NETWORK, "--yes", "--json")

    assert refused.code == 3
    assert "not_bundled" in codes(refused)
    assert made.code == 0, made.out + made.err
    assert (project.directory / place).exists()


async def test_block_makes_a_decision_worse_and_revocation_ends_it(project: Simulation) -> None:
    """Nobody goes on with what whoever decides is against, or took back."""
    standing = acts(project.directory, ActKind.DETERMINATION)[0]
    revoked = await project.run("revoke", standing.id, "--reason", "other commit", "--yes")
    nothing = await project.run("promote", NETWORK, "--yes", "--json")
    blocked = await project.run("determine", NETWORK, "--block", "not this week", "--yes")
    refused = await project.run("promote", NETWORK, "--yes", "--json")

    assert revoked.code == 0, revoked.err
    assert codes(nothing) == {"no_determination"}
    assert blocked.code == 1
    assert refused.code == 1
    assert "no_go" in codes(refused)


async def test_two_clones_come_to_the_same_verdict(project: Simulation, tmp_path: Path) -> None:
    """What was signed is enough: a clone without a history and a key agrees."""
    other = cloned(project, tmp_path / "clone")
    here = await project.run("assess", NETWORK, "--for", "promote", "--now", "--json")
    there = await other.run("assess", NETWORK, "--for", "promote", "--now", "--json")

    assert [here.code, there.code] == [0, 0]
    decisions = [json.loads(each.out)["report"]["decision"] for each in (here, there)]
    assert decisions[0]["answers"] == decisions[1]["answers"]
    assert decisions[0]["deployment"] == decisions[1]["deployment"]


async def test_decision_is_not_signed_where_nobody_agreed(project: Simulation) -> None:
    """Without a terminal and without --yes nothing is signed."""
    before = len(acts(project.directory, ActKind.DETERMINATION))
    asked = await project.run("determine", NETWORK)

    assert asked.code == 2
    assert len(acts(project.directory, ActKind.DETERMINATION)) == before


async def test_conditional_decision_names_the_command_that_accepts_it(project: Simulation) -> None:
    """What is to be typed is whole; typed as it stands, it makes the step."""
    policy = project.directory / "policies" / "localnet.yaml"
    row = "id: talked, title: Talked, why: w, remedy: r, source: s"
    policy.write_text(f"{policy.read_text()}  - {{{row}, roles: [platforms], freshness: 1h}}\n")
    until = (SystemClock().now() + timedelta(hours=20)).strftime("%Y-%m-%dT%H:%M:%SZ")
    about = ("--network", NETWORK, "--until", until, "--reason", "they meet tomorrow", "--yes")
    pinned = await project.run("policy", "pin", STEP, "--network", NETWORK, "--adopt", "--yes")
    waived = await project.run("waive", "talked", *about)
    decided = await project.run("determine", NETWORK, "--yes")
    refused = await project.run("promote", NETWORK, "--yes")
    told = f"gonogo promote {NETWORK} --accept conditional"
    accepted = await project.run(*told.split()[1:], "--yes")

    assert [pinned.code, waived.code, decided.code] == [0, 0, 4], waived.err + decided.out
    assert refused.code == 4
    assert "[conditional_not_accepted]" in refused.out
    assert told in refused.out
    assert accepted.code == 0, accepted.out + accepted.err


async def test_step_by_force_is_no_pass_and_is_shown(project: Simulation) -> None:
    """Break-glass goes on once, with a reason, and whoever looks at the network sees it."""
    project.server.devnet.drain_batcher()
    await project.run("assess", NETWORK, "--for", "promote")
    bare = await project.run("promote", NETWORK, "--break-glass", "--yes")
    words = ("promote", NETWORK, "--break-glass", "--reason", "users wait", "--until", "4h")
    forced = await project.run(*words, "--yes")
    listed = await project.run("network", "list")
    ledger = await project.run("ledger", "--json")
    (folder,) = (project.directory / "promotions").iterdir()

    assert bare.code == 2
    assert forced.code == 0, forced.out + forced.err
    assert "BREAK-GLASS" in listed.out
    assert [each["is_pass"] for each in json.loads(ledger.out)] == [False]
    assert not (folder / "decision.bundle").exists()
