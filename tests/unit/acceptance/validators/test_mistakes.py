"""What is wrong with a file although each of its values is right."""

import pytest

from gonogo.acceptance.validators import parse_validators
from gonogo.documents import DocumentError

ONE = "tests: [{package: p}]"


def _refused(text: str) -> str:
    with pytest.raises(DocumentError) as raised:
        parse_validators(text, "f")
    return raised.value.message


def test_a_parent_that_does_not_exist() -> None:
    """A misspelt parent is refused with its place and the nearest gate."""
    text = f"gates:\n- {{id: base, {ONE}}}\n- id: child\n  inherits:\n  - bsae\n  {ONE}"

    message = _refused(text)

    expected = "f:5:5 gates.1.inherits.0: there is no gate 'bsae' (did you mean 'base'?)"
    assert message == expected


@pytest.mark.parametrize(
    ("inherits", "told"),
    [
        ({"a": "a"}, "a -> a"),
        ({"a": "b", "b": "a"}, "a -> b -> a"),
        ({"a": "b", "b": "c", "c": "b"}, "b -> c -> b"),
    ],
)
def test_gates_that_inherit_themselves(inherits: dict[str, str], told: str) -> None:
    """A circle is refused, with the way that it goes."""
    gates = ", ".join(f"{{id: {gate}, inherits: [{of}]}}" for gate, of in inherits.items())

    message = _refused(f"gates: [{gates}]")

    ways = {" -> ".join((*told.split(" -> ")[i:-1], *told.split(" -> ")[: i + 1])) for i in (0, 1)}
    assert any(f"inherits itself: {way}" in message for way in ways)


@pytest.mark.parametrize(
    ("gate", "told"),
    [
        ("id: gateless, tests: [{package: p}]", "is what a run without gates is called"),
        ("id: gonogo/base, tests: [{package: p}]", "gates that come with gonogo"),
        ("id: g, inherits: [b, b]", "names 'b' a second time"),
        ("id: g, tests: [{package: p}, {package: p}]", "stands here a second time"),
        ("id: g, tests: [{package: p, name: T}, {package: p, id: T}]", "here a second time"),
        (
            "id: g, tests: [{package: p, timeout: 1m}], suites: {s: {tests: [{package: p}]}}",
            "has another time limit elsewhere",
        ),
        ("id: g, tests: [{package: p, name: T, id: T}]", "says the name a second time"),
        ("id: g, tests: [{package: p, name: T/sub}]", "names a subtest"),
        ("id: g, tests: [{package: p, name: T, run_all: true}]", "asks for all tests, and a name"),
        ("id: g, tests: [{package: p, run_all: false}]", "all tests of the package are run"),
        ("id: g, suites: [{id: s}, {id: s}]", "there is a suite 's' in this gate already"),
        ("id: g, runner: command, report: r", "needs the words that start it"),
        ("id: g, runner: command, command: [], report: r", "needs the words that start it"),
        ("id: g, runner: command, command: [x]", "needs the file that it writes"),
        ("id: g, runner: go, command: [x]", "belongs to `runner: command`"),
        ("id: g, report: x", "belongs to `runner: command`"),
        ("id: g, runner: pytest, inherits: [go]", "'go' is run otherwise than 'g'"),
        ("id: g, inherits: [py, go]", "'go' is run otherwise than 'py'"),
        ("id: b", "there is a gate 'b' already"),
    ],
)
def test_what_a_person_cannot_have_meant(gate: str, told: str) -> None:
    """What would leave out tests or contradict itself is refused."""
    known = "{id: b}, {id: go, runner: go}, {id: py, runner: pytest}"

    message = _refused(f"gates: [{known}, {{{gate}}}]")

    assert told in message
    assert "gates.3" in message


def test_one_test_in_two_suites() -> None:
    """A test may stand in several suites of a gate, with one time limit."""
    tests = "{tests: [{package: p, timeout: 1m}]}"

    (gate,) = parse_validators(f"gates: [{{id: g, suites: {{s: {tests}, t: {tests}}}}}]", "f").gates

    assert [suite.id for suite in gate.suites] == ["s", "t"]


def test_a_gate_for_the_tool_of_its_parent() -> None:
    """A gate that says the tool of what it inherits, or none, is right."""
    text = (
        "gates: [{id: a, runner: go}, {id: b, inherits: [a]}, {id: c, runner: go, inherits: [b]}]"
    )

    assert len(parse_validators(text, "f").gates) == 3


def test_a_long_chain_of_gates() -> None:
    """A file may chain more gates than Python can call functions."""
    chain = ", ".join(f"{{id: g{n}, inherits: [g{n + 1}]}}" for n in range(3000))

    text = f"gates: [{chain}, {{id: g3000, tests: [{{package: p}}]}}]"

    assert len(parse_validators(text, "f").gates) == 3001
