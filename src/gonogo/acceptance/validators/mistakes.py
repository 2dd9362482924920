"""What is wrong with a validators file although every key and value by itself is right.

Each rule refuses what would otherwise leave out tests, or run them otherwise than was
written, without a word: a parent that does not exist, a test written twice where a second
one was meant, two time limits for one test.
"""

from collections.abc import Iterator, Sequence

from gonogo.acceptance.asking import SHIPPED
from gonogo.acceptance.named_test import SUBTEST
from gonogo.acceptance.validators.choosing import GATELESS
from gonogo.acceptance.validators.lineage import Parents, cycle, lineage
from gonogo.acceptance.validators.schema import Step, TheEntry, TheFile, TheGate
from gonogo.documents import nearest

Mistake = tuple[tuple[Step, ...], str]
"""The path of a key or value, and what is wrong with it."""


def mistakes(file: TheFile) -> Iterator[Mistake]:
    """Yield everything that is wrong with a file, in no order."""
    if not file.gates:
        yield ("gates",), "has no gate"
    parents = {gate.id: gate.inherits for gate in file.gates}
    yield from _ids(file.gates)
    yield from _cycle(file.gates, parents)
    for number, gate in enumerate(file.gates):
        for path, message in _of_gate(gate, parents):
            yield ("gates", number, *path), message
    yield from _runners(file.gates, parents)


def _ids(gates: Sequence[TheGate]) -> Iterator[Mistake]:
    met: set[str] = set()
    for position, gate in enumerate(gates):
        path = ("gates", position, "id")
        if gate.id in met:
            yield path, f"there is a gate {gate.id!r} already"
        met.add(gate.id)
        if gate.id == GATELESS:
            yield path, f"{GATELESS!r} is what a run without gates is called"
        if gate.id.startswith(SHIPPED):
            yield path, f"gates that come with gonogo are called {SHIPPED}…"


def _cycle(gates: Sequence[TheGate], parents: Parents) -> Iterator[Mistake]:
    found = cycle(parents)
    if found:
        child = next(position for position, gate in enumerate(gates) if gate.id == found[0])
        path = ("gates", child, "inherits", gates[child].inherits.index(found[1]))
        yield path, f"inherits itself: {' -> '.join(found)}"


def _of_gate(gate: TheGate, parents: Parents) -> Iterator[Mistake]:
    yield from _inherits(gate, parents)
    yield from _command(gate)
    names: set[str] = set()
    for path, name, suite in gate.lists():
        if name in names:
            yield (*path, "id"), f"there is a suite {name!r} in this gate already"
        names.add(name)
        for position, entry in enumerate(suite.tests):
            for key, message in _of_entry(entry):
                yield (*path, "tests", position, key), message
    yield from _repeats(gate)


def _inherits(gate: TheGate, parents: Parents) -> Iterator[Mistake]:
    for position, parent in enumerate(gate.inherits):
        path = ("inherits", position)
        if parent not in parents:
            near = nearest(parent, parents)
            guess = f" (did you mean {near!r}?)" if near else ""
            yield path, f"there is no gate {parent!r}{guess}"
        if parent in gate.inherits[:position]:
            yield path, f"names {parent!r} a second time"


def _command(gate: TheGate) -> Iterator[Mistake]:
    if gate.runner == "command":
        if not gate.command:
            yield ("command",), "the runner `command` needs the words that start it"
        if gate.report is None:
            yield ("report",), "the runner `command` needs the file that it writes"
        return
    for key, value in (("command", gate.command), ("report", gate.report)):
        if value is not None:
            yield (key,), "belongs to `runner: command`, which this gate has not"


def _of_entry(entry: TheEntry) -> Iterator[tuple[str, str]]:
    if entry.name and entry.id:
        yield "id", "says the name a second time"
    if SUBTEST in entry.test:
        key = "name" if entry.name else "id"
        yield key, "names a subtest; name the test, which its subtests come along with"
    if entry.run_all is True and entry.test:
        yield "run_all", "asks for all tests, and a name for one"
    if entry.run_all is False and not entry.test:
        yield "run_all", "without a name, all tests of the package are run"


def _repeats(gate: TheGate) -> Iterator[Mistake]:
    """Yield tests that stand twice in one list, or in two with different time limits."""
    timeouts: dict[tuple[str, str], float | None] = {}
    for path, _, suite in gate.lists():
        here: set[tuple[str, str]] = set()
        for position, entry in enumerate(suite.tests):
            test = (entry.package, entry.test)
            if test in here:
                yield (*path, "tests", position), "stands here a second time"
            elif timeouts.setdefault(test, entry.timeout) != entry.timeout:
                yield (*path, "tests", position), "has another time limit elsewhere in this gate"
            here.add(test)


def _runners(gates: Sequence[TheGate], parents: Parents) -> Iterator[Mistake]:
    """Yield gates that would need two tools at once, their own and that of what they inherit."""
    said = {gate.id: (gate.runner, gate.command, gate.report) for gate in gates if gate.runner}
    # Only two that say something can differ, and following every line takes its time.
    for position, gate in enumerate(gates if len(said) > 1 else ()):
        told = [each for each in lineage(gate.id, parents) if each in said]
        other = next((each for each in told if said[each] != said[told[0]]), None)
        if other is not None:
            key = "runner" if told[0] == gate.id else "inherits"
            message = f"what it inherits from {other!r} is run otherwise than {told[0]!r}"
            yield ("gates", position, key), message
