"""Suites of pytest: the user's own, in its own environment, listened to by a plugin of ours.

A package is a file, said relative to the test directory; a directory stands for all files in
and below it, as for pytest itself. A test is a function, or `Class.method`; the cases of a
parametrised one are its subtests. Settings, plugins and conftest.py of the user hold, except
for what would hide tests (see the plugin).

To find tests, pytest must import their files. A file that cannot be imported is a package with
a fault. A test that some setting leaves out is found, and shows as one that never ran.
"""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import msgspec

from gonogo.acceptance.process import Command, run_process
from gonogo.acceptance.runner import Sink
from gonogo.acceptance.runners.pytest_channel import Channel, Take
from gonogo.acceptance.runners.pytest_listing import Listing
from gonogo.acceptance.runners.pytest_python import find_python
from gonogo.acceptance.task import Ending, Package, Surroundings, Task
from gonogo.errors import GonogoError

_PLUGIN = "gonogo_events"
_PLUGIN_FOLDER = Path(__file__).parent / "pytest_plugin"
_ORDERS_VARIABLE = "GONOGO_PYTEST_ORDERS"
_DISCOVERY_SECONDS = 300.0
_SHOWN_BYTES = 4000

_NOTHING_RAN = 5
# What pytest's own exit codes say where nothing of it came to its end.
_MEANINGS = {
    1: "pytest could not begin",
    2: "pytest was interrupted",
    3: "pytest broke",
    4: "pytest refuses its settings, or cannot load a conftest.py or plugin",
}


class PytestError(GonogoError):
    """A suite's pytest cannot work at all."""

    def __init__(self, python: str, ending: Ending, text: str) -> None:
        super().__init__(
            f"{python} -m pytest cannot look for tests: {_why(ending)}\n{text.strip()}",
            hint=f"Try it yourself: {python} -m pytest --collect-only (7 or later is needed)",
        )
        self.ending = ending


@dataclass(frozen=True)
class _Orders:
    """What the plugin is to do: run these tests of a package; without one, list what there is."""

    package: str = ""
    names: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()

    def text(self, channel: Channel, surroundings: Surroundings) -> bytes:
        """Return them as the plugin reads them."""
        folders = surroundings.environment.get("PYTHONPATH")
        restore = {} if folders is None else {"PYTHONPATH": folders}
        way = {"pipe": str(channel.path), "word": channel.word, "restore": restore}
        return msgspec.json.encode({**way, **asdict(self)})


class _End(msgspec.Struct, frozen=True):
    """What the plugin says last."""

    collected: bool
    waiting: int
    """How many tests had not ended."""
    ended: int


class _Notes:
    """What the plugin said for us alone, at the end of a run."""

    def __init__(self) -> None:
        self._end: _End | None = None

    def take(self, line: bytes) -> None:
        """Take what it said."""
        self._end = msgspec.json.decode(line, type=_End)

    def ending(self, ending: Ending, foreign_bytes: int) -> Ending:
        """Return an ending with what is known of it beyond its exit code."""
        fault = ending.fault or self._fault(ending, foreign_bytes)
        # That nothing ran is told by the events; as an exit code it looks like a crash.
        is_empty = self._end is not None and not (fault or self._end.ended)
        is_idle = is_empty and ending.exit_code == _NOTHING_RAN
        return replace(ending, fault=fault, exit_code=0 if is_idle else ending.exit_code)

    def _fault(self, ending: Ending, foreign_bytes: int) -> str:
        """Return why not all that was to be heard was heard; empty: it was."""
        if foreign_bytes:
            return f"{foreign_bytes} bytes among the events of pytest were not its own"
        if ending.exit_code is None or ending.cut is not None:
            return ""
        if self._end is None or not self._end.collected:
            return _why(ending)
        if not self._end.waiting:
            return ""
        return f"{_why(ending)}, with {self._end.waiting} of its tests unfinished"


@dataclass(frozen=True)
class _Ears:
    """Who takes what a pytest says, and for how long."""

    event: Take
    note: Take
    text: Take
    timeout_seconds: float


class _Tail:
    """The last of what pytest printed, for whoever asks why."""

    def __init__(self) -> None:
        self._kept = bytearray()

    def take(self, chunk: bytes) -> None:
        """Keep the end of what came so far."""
        self._kept += chunk
        del self._kept[:-_SHOWN_BYTES]

    def ignore(self, chunk: bytes) -> None:
        """Take what nobody asks for."""

    @property
    def text(self) -> str:
        """Return what was kept."""
        return self._kept.decode("utf-8", "replace")


