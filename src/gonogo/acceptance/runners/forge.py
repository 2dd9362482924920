"""Suites of Foundry: `forge test --json`, one contract a process.

A package is a contract, as forge calls it: `test/Fees.t.sol:FeesTest`. A test is a function,
without its parentheses; functions of one name are subtests, `testFee/(uint8)`. forge prints one
document when all is done, so nothing is heard of a test before, and nothing at all of any test
whose forge was killed. All that it would leave out by its own settings is run.

Which compiler is used, and whether forge may download one, is said in the user's foundry.toml.
"""

import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import IO

import msgspec

from gonogo.acceptance.named_test import SUBTEST
from gonogo.acceptance.process import Command, run_process
from gonogo.acceptance.runner import Sink
from gonogo.acceptance.runners.forge_events import events_of
from gonogo.acceptance.runners.forge_listing import packages_at, place_of, root_of
from gonogo.acceptance.runners.forge_output import (
    Listed,
    SuiteOutput,
    read_list,
    read_output,
    why_nothing_ran,
)
from gonogo.acceptance.task import Ending, Package, Surroundings, Task
from gonogo.clock import Clock, SystemClock
from gonogo.errors import GonogoError

# Contracts with an optimiser that looks at all of them take minutes.
_BUILD_SECONDS = 1800.0
_LONGEST_OUTPUT_BYTES = 256 << 20
_SHOWN_LOGS = "-vv"
# No function, contract or file has such a name: settings of the project leave nothing out.
_LEAVES_NOTHING_OUT = ("--no-match-contract", "^$", "--no-match-path", ":none:")
_ALL = ("--match-test", ".", "--match-contract", ".", "--match-path", "**")
_SPECIAL_IN_GLOBS = re.compile(r"([\[\]{}*?!])")


class ForgeError(GonogoError):
    """forge cannot be run."""

    def __init__(self, forge: str, fault: str) -> None:
        super().__init__(
            f"{forge} cannot be run: {fault}",
            hint="Install Foundry, or name its forge.",
        )
        self.forge = forge


