"""Run the gates that come with gonogo: `python -m gonogo.gates`, a program like any other.

It is started by the very interpreter that runs us, whatever the test directory holds, and
speaks the events of `go test -json` itself, so nothing is translated here. It ends tests whose
time is over and gives back what they were lent; only when it does not is it ended from here.
"""

import sys
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

from gonogo.acceptance.named_test import SUBTEST
from gonogo.acceptance.process import Command, run_process
from gonogo.acceptance.runner import Sink
from gonogo.acceptance.task import Ending, Package, Surroundings, Task
from gonogo.errors import GonogoError

PREFIX = "gonogo/"
PACKAGES = ("gonogo/base",)

# Without the directory it runs in on its path: a suite may have a folder of any name.
PROGRAM = (sys.executable, "-P", "-m", "gonogo.gates")
_LISTING_SECONDS = 60.0
_GIVING_BACK_SECONDS = 45.0
"""After the tests' own time: the program then sends back what is left of the money."""
_GRACE_SECONDS = 10.0


class GatesMissingError(GonogoError):
    """The gates that are shipped cannot be listed."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"the shipped gates cannot be listed: {said or 'no reason was given'}",
            hint="Was only a part of the program installed? Install it again.",
        )


class ShippedRunner:
    """Runs the tests of gonogo's own gates."""

    name = "gonogo"

    async def discover(
        self, patterns: Sequence[str], surroundings: Surroundings
    ) -> Mapping[str, tuple[Package, ...]]:
        """List the tests of each gate that a pattern names, without asking any network.

        Raises:
            GatesMissingError: the program does not run.
        """
        packages: dict[str, Package] = {}
        for name in PACKAGES:
            tests = await _tests_of(name, surroundings)
            packages[name] = Package(name, surroundings.directory, tests)
        return {
            pattern: tuple(found for name, found in packages.items() if _is_meant(pattern, name))
            for pattern in patterns
        }

    async def prepare(
        self, tasks: Sequence[Task], surroundings: Surroundings, sinks: Mapping[str, Sink]
    ) -> Mapping[str, str]:
        """Say of tasks that are none of ours that they cannot run; there is nothing to build."""
        _ = surroundings, sinks
        return {
            task.id: f"no gate {task.package!r} is shipped"
            for task in tasks
            if task.package not in PACKAGES
        }

    async def run(self, task: Task, surroundings: Surroundings, sink: Sink) -> Ending:
        """Run the tests of a task side by side in one process."""
        return await run_process(
            Command(
                (*PROGRAM, *arguments_of(task)), surroundings.directory, surroundings.environment
            ),
            on_output=sink.events,
            on_text=sink.text,
            timeout_seconds=task.timeout_seconds + _GIVING_BACK_SECONDS,
            grace_seconds=_GRACE_SECONDS,
        )


def arguments_of(task: Task) -> tuple[str, ...]:
    """Return what the program is to be told."""
    wanted, left_out = _tops(task.names), _tops(task.leaves_out)
    return (
        task.package.removeprefix(PREFIX),
        "--timeout",
        f"{task.timeout_seconds:g}",
        *(("--run", *wanted) if wanted else ()),
        *(("--skip", *left_out) if left_out else ()),
    )


def _tops(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.partition(SUBTEST)[0] for name in names))


def _is_meant(pattern: str, package: str) -> bool:
    return fnmatchcase(package, pattern.removesuffix("...") + "*" * pattern.endswith("/..."))


async def _tests_of(package: str, surroundings: Surroundings) -> tuple[str, ...]:
    output, text = bytearray(), bytearray()
    ending = await run_process(
        Command(
            (*PROGRAM, package.removeprefix(PREFIX), "--list"),
            surroundings.directory,
            surroundings.environment,
        ),
        on_output=output.extend,
        on_text=text.extend,
        timeout_seconds=_LISTING_SECONDS,
    )
    lines = output.decode("utf-8", "replace").splitlines()
    if not ending.is_clean or ending.exit_code != 0 or not lines:
        raise GatesMissingError(ending.fault or text.decode("utf-8", "replace").strip())
    return tuple(sorted(line.partition("\t")[0] for line in lines))
