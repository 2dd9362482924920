"""What a gate asks for with everything that it inherits."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonogo.acceptance import Entry, Gate, Suite, Validators
from gonogo.acceptance.validators import parse_validators, resolve
from gonogo.acceptance.validators.lineage import lineage

# A busy machine is no mistake of what is tried.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _resolved(text: str, gate: str) -> Gate:
    (found,) = resolve(parse_validators(text, "f"), [gate])
    return found


def _told(entries: tuple[Entry, ...]) -> list[tuple[str, str, float | None]]:
    return [(entry.package, entry.name, entry.timeout_seconds) for entry in entries]


def test_the_child_wins() -> None:
    """A test that a gate names itself has the gate's time limit, and is there once."""
    gate = _resolved(
        """
gates:
  - {id: base, tests: [{package: p, timeout: 1m}, {package: p, name: A, timeout: 2m}]}
  - {id: child, inherits: [base], tests: [{package: p, timeout: 3m}]}
""",
        "child",
    )

    assert _told(gate.entries) == [("p", "", 180), ("p", "A", 120)]


def test_the_file_may_say_a_child_before_its_parents() -> None:
    """The order of gates in the file is of no account."""
    gate = _resolved(
        "gates: [{id: c, inherits: [b]}, {id: b, inherits: [a]}, {id: a, tests: [{package: p}]}]",
        "c",
    )

    assert _told(gate.entries) == [("p", "", None)]


def test_what_is_inherited_by_two_ways_is_there_once() -> None:
    """Of a diamond the first way counts, depth first."""
    gate = _resolved(
        """
gates:
  - {id: root, tests: [{package: p, timeout: 1m}]}
  - {id: left, inherits: [root]}
  - {id: right, inherits: [root], tests: [{package: p, timeout: 9m}, {package: q}]}
  - {id: child, inherits: [left, right]}
""",
        "child",
    )

    assert _told(gate.entries) == [("p", "", 60), ("q", "", None)]


def test_a_suite_replaces_the_suite_that_it_inherits() -> None:
    """A child's suite takes the place of its parent's of that name, with all its tests."""
    gate = _resolved(
        """
gates:
  - id: base
    suites: {smoke: {tests: [{package: old}]}, other: {tests: [{package: kept}]}}
  - {id: child, inherits: [base], suites: [{id: smoke, tests: [{package: new}]}]}
""",
        "child",
    )

    assert [(suite.id, _told(suite.entries)) for suite in gate.suites] == [
        ("smoke", [("new", "", None)]),
        ("other", [("kept", "", None)]),
    ]


def test_a_suite_emptied_by_a_child() -> None:
    """A child may replace a suite by an empty one; nothing of it is left."""
    gate = _resolved(
        """
gates:
  - {id: base, tests: [{package: p}], suites: {smoke: {tests: [{package: old}]}}}
  - {id: child, inherits: [base], suites: {smoke: {tests: []}}}
""",
        "child",
    )

    assert gate.suites == ()


def test_suites_of_two_parents_are_both_kept() -> None:
    """Neither of two parents replaces the other's suite: no test is lost that nobody replaced."""
    gate = _resolved(
        """
gates:
  - {id: left, suites: {smoke: {tests: [{package: l}]}}}
  - {id: right, suites: {smoke: {tests: [{package: r}]}}}
  - {id: child, inherits: [left, right]}
""",
        "child",
    )

    (suite,) = gate.suites
    assert _told(suite.entries) == [("l", "", None), ("r", "", None)]


def test_a_suite_replaced_on_one_of_two_ways_is_replaced() -> None:
    """What a gate in the line replaces does not come back by a way around it."""
    gate = _resolved(
        """
gates:
  - {id: root, suites: {smoke: {tests: [{package: old}]}}}
  - {id: around, inherits: [root]}
  - {id: replacing, inherits: [root], suites: {smoke: {tests: [{package: new}]}}}
  - {id: child, inherits: [around, replacing]}
""",
        "child",
    )

    (suite,) = gate.suites
    assert _told(suite.entries) == [("new", "", None)]


