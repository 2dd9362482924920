"""An attempt from its plan to what is left of it, with real processes."""

import asyncio
from pathlib import Path

import pytest

from gonogo.acceptance import CaseEnded, Live, NamedTest, SuitesBegan, TaskBegan
from gonogo.acceptance.attempting import ChangedPlanError, Left, SuiteRun, left_in
from gonogo.evidence import Outcome
from tests.unit.acceptance.attempting.scripted import planned, suite_run


async def carried_out(attempt: SuiteRun) -> Left:
    """Carry an attempt out, and return the one thing that it hands over."""
    left: list[Left] = []
    await attempt.carry_out(left.append)
    (only,) = left
    return only


def outcomes(left: Left) -> dict[str, Outcome]:
    (run,) = left.runs
    return {each.test.package: each.outcome for each in run.results if each.test.name}


async def test_what_every_test_came_to_is_left(tmp_path: Path) -> None:
    """A failure beside a pass, of a gate that was neither interrupted nor about a network."""
    left = await carried_out(suite_run(tmp_path, await planned(tmp_path, "well", "fails")))

    (run,) = left.runs
    assert outcomes(left) == {"well": Outcome.PASSED, "fails": Outcome.FAILED}
    assert (run.gate, run.is_local, run.is_interrupted) == ("one", True, False)
    assert (left.network, left.directory) == ("", tmp_path / "left")


async def test_the_beginning_is_told_before_any_end(tmp_path: Path) -> None:
    """With how long it takes, where each test is known; nobody adds up a part of them."""
    told: list[Live] = []
    plan = await planned(tmp_path, "well", "fails")
    took = {NamedTest("well", "test"): 2.0, NamedTest("fails", "test"): 3.0}

    await carried_out(suite_run(tmp_path, plan, took=took, on_live=told.append))

    began = told[0]
    assert isinstance(began, SuitesBegan)
    assert (began.gates, began.tests, began.tasks, began.jobs) == (("one",), 2, 2, 1)
    assert began.expected_seconds == 5.0
    assert set(took) <= {each.result.test for each in told if isinstance(each, CaseEnded)}


async def test_who_cancels_is_handed_what_was_seen(tmp_path: Path) -> None:
    """And the cancelling goes on; of what had not ended nothing is claimed."""
    plan = await planned(tmp_path, "fails", "waits")
    left: list[Left] = []
    is_waiting = asyncio.Event()

    def told(live: Live) -> None:
        if isinstance(live, TaskBegan) and live.task.package == "waits":
            is_waiting.set()

    took = {NamedTest("fails", "test"): 9.0, NamedTest("waits", "test"): 1.0}
    attempt = suite_run(tmp_path, plan, took=took, on_live=told)
    running = asyncio.create_task(attempt.carry_out(left.append))
    await asyncio.wait_for(is_waiting.wait(), 30)

    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    (run,) = left[0].runs
    assert run.is_interrupted
    assert outcomes(left[0])["fails"] is Outcome.FAILED
    assert outcomes(left[0]).get("waits", Outcome.ERRORED) is Outcome.ERRORED


async def test_what_ended_is_not_run_again(tmp_path: Path) -> None:
    """Begun again in the same directory, it only tells what came of it."""
    plan = await planned(tmp_path, "well", "fails")
    first = await carried_out(suite_run(tmp_path, plan))

    second = await carried_out(suite_run(tmp_path, plan))

    assert outcomes(second) == outcomes(first)
    assert sorted((tmp_path / "ran").read_text().split()) == ["fails", "well"]


async def test_the_directory_of_another_attempt_is_refused(tmp_path: Path) -> None:
    """What other tests came to must not be taken for these."""
    await carried_out(suite_run(tmp_path, await planned(tmp_path, "well")))

    with pytest.raises(ChangedPlanError):
        await carried_out(suite_run(tmp_path, await planned(tmp_path, "well", "fails")))


async def test_nothing_is_left_where_it_built_and_kept_secrets(tmp_path: Path) -> None:
    """The workplace goes with the attempt, and the key is in no file of what stays."""
    left = await carried_out(suite_run(tmp_path, await planned(tmp_path, "well")))

    key = left.terms.funder_key or ""
    assert list((tmp_path / "work").iterdir()) == []
    assert key in left.secrets
    assert key not in f"{left!r}"
    kept = [each.read_bytes() for each in left.directory.rglob("*") if each.is_file()]
    assert kept
    assert not any(key.encode() in content for content in kept)


async def test_a_finished_attempt_is_read_from_its_directory(tmp_path: Path) -> None:
    """As it was handed over; where no attempt was, there is none."""
    left = await carried_out(suite_run(tmp_path, await planned(tmp_path, "well")))

    (run,) = left_in(left.directory, is_local=True)

    assert (run.results, run.is_interrupted) == (left.runs[0].results, False)
    assert left_in(tmp_path / "nowhere", is_local=True) == ()
