"""What a runner finds before anything runs, and what it must not pretend to have found."""

import pytest

from gonogo.acceptance import NamedTest, Surroundings, Task
from gonogo.errors import GonogoError
from gonogo.evidence import Outcome
from tests.contract.acceptance.running import Place
from tests.contract.acceptance.stand import Case

pytestmark = [pytest.mark.timeout(300)]


@pytest.mark.case(Case.PASSES, Case.FAILS)
async def test_packages_are_found_with_their_tests(place: Place) -> None:
    """Each pattern has its packages, and each of those the tests that it has."""
    tests = [place.stand.tests[case] for case in (Case.PASSES, Case.FAILS)]

    found = await place.runner.discover([test.package for test in tests], place.surroundings)

    for test in tests:
        (package,) = found[test.package]
        assert package.name == test.package
        assert package.fault == ""
        if place.stand.knows_its_tests:
            assert package.tests is not None
            assert test.name in package.tests
        else:
            assert package.tests is None


async def test_what_is_not_there_is_not_found(place: Place) -> None:
    """A pattern that names nothing has no packages, or says at once what is wrong with it."""
    if not place.stand.knows_its_tests:
        pytest.skip("only the tool itself knows what a package is")
    pattern = "nowhere/at/all"

    try:
        found = await place.runner.discover([pattern], place.surroundings)
    except GonogoError:
        return
    assert all(package.fault or not package.tests for package in found[pattern])


async def test_no_patterns_find_nothing(place: Place) -> None:
    """Whoever asks for nothing is told of nothing."""
    assert await place.runner.discover([], place.surroundings) == {}


@pytest.mark.case(Case.PASSES)
async def test_a_tool_that_is_not_there_passes_nothing(place: Place) -> None:
    """Without the tool the run is refused, or what was selected is errored; it never passes."""
    test = place.stand.tests[Case.PASSES]
    bare = Surroundings(place.directory / "nowhere", place.workplace, {})
    task = Task("001", test.package, (test.name,))
    heard = _Heard()

    try:
        await place.runner.discover([test.package], bare)
        reasons = await place.runner.prepare([task], bare, {task.id: heard})
        ending = None if reasons else await place.runner.run(task, bare, heard)
    except GonogoError:
        ending = None
    assert ending is None or not ending.is_clean
    assert b'"pass"' not in heard.bytes


@pytest.mark.case(Case.PASSES)
async def test_tasks_can_be_run_again(place: Place) -> None:
    """A runner runs the same tests a second time, with the same answer."""
    test = place.stand.tests[Case.PASSES]

    first = await place.run(test)
    second = await place.run(NamedTest(test.package, test.name))

    assert first.results[test].outcome is second.results[test].outcome is Outcome.PASSED


class _Heard:
    """A sink that keeps everything."""

    def __init__(self) -> None:
        self.bytes = b""

    def events(self, chunk: bytes) -> None:
        self.bytes += chunk

    def text(self, chunk: bytes) -> None:
        self.bytes += chunk
