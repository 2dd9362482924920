"""`gonogo ingest`: results that others bring are of this candidate, fresh, whole, or no pass."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from tests.recovery.assess.simulation import Ended, Simulation, simulated

pytestmark = [pytest.mark.asyncio(loop_scope="module")]

JUNIT = """\
<testsuite name="s" tests="2">
  <testcase classname="pkg" name="TestA" time="0.1"/>
  <testcase classname="pkg" name="TestB" time="0.1"/>
</testsuite>
"""
CTRF = {
    "results": {
        "tool": {"name": "jest"},
        "summary": dict.fromkeys(("failed", "pending", "skipped", "other"), 0)
        | {"tests": 1, "passed": 1, "start": 1, "stop": 2},
        "tests": [{"name": "TestA", "status": "passed", "duration": 5, "suite": "pkg"}],
    }
}
GO_JSON = "".join(
    json.dumps({"Time": "2026-11-22T18:00:00Z", "Package": "pkg", **event}) + "\n"
    for event in (
        {"Action": "start"},
        {"Action": "run", "Test": "TestA"},
        {"Action": "pass", "Test": "TestA", "Elapsed": 0.1},
        {"Action": "pass", "Elapsed": 0.1},
    )
)
POLICY = """\
name: own
title: Own
level: OWN
interval: 1s
defaults: {window: once, freshness: 1h}
requirements:
  - id: taken
    title: T
    why: w
    remedy: r
    source: s
    check: gate:brought
    parameters: {from_elsewhere: true}
  - {id: refused, title: T, why: w, remedy: r, source: s, check: gate:brought}
