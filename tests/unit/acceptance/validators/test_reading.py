"""Reading validators files, as they are."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from gonogo.acceptance import Entry, Validators
from gonogo.acceptance.validators import parse_validators, read_validators
from gonogo.documents import DocumentError, Place

ROOT = Path(__file__).parents[4]
AS_WRITTEN = ROOT / "tests" / "data" / "validators" / "as-written.yaml"


@pytest.fixture(scope="module")
def written() -> Validators:
    return read_validators(AS_WRITTEN)


def _entry(of: Validators, gate: str, position: int) -> Entry:
    return next(each for each in of.gates if each.id == gate).entries[position]


def test_a_file_as_it_is_kept(written: Validators) -> None:
    """A file in op-acceptor's form is read as it is, every gate of it."""
    assert [gate.id for gate in written.gates] == [
        "quarantine",
        "emptied",
        "holocene",
        "base",
        "readiness",
        "jovian",
        "grouped",
        "listed",
    ]
    assert written.file == str(AS_WRITTEN)


def test_a_test_by_name(written: Validators) -> None:
    """Name, time limit, owner, metadata and place of an entry are kept."""
    entry = _entry(written, "quarantine", 0)

    assert entry == Entry(
        "example.org/stack/tests/proofs",
        "TestProposer",
        600.0,
        "ada,grace",
        (("target_gate", "base"),),
        Place(12, 8),
    )


def test_a_whole_package(written: Validators) -> None:
    """An entry without a name and time limit says just that."""
    entry = _entry(written, "base", 0)

    assert (entry.name, entry.timeout_seconds) == ("", None)


def test_an_owner_beside_the_package(written: Validators) -> None:
    """An owner counts outside of the metadata as well."""
    assert _entry(written, "quarantine", 1).owner == "edsger"


def test_an_emptied_gate(written: Validators) -> None:
    """A key `tests:` with nothing behind it is an empty list, as in a quarantine in good times."""
    emptied = next(gate for gate in written.gates if gate.id == "emptied")

    assert (emptied.entries, emptied.suites) == ((), ())


def test_suites_as_a_mapping(written: Validators) -> None:
    """Suites keep their order, names and entries; one without anything is empty."""
    grouped = next(gate for gate in written.gates if gate.id == "grouped")

    assert [(suite.id, len(suite.entries)) for suite in grouped.suites] == [
        ("smoke", 1),
        ("kurtosis", 1),
        ("none", 0),
    ]


def test_suites_as_a_list(written: Validators) -> None:
    """The form of op-acceptor's README, which its parser did not take, is taken."""
    listed = next(gate for gate in written.gates if gate.id == "listed")

    (suite,) = listed.suites
    (entry,) = suite.entries
    assert (suite.id, suite.description) == ("interop", "As a list")
    assert (entry.name, entry.owner) == ("TestInterop", "team-b")
    assert entry.metadata == (("description", "One of them"),)


@pytest.mark.parametrize(
    ("owners", "expected"),
    [
        ("owner: a\n    metadata: {owner: b}", "a"),
        ("metadata: {owner: b}", "b"),
        ("metadata: {owner: [b, c]}", "b, c"),
        ("metadata: {owner: }", ""),
        ("metadata:", ""),
    ],
)
def test_whose_a_gate_is(owners: str, expected: str) -> None:
    """The owner of a gate goes for its tests, wherever it is written."""
    text = f"gates:\n  - id: g\n    {owners}\n    tests: [{{package: p}}]"

    (gate,) = parse_validators(text, "f").gates

    assert (gate.owner, gate.entries[0].owner) == (expected, expected)


def test_other_metadata_is_kept_as_text() -> None:
    """Whatever else was noted about a test is kept for reports."""
    text = "gates: [{id: g, tests: [{package: p, metadata: {b: 1, a: {x: [true]}}}]}]"

    (entry,) = parse_validators(text, "f").gates[0].entries

    assert entry.metadata == (("a", '{"x":[true]}'), ("b", "1"))


def test_a_gate_that_looks_like_a_number() -> None:
    """A gate may be called by a number, and is found by the digits that were typed."""
    (gate,) = parse_validators("gates: [{id: 0770, tests: [{package: p}]}]", "f").gates

    assert gate.id == "0770"


def test_entries_merged_from_an_anchor() -> None:
    """Anchors below a key of one's own work, as anywhere in YAML."""
    text = "x-slow: &slow {timeout: 2h}\ngates: [{id: g, tests: [{package: p, <<: *slow}]}]"

    (entry,) = parse_validators(text, "f").gates[0].entries

    assert entry.timeout_seconds == 7200


