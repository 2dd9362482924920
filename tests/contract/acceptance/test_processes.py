"""The processes of a runner: ended in time, ended as a whole, and told only what they may know."""

import asyncio
import os
import signal

import pytest

from gonogo.acceptance import Kind
from gonogo.evidence import Outcome
from tests.contract.acceptance.running import Place
from tests.contract.acceptance.stand import Case

pytestmark = [pytest.mark.timeout(300)]

_SHORT_SECONDS = 2.0


@pytest.mark.case(Case.HANGS)
@pytest.mark.parametrize("victim", ["the first", "the last", "all"])
async def test_what_was_killed_in_the_middle_has_no_answer(place: Place, victim: str) -> None:
    """However much of the tool was killed by force, the test that ran is errored."""
    running = await place.hang(Case.HANGS)
    processes = place.alive()
    chosen = {"the first": processes[:1], "the last": processes[-1:], "all": processes}[victim]
    for process in chosen:
        os.kill(process, signal.SIGKILL)

    ran = await running

    assert ran.results[place.stand.tests[Case.HANGS]].outcome is Outcome.ERRORED


@pytest.mark.case(Case.DIES)
async def test_a_process_that_dies_of_itself_fails_the_test_that_ran(place: Place) -> None:
    """A fault that ends the whole process is a crash of the one test in it, as a panic is."""
    test = place.stand.tests[Case.DIES]

    ran = await place.run(test)

    told = (ran.results[test].outcome, ran.results[test].kind)
    if place.stand.tells_at_the_end:
        # Of a command nobody knows which of its tests was running.
        assert told == (Outcome.ERRORED, Kind.NEVER_RAN)
    else:
        assert told == (Outcome.FAILED, Kind.CRASH)
        assert "SIGABRT" in ran.results[test].message


@pytest.mark.case(Case.HANGS)
async def test_what_somebody_ended_has_no_answer(place: Place) -> None:
    """A signal that is sent from outside says nothing about the test that ran."""
    running = await place.hang(Case.HANGS)
    for process in place.alive():
        os.kill(process, signal.SIGTERM)

    ran = await running

    assert ran.results[place.stand.tests[Case.HANGS]].outcome is Outcome.ERRORED


@pytest.mark.case(Case.HANGS)
async def test_a_hang_is_ended_in_time(place: Place) -> None:
    """A test that does not end is ended when its time is over, and that is told."""
    test = place.stand.tests[Case.HANGS]

    ran = await place.run(test, timeout_seconds=_SHORT_SECONDS + place.stand.seconds_to_begin)

    if place.stand.tells_at_the_end:
        assert ran.results[test].outcome is Outcome.ERRORED
    else:
        assert (ran.results[test].outcome, ran.results[test].kind) == (
            Outcome.FAILED,
            Kind.TIMEOUT,
        )
    assert ran.endings[0].seconds < _SHORT_SECONDS + place.stand.seconds_to_begin + 20


@pytest.mark.case(Case.STARTS_ANOTHER)
async def test_what_a_test_started_ends_with_it(place: Place) -> None:
    """A child that minds no signal and keeps the output open neither stays nor holds us up."""
    test = place.stand.tests[Case.STARTS_ANOTHER]

    ran = await place.run(test, timeout_seconds=_SHORT_SECONDS + place.stand.seconds_to_begin)

    assert ran.results[test].outcome in {Outcome.FAILED, Outcome.ERRORED}
    assert place.outliving() == []


@pytest.mark.case(Case.HANGS)
async def test_cancelling_leaves_no_process(place: Place) -> None:
    """A run that a person ends is over at once, with all that it started."""
    running = await place.hang(Case.HANGS)

    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    assert place.outliving() == []


@pytest.mark.case(Case.SURROUNDINGS)
async def test_the_environment_that_is_given_is_all_there_is(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A test finds every variable that it was given, and none of ours."""
    monkeypatch.setenv("OF_THE_GATE_ITSELF", "and not for tests")

    ran = await place.run(place.stand.tests[Case.SURROUNDINGS])

    lines = [line.partition(b"VARIABLE ")[2] for line in ran.printed.splitlines()]
    told = {line.partition(b"=")[0].decode() for line in lines if line}
    given = set(place.surroundings.environment)
    assert given <= told
    assert told - given - place.stand.own_variables <= {"GONOGO_PROCESS"}