"""
Bring = Callable[..., Awaitable[Ended]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def simulation(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Simulation]:
    """One network for all tests here; each brings results of a gate of its own."""
    async with simulated(tmp_path_factory.mktemp("ingest")) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bring(simulation: Simulation) -> Bring:
    """What brings a report of the candidate on the network, run an hour ago."""
    shown = await simulation.run("network", "show", "simulated", "--json")
    candidate: str = json.loads(shown.out)["candidate"]

    async def brought(
        gate: str,
        content: str,
        *words: str,
        hours: float = 1.0,
        of: str = "",
        name: str = "results",
    ) -> Ended:
        (simulation.directory / name).write_text(content)
        ran_at = datetime.now(UTC) - timedelta(hours=hours)  # noqa: TID251
        return await simulation.run(
            *("ingest", "simulated", name, "--gate", gate),
            *("--candidate", of or candidate, "--source", "https://ci.example/1"),
            *("--ran-at", f"{ran_at:%Y-%m-%dT%H:%M:%SZ}", *words),
        )

    return brought


@pytest.mark.parametrize(
    ("content", "tests"), [(JUNIT, 2), (json.dumps(CTRF), 1), (GO_JSON, 1)], ids=[*"jcg"]
)
async def test_reports_are_taken_by_what_they_begin_like(
    bring: Bring, content: str, tests: int
) -> None:
    """JUnit, CTRF and `go test -json`."""
    ended = await bring("taken", content)

    assert ended.code == 0, ended.out + ended.err
    assert f"{tests} test" in ended.out
    assert "passed" in ended.out


async def test_results_of_another_candidate_are_refused(
    bring: Bring, simulation: Simulation
) -> None:
    """They say nothing about this one, so no run is recorded; too short a digest says nothing."""
    before = simulation.rows("SELECT count(*) FROM runs")
    other = await bring("other", JUNIT, of=f"sha256:{'0' * 64}")
    short = await bring("other", JUNIT, of="sha256:12")

    assert (other.code, short.code) == (2, 2)
    assert "are said to be of candidate" in other.err
    assert simulation.rows("SELECT count(*) FROM runs") == before


@pytest.mark.parametrize(
    ("content", "hours", "told"),
    [
        (JUNIT, 25, "long before it was brought here"),
        (JUNIT, -1, "after its results were brought here"),
        (JUNIT[:60], 1, "breaks off"),
        (JUNIT.replace('tests="2"', 'tests="3"'), 1, "declares 3 tests and has 2"),
        (GO_JSON[:-60], 1, ""),
    ],
    ids=["old", "future", "cut off", "counts", "cut stream"],
)
async def test_what_cannot_be_relied_on_holds(
    bring: Bring, content: str, hours: float, told: str
) -> None:
    """It is recorded, with what is wrong about it, and is no pass."""
    ended = await bring("doubtful", content, hours=hours)

    assert ended.code == 3, ended.out + ended.err
    assert "✓" not in ended.out
    assert told in ended.out


@pytest.mark.parametrize(
    ("content", "name", "told", "hint"),
    [
        ("", "empty.xml", "empty.xml:1:1: it is empty", "Look whether the tests wrote it"),
        ("\n  ok all good\n", "log", "log:2:3: it begins like text", "Look whether"),
        ("<!doctype html><html/>", "page.xml", "page.xml:1:", "Look whether"),
        ('{"name": "package"}', "other.json", "JSON without `results` of tests", "Look whether"),
        (JUNIT, "junit.json", "called .json, and begins like junit", "say --format junit"),
        (GO_JSON, "events.xml", "called .xml, and begins like go-json", "say --format go-json"),
    ],
)
async def test_what_is_no_report_is_refused(  # noqa: PLR0913, PLR0917 - The cases.
    bring: Bring, simulation: Simulation, content: str, name: str, told: str, hint: str
) -> None:
    """A slip of who brings it is no answer of any test, so no run is recorded."""
    before = simulation.rows("SELECT count(*) FROM runs")
    ended = await bring("refused", content, name=name)

    assert ended.code == 2, ended.out + ended.err
    assert told in ended.err
    assert hint in ended.err
    assert simulation.rows("SELECT count(*) FROM runs") == before


async def test_a_format_that_is_said_outdoes_a_name(bring: Bring) -> None:
    """Who says it may call a file as they like, but not say what it is not."""
    said = await bring("said", JUNIT, "--format", "junit", name="said.json")
    wrong = await bring("said", JUNIT, "--format", "ctrf")

    assert (said.code, wrong.code) == (0, 2), said.err
    assert "said to be ctrf, and begins like junit" in wrong.err


async def test_what_a_gate_asks_for_and_the_report_lacks_is_missed(
    bring: Bring, simulation: Simulation
) -> None:
    """With the file of the gate, a test that is not in the report never ran."""
    tests = ", ".join(f"{{package: pkg, name: {name}}}" for name in ("TestA", "TestB", "TestC"))
    (simulation.directory / "gates.yaml").write_text(f"gates: [{{id: wide, tests: [{tests}]}}]")
    ended = await bring("wide", JUNIT, "--validators", "gates.yaml")

    assert ended.code == 3
    assert "pkg:TestC never ran" in ended.out


@pytest.mark.parametrize(
    ("package", "name", "code", "told"),
    [
        ("./pkg", "TestA", 0, "passed"),
        ("./pkg", "TestZ", 3, "example.org/m/pkg:TestZ never ran"),
        ("./kg", "TestA", 3, "./kg:TestA never ran"),
        ("./twin", "TestA", 2, "gates.yaml:1:30: ./twin may be a/twin or b/twin"),
    ],
)
async def test_a_gate_may_say_where_a_package_is(  # noqa: PLR0913, PLR0917 - The cases.
    bring: Bring, simulation: Simulation, package: str, name: str, code: int, told: str
) -> None:
    """`./pkg` is the one package of a report that ends so; of two, neither is taken."""
    (simulation.directory / "gates.yaml").write_text(
        f"gates: [{{id: placed, tests: [{{package: {package}, name: {name}}}]}}]"
    )
    packages = ["example.org/m/pkg", *(["a/twin", "b/twin"] if package == "./twin" else [])]
    report = "".join(GO_JSON.replace('"pkg"', f'"{each}"') for each in packages)
    before = simulation.rows("SELECT rowid FROM runs")
    ended = await bring("placed", report, "--validators", "gates.yaml")

    assert ended.code == code, ended.out + ended.err
    assert told in ended.out + ended.err
    assert (simulation.rows("SELECT rowid FROM runs") == before) is (code == 2)


async def test_a_policy_says_whether_they_will_do(bring: Bring, simulation: Simulation) -> None:
    """What others ran counts where a policy says so, and nowhere else; a failure counts anyhow."""
    (simulation.directory / "own.yaml").write_text(POLICY)
    words = ("assess", "simulated", "--policy", "own.yaml", "--now", "--json")
    await bring("brought", JUNIT)
    passed = json.loads((await simulation.run(*words)).out)["report"]["decision"]["answers"]
    failing = JUNIT.replace('"TestB" time="0.1"/>', '"TestB"><failure>no</failure></testcase>')
    failed = await bring("brought", failing)
    unmet = json.loads((await simulation.run(*words)).out)["report"]["decision"]["answers"]

    assert failed.code == 1
    assert [each["answer"] for each in passed] == ["met", "unknown"]
    assert [each["answer"] for each in unmet] == ["unmet", "unmet"]