def test_what_runs_a_gate() -> None:
    """A gate may say which tool runs it."""
    text = """
gates:
  - {id: a, runner: pytest, tests: [{package: tests/test_fees.py}]}
  - {id: b, runner: command, command: [npm, test], report: out/junit.xml}
"""

    one, two = parse_validators(text, "f").gates

    assert one.runner == "pytest"
    assert (two.runner, two.command, two.report) == ("command", ("npm", "test"), "out/junit.xml")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("timout: 5m", "f:4:11 gates.0.tests.0.timout: unknown key (did you mean 'timeout'?)"),
        ("Timeout: 5m", "unknown key (did you mean 'timeout'?)"),
        ("pakage: x", "unknown key (did you mean 'package'?)"),
        ("retries: 3", "unknown key (known here: description, id, metadata, name, owner, package"),
        ("timeout: 600", "f:4:20 gates.0.tests.0.timeout: has no unit"),
        ("timeout: 0s", "must be more than nothing"),
        ("timeout: true", "gates.0.tests.0.timeout: "),
        ("name:", "is empty, where text is expected"),
        ('name: ""', "must not be empty"),
        ("name: [TestA]", "must be text"),
        ('name: " TestA"', "without blanks around it"),
        ("name: -run", "must not begin with a dash"),
        ("id:", "is empty, where text is expected"),
        ("run_all: yes", "gates.0.tests.0.run_all: "),
    ],
)
def test_a_slip_in_an_entry(line: str, told: str) -> None:
    """A key or value that is not known is refused with its place, and the nearest known."""
    text = f"gates:\n- id: g\n  tests:\n        - {line}\n          package: p\n"

    with pytest.raises(DocumentError) as raised:
        parse_validators(text, "f")

    assert told in raised.value.message


@pytest.mark.parametrize(
    "package", ["", '""', "-exec=rm", '"a\\nb"', '" a"', "[a]", '"a\\0"', "x" * 1001]
)
def test_a_package_that_is_none(package: str) -> None:
    """A package that no tool would take, or would take for an option, is refused."""
    text = f"gates:\n- id: g\n  tests:\n  - package: {package}\n"

    with pytest.raises(DocumentError, match=r"f:4:\d+ gates\.0\.tests\.0\.package: "):
        parse_validators(text, "f")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("gates:", "must be a list"),
        ("gates: []", "has no gate"),
        ("gates: {base: {}}", "must be a list"),
        ("gates: [{tests: []}]", "gates.0.id: is required"),
        ("gates: [{id: a b}]", "write letters, digits"),
        ("gates: [{id: 'a,b'}]", "write letters, digits"),
        ("gates: [{id: g, inherit: [x]}]", "did you mean 'inherits'?"),
        ("gates: [{id: g, inherits: x}]", "must be a list"),
        ("gates: [{id: g, suites: x}]", "must be a mapping"),
        ("gates: [{id: g, suites: {s: {test: []}}}]", "did you mean 'tests'?"),
        ("gates: [{id: g, suites: {s: {id: s}}}]", "gates.0.suites.s.id: unknown key"),
        ("gates: [{id: g, suites: [{tests: []}]}]", "gates.0.suites.0.id: is required"),
        ("gates: [{id: g, suites: [{id: s, desc: x}]}]", "gates.0.suites.0.desc: unknown key"),
        ("gates: [{id: g, runner: pytst}]", "did you mean 'pytest'?"),
        ("gates: [{id: g, tests: [{name: TestA}]}]", "package: is required and is missing"),
        ("gate: [{id: g}]", "did you mean 'gates'?"),
        ("gates: [{id: g, id: h}]", "a second time"),
        ("gates: [{id: g}]\nversion: 2", "version: unknown key"),
        ("gates: [", "is not valid YAML"),
    ],
)
def test_a_slip_in_a_file(text: str, told: str) -> None:
    """A file that says something else than it can mean is refused."""
    with pytest.raises(DocumentError) as raised:
        parse_validators(text, "f")

    assert told in raised.value.message


def test_all_slips_at_once() -> None:
    """Everything that is wrong is told in one go, in the order of the file."""
    text = "gates: [{id: g, tests: [{package: p, timout: 1m}, {pakage: q}]}, {id: h, x: 1}]"

    with pytest.raises(DocumentError) as raised:
        parse_validators(text, "f")

    columns = [problem.place.column for problem in raised.value.problems if problem.place]
    assert len(columns) == 4
    assert columns == sorted(columns)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"gates: \x00"])
def test_a_file_that_is_no_text(tmp_path: Path, content: bytes) -> None:
    """A file that cannot be read is an error, never an empty one."""
    path = tmp_path / "f.yaml"
    path.write_bytes(content)

    with pytest.raises(DocumentError):
        read_validators(path)


def test_a_missing_file(tmp_path: Path) -> None:
    """A file that is not there is an error that names it."""
    with pytest.raises(DocumentError, match="there is no such file"):
        read_validators(tmp_path / "gone.yaml")


def test_pydantic_waits_for_a_file() -> None:
    """Whoever reads no validators file does not wait for pydantic."""
    code = "import sys, gonogo.acceptance.validators, gonogo.acceptance.plan; print(*sys.modules)"

    answer = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )

    assert not {"pydantic", "yaml"} & set(answer.stdout.split())


@pytest.mark.parametrize("position", [0, 1])
def test_the_examples_of_the_documentation(position: int) -> None:
    """What the page for those who come from op-acceptor shows can be read."""
    page = (ROOT / "docs" / "op-acceptor.md").read_text("utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)

    assert len(examples) == 2
    assert len(parse_validators(examples[position], "op-acceptor.md").gates) == 2