class PytestRunner:
    """Runs suites of pytest."""

    name = "pytest"

    def __init__(self, *, python: str | None = None) -> None:
        """Take the Python that runs the tests; None: whichever belongs to their directory."""
        self._python = python

    async def discover(
        self, patterns: Sequence[str], surroundings: Surroundings
    ) -> Mapping[str, tuple[Package, ...]]:
        """Find the test files that each pattern names, by letting pytest collect them.

        Raises:
            PytestError: there is no pytest, it is too old, or it refuses its settings.
        """
        listing = Listing(surroundings.directory, patterns)
        if listing.places:
            await self._collect(listing, listing.places, surroundings)
        # Two files of one name can be imported each by itself, if not by one and the same pytest.
        for package in listing.forget_mistaken():
            await self._collect(listing, (package,), surroundings)
        return listing.by_pattern()

    async def prepare(
        self,
        tasks: Sequence[Task],
        surroundings: Surroundings,
        sinks: Mapping[str, Sink],
    ) -> Mapping[str, str]:
        """Build nothing: pytest imports a file when it runs it."""
        del tasks, surroundings, sinks
        return {}

    async def run(self, task: Task, surroundings: Surroundings, sink: Sink) -> Ending:
        """Run the tests of one file in a pytest of their own."""
        notes = _Notes()
        ending, foreign_bytes = await self._listen(
            surroundings,
            _Orders(task.package, task.names, task.leaves_out),
            task.package,
            ears=_Ears(sink.events, notes.take, sink.text, task.timeout_seconds),
        )
        return notes.ending(ending, foreign_bytes)

    async def _collect(
        self, listing: Listing, places: Sequence[str], surroundings: Surroundings
    ) -> None:
        tail = _Tail()
        ears = _Ears(tail.ignore, listing.take, tail.take, _DISCOVERY_SECONDS)
        ending, _ = await self._listen(surroundings, _Orders(), *places, ears=ears)
        if ending.fault or not listing.is_complete:
            where = f"\nIt was loading {listing.loaded_last}." if listing.loaded_last else ""
            raise PytestError(self._interpreter(surroundings), ending, tail.text + where)

    async def _listen(
        self, surroundings: Surroundings, orders: _Orders, *places: str, ears: _Ears
    ) -> tuple[Ending, int]:
        """Run pytest to its end; return that, and how many bytes came from somebody else."""
        with (
            tempfile.TemporaryDirectory(prefix="pytest-", dir=surroundings.workplace) as room,
            Channel(Path(room), on_event=ears.event, on_note=ears.note) as channel,
        ):
            given = Path(room) / "orders.json"
            given.write_bytes(orders.text(channel, surroundings))
            ending = await run_process(
                self._command(surroundings, given, places, is_listing=not orders.package),
                on_output=ears.text,
                timeout_seconds=ears.timeout_seconds,
            )
        return ending, channel.foreign_bytes

    def _interpreter(self, surroundings: Surroundings) -> str:
        return self._python or find_python(surroundings.directory, surroundings.environment)

    def _command(
        self, surroundings: Surroundings, orders: Path, places: Sequence[str], *, is_listing: bool
    ) -> Command:
        folders = surroundings.environment.get("PYTHONPATH")
        environment = {
            **surroundings.environment,
            "PYTHONPATH": f"{_PLUGIN_FOLDER}:{folders}" if folders else str(_PLUGIN_FOLDER),
            _ORDERS_VARIABLE: str(orders),
        }
        # With it Python leaves out every assertion that pytest has not rewritten.
        environment.pop("PYTHONOPTIMIZE", None)
        python = self._interpreter(surroundings)
        options = ("--collect-only", "-q") if is_listing else ()
        files = (f"./{place}" for place in places)
        return Command(
            (python, "-m", "pytest", "-p", _PLUGIN, *options, *files),
            surroundings.directory,
            environment,
        )


def _why(ending: Ending) -> str:
    if ending.fault:
        return ending.fault
    if ending.signal:
        return f"{ending.signal} ended pytest"
    if ending.cut:
        return "pytest did not end in its time"
    meaning = _MEANINGS.get(ending.exit_code or 0, "pytest ended before it was done")
    return f"{meaning} (exit code {ending.exit_code})"
