"""Kill -9 between any two steps of a run that is signed: nothing is lost, nothing signed twice."""

import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gonogo.people import ActKind
from gonogo.record import RunEndedBody
from tests.recovery.assess.project import NETWORK, STEP, STEP_QUESTIONS, acts, begin
from tests.recovery.assess.simulation import Simulation, simulated

pytestmark = pytest.mark.slow

MOMENTS = {
    "recorded": ("runs", 1),
    "signed that it began": ("run-started", 1),
    "first answer recorded": ("evidence", 1),
    "all answers recorded": ("evidence", STEP_QUESTIONS),
    "signed what it measured": ("run-ended", 1),
    "decision recorded": ("decisions", 1),
}


@pytest.fixture
async def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Simulation]:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    (tmp_path / "home").mkdir()
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    async with simulated(tmp_path / "work") as running:
        running.server.devnet.tells_everything = True
        begin(running.directory)
        yield running


def count_of(project: Simulation, what: str) -> int:
    if what.startswith("run-"):
        return len(acts(project.directory, ActKind(what)))
    return sum(int(str(row[0])) for row in project.rows(f"SELECT count(*) FROM {what}"))  # noqa: S608


def ends(project: Simulation) -> list[str]:
    bodies = [act.body for act in acts(project.directory, ActKind.RUN_ENDED)]
    return [body.state for body in bodies if isinstance(body, RunEndedBody)]


@pytest.mark.parametrize("name", MOMENTS)
async def test_killed_run_is_signed_once_after_resume(project: Simulation, name: str) -> None:
    """Whenever it is killed, resume leaves one beginning and one end, and both count."""
    what, many = MOMENTS[name]
    process = await project.start("assess", NETWORK, "--for", "promote")
    await project.until(lambda: count_of(project, what) >= many, name)
    process.kill()
    await process.communicate()

    resumed = await project.run("resume", "latest")

    assert resumed.code == 0, resumed.out + resumed.err
    assert len(acts(project.directory, ActKind.RUN_STARTED)) == 1
    assert ends(project) == ["finished"]


async def test_run_that_died_is_unfinished_for_everybody(project: Simulation) -> None:
    """Until somebody resumes it nobody knows what it would say, also where it did not run."""
    process = await project.start("assess", NETWORK, "--for", "promote")
    await project.until(lambda: count_of(project, "evidence") >= STEP_QUESTIONS, "all answers")
    process.kill()
    await process.communicate()
    (project.workspace / "history.sqlite").unlink(missing_ok=True)
    for beside in project.workspace.glob("history.sqlite-*"):
        beside.unlink()

    judged = await project.run("assess", NETWORK, "--for", "promote", "--now")

    assert judged.code == 3
    assert "started and never ended" in " ".join(judged.out.split())


async def test_interrupted_run_is_signed_as_cancelled(project: Simulation) -> None:
    """Ctrl-C ends a run for everybody."""
    process = await project.start("assess", NETWORK, "--for", "promote")
    await project.until(lambda: count_of(project, "evidence") >= 1, "an answer")
    process.send_signal(signal.SIGINT)
    await project.end(process)

    assert ends(project) == ["cancelled"]


async def test_unfinished_run_can_be_ended(project: Simulation) -> None:
    """What cannot be gone on with is ended, and holds no more once it was assessed again."""
    process = await project.start("assess", NETWORK, "--for", "promote")
    await project.until(lambda: count_of(project, "run-started") >= 1, "its beginning")
    process.kill()
    await process.communicate()

    ended = await project.run("resume", "1", "--cancel")
    again = await project.run("assess", NETWORK, "--for", "promote")

    assert ended.code == 3
    assert ends(project) == ["cancelled", "finished"]
    assert again.code == 0, again.out + again.err


async def test_run_without_a_key_holds_until_it_is_signed(project: Simulation) -> None:
    """What a machine measured without a key is made, says so, and is signed when there is one."""
    key = project.workspace / "keys" / "runner"
    aside = key.with_name("aside")
    key.rename(aside)
    unsigned = await project.run("assess", NETWORK, "--for", "promote")
    aside.rename(key)

    signed = await project.run("assess", NETWORK, "--for", "promote")

    assert unsigned.code == 3
    assert "gonogo key new --runner" in " ".join(unsigned.out.split())
    assert signed.code == 0, signed.out + signed.err
    assert ends(project) == ["finished", "finished"]


async def test_index_is_made_again_from_acts_alone(project: Simulation) -> None:
    """Without its database a clone lists what was measured, and twice is the same."""
    await project.run("assess", NETWORK, "--for", "promote")
    for file in project.workspace.glob("history.sqlite*"):
        file.unlink()

    first = await project.run("record", "rebuild", "--json")
    listed = await project.run("runs")
    shown = await project.run("show", "latest")
    reported = await project.run("report", "latest", "-o", "r.html")
    second = await project.run("record", "rebuild", "--json")
    judged = await project.run("assess", NETWORK, "--for", "promote", "--now")

    assert '"runs": 1' in first.out
    assert "finished" in listed.out
    assert shown.code == 3
    assert "came to no decision" not in shown.out + reported.err
    assert "answered 4: 4 passed" in shown.out
    assert f"gonogo assess {NETWORK} --policy {STEP} --now" in shown.out
    assert reported.code == 2
    assert '"runs": 0' in second.out
    assert judged.code == 0, judged.out + judged.err
