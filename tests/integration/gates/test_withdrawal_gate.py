"""A withdrawal on a real bench, with its real contracts and without time warps."""

import asyncio
import contextlib
import json
import os
import signal
from pathlib import Path

import pytest

from gonogo.bench import Part
from tests.integration.gates.program import Rehearsal, Said, said_by, started
from tests.integration.gates.withdrawals import Counts, counts, stage, written

pytestmark = [pytest.mark.bench, pytest.mark.slow, pytest.mark.timeout(300)]

ONE_OF_EACH = Counts(initiated=1, proven=1, finalized=1)


async def _withdraw(rehearsal: Rehearsal, state: Path) -> Said:
    return await rehearsal.gate("withdrawal", seconds=200, GONOGO_STATE_DIR=str(state))


async def test_it_comes_out_on_l1(rehearsal: Rehearsal, tmp_path: Path) -> None:
    """From the message on L2 to the money on L1 in one run, each transaction once."""
    said = await _withdraw(rehearsal, tmp_path)

    assert said.endings() == {"withdrawal": "pass"}
    (entry,) = written(tmp_path)
    assert entry["finalized_at"]
    assert await counts(rehearsal.network, entry) == ONE_OF_EACH
    assert entry["key"][2:] not in said.output()


async def test_without_a_state_directory_it_comes_out_too(rehearsal: Rehearsal) -> None:
    """Where nothing has to wait for a later run nothing needs to be kept."""
    said = await rehearsal.gate("withdrawal", seconds=200)

    assert said.endings() == {"withdrawal": "pass"}


async def test_a_wrong_root_fails_it_and_the_next_right_one_does_not(
    rehearsal: Rehearsal, tmp_path: Path
) -> None:
    """The withdrawal stays in flight, and goes on once the proposer claims what is so."""
    async with rehearsal.broken(Part.ROOTS):
        broken = await _withdraw(rehearsal, tmp_path)
    mended = await _withdraw(rehearsal, tmp_path)

    assert broken.failed() == {"withdrawal"}
    assert "the proposer proposed another root" in broken.reason("withdrawal")["message"]
    assert mended.endings() == {"withdrawal": "pass"}
    (entry,) = written(tmp_path)
    assert await counts(rehearsal.network, entry) == ONE_OF_EACH


async def test_a_proposer_that_stands_still_fails_it(rehearsal: Rehearsal, tmp_path: Path) -> None:
    """That games came before, and how often, tells that one is overdue."""
    async with rehearsal.broken(Part.PROPOSER):
        said = await _withdraw(rehearsal, tmp_path)

    assert said.failed() == {"withdrawal"}
    assert "a dispute game that covers L2 block" in said.reason("withdrawal")["message"]


async def test_an_earlier_success_hides_no_failure(rehearsal: Rehearsal, tmp_path: Path) -> None:
    """What finished in an earlier run counts while another waits, and not when one fails."""
    before = await _withdraw(rehearsal, tmp_path)
    async with rehearsal.broken(Part.ROOTS):
        after = await _withdraw(rehearsal, tmp_path)

    assert (before.exit_code, after.exit_code) == (0, 1)


async def test_killed_at_each_step_it_finishes_all_the_same(
    rehearsal: Rehearsal, tmp_path: Path
) -> None:
    """Whenever something new is written down the program is killed; nothing is sent twice."""
    stages: set[tuple[object, ...]] = set()
    said = None
    while said is None:
        said = await _run_until_something_new(rehearsal, tmp_path, stages)

    assert said.endings() == {"withdrawal": "pass"}
    (entry,) = written(tmp_path)
    assert {"initiate", "prove", "resolve", "finalize"} <= set(entry["posted"])
    assert {len(versions) for versions in entry["posted"].values()} == {1}
    assert await counts(rehearsal.network, entry) == ONE_OF_EACH
    assert len(stages) > len(entry["posted"])


async def _run_until_something_new(
    rehearsal: Rehearsal, state: Path, stages: set[tuple[object, ...]]
) -> Said | None:
    """Run the program; kill it when it writes down something that none before it did."""
    environment = rehearsal.environment(GONOGO_STATE_DIR=str(state))
    process = await started(("--run", "withdrawal", "--timeout", "120"), environment)
    saying = asyncio.ensure_future(said_by(process))
    while not saying.done():
        await asyncio.wait({saying}, timeout=0.005)
        # A file that is being replaced may be gone between being listed and being read.
        with contextlib.suppress(FileNotFoundError):
            new = {stage(entry) for entry in written(state)} - stages
            if new and not saying.done():
                stages |= new
                os.kill(process.pid, signal.SIGKILL)
                await saying
                return None
    return await saying


async def test_what_another_deployment_began_is_left_alone(
    rehearsal: Rehearsal, tmp_path: Path
) -> None:
    """A bench of the same name and chain ids is not the same chain."""
    async with rehearsal.broken(Part.ROOTS):
        await _withdraw(rehearsal, tmp_path)
    (entry,) = written(tmp_path)
    entry["deployment"]["l2_genesis"] = "0x" + "ab" * 32
    directory = tmp_path / str(rehearsal.network.chains[0].chain_id) / "withdrawals"
    (directory / f"{entry['id']}.json").write_text(json.dumps(entry))

    said = await _withdraw(rehearsal, tmp_path)

    assert said.endings() == {"withdrawal": "pass"}
    assert f"withdrawal {entry['id']} is of another deployment" in said.output()
    assert written(tmp_path)[0] == entry


async def test_a_damaged_file_is_told_and_never_taken_for_nothing(
    rehearsal: Rehearsal, tmp_path: Path
) -> None:
    """It may hold the key to some money."""
    directory = tmp_path / str(rehearsal.network.chains[0].chain_id) / "withdrawals"
    directory.mkdir(parents=True)
    (directory / "2026-01-01.json").write_text('{"id": "2026-')

    said = await _withdraw(rehearsal, tmp_path)

    assert said.endings() == {"withdrawal": "skip"}
    assert said.reason("withdrawal")["kind"] == "precondition"
    assert "2026-01-01.json" in said.reason("withdrawal")["message"]