class _Kept:
    """What a forge printed, on disk: with its traces it may be long."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._bytes = 0

    def take(self, chunk: bytes) -> None:
        """Keep some bytes; of what is too long, no more than was kept before."""
        self._bytes += len(chunk)
        if not self.is_too_long:
            self._file.write(chunk)

    @property
    def is_too_long(self) -> bool:
        """Whether it printed more than is read at once."""
        return self._bytes > _LONGEST_OUTPUT_BYTES

    def read(self) -> bytes:
        """Return all that was kept."""
        self._file.seek(0)
        return self._file.read()


class ForgeRunner:
    """Runs tests of Foundry. One of them serves one run."""

    name = "forge"

    def __init__(self, *, forge_binary: str = "forge", clock: Clock | None = None) -> None:
        """Take the program that is forge, as a path or as the PATH of a run knows it."""
        self._forge = forge_binary
        self._clock = clock or SystemClock()
        self._tests: dict[str, tuple[str, ...]] = {}

    async def discover(
        self, patterns: Sequence[str], surroundings: Surroundings
    ) -> Mapping[str, tuple[Package, ...]]:
        """Find the contracts with tests that each pattern names; forge compiles for that.

        Raises:
            ForgeError: there is no forge.
        """
        listed = await self._list(surroundings)
        root = root_of(surroundings.directory)
        return {
            pattern: packages_at(place_of(pattern, surroundings.directory), listed, root)
            for pattern in patterns
        }

    async def prepare(
        self, tasks: Sequence[Task], surroundings: Surroundings, sinks: Mapping[str, Sink]
    ) -> Mapping[str, str]:
        """Compile the project once, so that tasks that run side by side only read it.

        Raises:
            ForgeError: there is no forge.
        """
        fault = (await self._list(surroundings)).fault
        for task in tasks if fault else ():
            self._tell_of_build(task.package, fault, sinks[task.id])
        return {task.id: fault for task in tasks if fault}

    async def run(self, task: Task, surroundings: Surroundings, sink: Sink) -> Ending:
        """Run the tests of one contract, and tell of them when forge does."""
        expected = self._expected(task)
        begun = [{"Action": "start", "Package": task.package}]
        # Of several tests nobody knows which one is running, and a misspelt one never is.
        if len(expected) == 1 and expected[0] in self._tests.get(task.package, ()):
            begun.append({"Action": "run", "Package": task.package, "Test": expected[0]})
        self._tell(sink, begun)
        with tempfile.TemporaryFile(dir=surroundings.workplace) as file:
            kept = _Kept(file)
            ending = await run_process(
                self._command(surroundings, *arguments_of(task)),
                on_output=kept.take,
                on_text=sink.text,
                timeout_seconds=task.timeout_seconds,
            )
            if ending.fault or ending.cut or ending.signal:
                return ending
            if kept.is_too_long:
                return replace(ending, fault=f"forge printed over {_LONGEST_OUTPUT_BYTES} bytes")
            printed = kept.read()
        output = read_output(printed)
        if isinstance(output, str):
            is_text = ending.exit_code != 0 and not printed.lstrip().startswith(b"{")
            return replace(ending, fault=why_nothing_ran(printed, ending) if is_text else output)
        if output.keys() - {task.package}:
            return replace(ending, fault=f"forge ran {', '.join(output)} instead")
        suite = output.get(task.package)
        if suite is None and ending.exit_code != 0:
            return replace(ending, fault=f"forge ran no test (exit code {ending.exit_code})")
        events = events_of(task.package, suite or SuiteOutput({}), expected)
        self._tell(sink, (event for event in events if event not in begun))
        return ending

    async def _list(self, surroundings: Surroundings) -> Listed:
        printed, said = bytearray(), bytearray()
        ending = await run_process(
            self._command(surroundings, "--list", *_ALL, "--no-match-test", "^$"),
            on_output=printed.extend,
            on_text=said.extend,
            timeout_seconds=_BUILD_SECONDS,
        )
        if ending.exit_code is None and ending.fault:
            raise ForgeError(self._forge, ending.fault)
        listed = read_list(bytes(printed), bytes(said), ending)
        for path, contracts in listed.files.items():
            for contract, tests in contracts.items():
                self._tests[f"{path}:{contract}"] = tuple(sorted(set(tests)))
        return listed

    def _command(self, surroundings: Surroundings, *options: str) -> Command:
        argv = (self._forge, "test", "--json", _SHOWN_LOGS, *_LEAVES_NOTHING_OUT, *options)
        return Command(argv, root_of(surroundings.directory), surroundings.environment)

    def _expected(self, task: Task) -> tuple[str, ...]:
        """Return the tests that should run, as far as is known."""
        known = self._tests.get(task.package, ())
        return task.names or tuple(name for name in known if name not in task.leaves_out)

    def _tell_of_build(self, package: str, fault: str, sink: Sink) -> None:
        failed = {"Action": "fail", "Package": package, "Elapsed": 0, "FailedBuild": package}
        events = (
            {"ImportPath": package, "Action": "build-output", "Output": f"{fault}\n"},
            {"ImportPath": package, "Action": "build-fail"},
            {"Action": "start", "Package": package},
            failed,
        )
        self._tell(sink, events)

    def _tell(self, sink: Sink, events: Iterable[Mapping[str, object]]) -> None:
        stamp = self._clock.now().isoformat().replace("+00:00", "Z")
        for event in events:
            sink.events(msgspec.json.encode({"Time": stamp, **event}) + b"\n")


def arguments_of(task: Task) -> tuple[str, ...]:
    """Return what forge is to be told, so that it runs these tests and no others."""
    path, _, contract = task.package.rpartition(":")
    return (
        *("--match-path", _SPECIAL_IN_GLOBS.sub(r"[\1]", path)),
        *("--match-contract", f"^{re.escape(contract)}$"),
        *("--match-test", _pattern(task.names) or "."),
        *("--no-match-test", _pattern(task.leaves_out) or "^$"),
    )


def _pattern(names: Sequence[str]) -> str:
    """Return what matches the signatures of tests; empty: there are none."""
    return "|".join(
        f"^{re.escape(name)}\\("
        if SUBTEST not in name
        else f"^{re.escape(name.replace(SUBTEST, ''))}$"
        for name in names
    )
