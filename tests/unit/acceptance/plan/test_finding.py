"""Asking a runner for what a choice names."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from gonogo.acceptance import Ending, Package, Sink, Surroundings, Task
from gonogo.acceptance.plan import PlanError, find, make_plan
from gonogo.acceptance.validators import EVERYTHING
from gonogo.errors import GonogoError
from tests.unit.acceptance.plan import ground

SURROUNDINGS = Surroundings(ground.DIRECTORY, Path("/work/place"))


class _Lookout:
    """A runner that only looks, on made-up ground, and remembers for what."""

    name = "lookout"

    def __init__(self, *, looks_everywhere: bool = True) -> None:
        self.looks_everywhere = looks_everywhere
        self.asked: list[Sequence[str]] = []

    async def discover(
        self, patterns: Sequence[str], surroundings: Surroundings
    ) -> Mapping[str, tuple[Package, ...]]:
        assert surroundings is SURROUNDINGS
        self.asked.append(patterns)
        if EVERYTHING in patterns and not self.looks_everywhere:
            raise GonogoError("too much")
        return ground.find(patterns)

    async def prepare(
        self, tasks: Sequence[Task], surroundings: Surroundings, sinks: Mapping[str, Sink]
    ) -> Mapping[str, str]:
        raise NotImplementedError

    async def run(self, task: Task, surroundings: Surroundings, sink: Sink) -> Ending:
        raise NotImplementedError


async def test_everything_there_is_found_at_once() -> None:
    """Where nothing is missing, nothing else is looked for."""
    runner = _Lookout()

    found = await find(ground.choose(_gate("./base", "./gone/...")), runner, SURROUNDINGS)

    assert runner.asked == [("./base", "./gone/...")]
    assert found["./base"] == (ground.BASE,)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("./bsae", "./base"),
        ("isthmus", "./isthmus"),
        (f"{ground.MODULE}/bsae", f"{ground.MODULE}/base"),
        ("./base/deposits", "./base/deposit"),
    ],
)
async def test_what_was_meant_instead(written: str, meant: str) -> None:
    """A package that is missing is compared with all there are, as it was written."""
    choice = ground.choose(_gate(written))

    found = await find(choice, _Lookout(), SURROUNDINGS)

    with pytest.raises(PlanError, match=rf"no package '{written}' \(did you mean '{meant}'\?\)"):
        make_plan(choice, found, directory=ground.DIRECTORY)


async def test_a_package_without_tests_was_not_meant() -> None:
    """Nobody is sent to a package that would be refused as well."""
    choice = ground.choose(_gate("./helper"))

    found = await find(choice, _Lookout(), SURROUNDINGS)

    with pytest.raises(PlanError, match=r"no package './helper'$"):
        make_plan(choice, found, directory=ground.DIRECTORY)


async def test_a_runner_that_cannot_look_everywhere() -> None:
    """Without a guess it is still told what is missing."""
    choice = ground.choose(_gate("./bsae"))

    found = await find(choice, _Lookout(looks_everywhere=False), SURROUNDINGS)

    with pytest.raises(PlanError, match=r"no package './bsae'$"):
        make_plan(choice, found, directory=ground.DIRECTORY)


def _gate(*packages: str) -> str:
    entries = ", ".join(f"{{package: {package}}}" for package in packages)
    return f"gates: [{{id: g, tests: [{entries}]}}]"