def test_a_test_of_the_gate_and_of_a_suite_is_there_once() -> None:
    """What stands in a suite and outside of it is outside of it."""
    gate = _resolved(
        """
gates:
  - {id: base, suites: {smoke: {tests: [{package: p, name: A}, {package: p, name: B}]}}}
  - {id: child, inherits: [base], tests: [{package: p, name: A, timeout: 1m}]}
""",
        "child",
    )

    assert _told(gate.entries) == [("p", "A", 60)]
    assert _told(gate.suites[0].entries) == [("p", "B", None)]


def test_the_tool_is_inherited() -> None:
    """A gate that says no tool has the one of what it inherits."""
    gate = _resolved(
        """
gates:
  - {id: base, runner: command, command: [x, y], report: r.xml, tests: [{package: p}]}
  - {id: child, inherits: [base]}
""",
        "child",
    )

    assert (gate.runner, gate.command, gate.report) == ("command", ("x", "y"), "r.xml")


def test_gates_come_in_the_order_asked_each_once() -> None:
    """What is asked for twice is one gate."""
    read = parse_validators("gates: [{id: a}, {id: b}]", "f")

    assert [gate.id for gate in resolve(read, ["b", "a", "b"])] == ["b", "a"]


def test_a_gate_that_is_not_there() -> None:
    """Asking past the choice for a gate that does not exist is a mistake of ours."""
    with pytest.raises(KeyError):
        resolve(parse_validators("gates: [{id: a}]", "f"), ["b"])


_ENTRY = st.builds(
    Entry,
    st.sampled_from("pqr"),
    st.sampled_from(["", "A", "B"]),
    st.sampled_from([None, 1.0, 2.0, 3.0]),
)


@st.composite
def _files(draw: st.DrawFn) -> Validators:
    """Return gates that inherit only gates after them, so in no circle."""
    count = draw(st.integers(1, 6))
    gates = []
    for number in range(count):
        after = [str(each) for each in range(number + 1, count)]
        inherits = draw(st.lists(st.sampled_from(after), unique=True)) if after else []
        entries = draw(st.lists(_ENTRY, max_size=4, unique_by=lambda e: (e.package, e.name)))
        gates.append(Gate(str(number), inherits=tuple(inherits), entries=tuple(entries)))
    return Validators("f", tuple(gates))


@UNHURRIED
@given(_files())
def test_each_test_of_the_line_once_as_the_nearest_says_it(file: Validators) -> None:
    """Exactly what the line of a gate asks for is there, once, as the nearest gate says it."""
    by_id = {gate.id: gate for gate in file.gates}
    nearest_says: dict[tuple[str, str], Entry] = {}
    for gate in lineage("0", {each.id: each.inherits for each in file.gates}):
        for entry in by_id[gate].entries:
            nearest_says.setdefault((entry.package, entry.name), entry)

    (resolved,) = resolve(file, ["0"])

    assert resolved.entries == tuple(nearest_says.values())


@UNHURRIED
@given(_files(), st.randoms(use_true_random=False))
def test_the_order_of_the_file_is_of_no_account(file: Validators, order: random.Random) -> None:
    """Gates in another order in the file ask for the same."""
    shuffled = list(file.gates)
    order.shuffle(shuffled)

    assert resolve(Validators("f", tuple(shuffled)), ["0"]) == resolve(file, ["0"])


@UNHURRIED
@given(_files(), _files())
def test_resolved_gates_stay_as_they_are(file: Validators, other: Validators) -> None:
    """What is resolved is resolved: doing it again, among whatever others, changes nothing."""
    (once,) = resolve(file, ["0"])
    others = (gate for gate in other.gates if gate.id != "0")

    assert resolve(Validators("f", (once, *others)), ["0"]) == (once,)


@UNHURRIED
@given(_files())
def test_a_suite_loses_no_test(file: Validators) -> None:
    """Put into suites of names of their own, gates ask for the same tests."""
    in_suites = tuple(
        Gate(each.id, inherits=each.inherits, suites=(Suite(f"s{each.id}", entries=each.entries),))
        for each in file.gates
    )

    (resolved,) = resolve(Validators("f", in_suites), ["0"])

    flat = [entry for suite in resolved.suites for entry in suite.entries]
    assert tuple(flat) == resolve(file, ["0"])[0].entries
