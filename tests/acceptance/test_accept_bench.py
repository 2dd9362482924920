"""Tests about a real local network: evidence where they talked to it, and no pass where not."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.accepting import (
    Typed,
    content_below,
    go_module,
    pytest_project,
    typed,
    written,
)

pytestmark = [pytest.mark.bench, pytest.mark.slow, pytest.mark.timeout(300)]

GATES = """
    gates:
      - {id: talks, tests: [{package: talks.py}]}
      - {id: quiet, tests: [{package: quiet.py}]}
      - {id: both, tests: [{package: talks.py}, {package: quiet.py}]}
      - {id: around, tests: [{package: around.py}]}
      - {id: leaks, tests: [{package: leaks.py}]}
      - {id: turns, tests: [{package: turns.py}]}
"""
GO_GATES = "gates: [{id: go-talks, tests: [{package: ./talks}]}]\n"
POLICY = """
    name: own
    title: Own
    level: OWN
    interval: 1s
    defaults: {window: once, freshness: 1h}
    requirements:
"""
ROW = "  - {{id: r{at}, title: T, why: w, remedy: r, source: s, check: '{check}'{more}}}\n"


@dataclass(frozen=True)
class Bench:
    """A directory with a bench that is up, and suites about it."""

    directory: Path

    def typed(self, *words: str, **variables: str) -> Typed:
        """Type a command there."""
        return typed(self.directory, *words, **variables)

    def accept(self, gates: str, *words: str, **variables: str) -> Typed:
        """Run gates of the suite of pytest."""
        suite = ("--testdir", "pytest", "--validators", "pytest/gates.yaml")
        return self.typed("accept", "bench", *suite, "--gate", gates, *words, **variables)

    def assess(self, *rows: tuple[str, str]) -> list[tuple[str, str]]:
        """Judge what is recorded; return the answer to each row, and all that is said."""
        text = "".join(
            ROW.format(at=at, check=check, more=more) for at, (check, more) in enumerate(rows)
        )
        written(self.directory, {"own.yaml": POLICY})
        with (self.directory / "own.yaml").open("a") as file:
            file.write(text)
        ended = self.typed("assess", "bench", "--policy", "own.yaml", "--now", "--json")
        decision = json.loads(ended.stdout)["report"]["decision"]
        return [(each["answer"], f"{each}") for each in decision["answers"]]

    def of_gates(self) -> list[str]:
        """Return what is to be done about findings of gates that the rehearsal does not ask for."""
        ended = self.typed("assess", "bench", "--now", "--json")
        reasons = json.loads(ended.stdout)["report"]["decision"]["reasons"]
        return [each["remedy"] for each in reasons if "gate:" in each["explanation"]]

    @property
    def descriptor(self) -> dict[str, Any]:
        """What the bench is described by."""
        path = self.directory / ".gonogo" / "bench" / "bench" / "devnet-env.json"
        found: dict[str, Any] = json.loads(path.read_bytes())
        return found

    @property
    def node(self) -> str:
        """Where the sequencer itself answers."""
        rpc = self.descriptor["l2"][0]["nodes"][0]["services"]["el"]["endpoints"]["rpc"]
        return f"http://{rpc['host']}:{rpc['port']}"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """One bench for all tests here; down afterwards."""
    directory = tmp_path_factory.mktemp("bench")
    pytest_project(directory / "pytest", GATES)
    go_module(directory / "go", GO_GATES)
    made = Bench(directory)
    started = made.typed("bench", "up", "--detach")
    assert started.returncode == 0, started.stderr
    yield made
    made.typed("bench", "down")


@pytest.fixture(scope="module")
def ran(bench: Bench) -> Typed:
    """Gates that differ in whom their tests talk to, run once."""
    return bench.accept("talks,quiet,both,around", TEST_NODE=bench.node)


@pytest.mark.parametrize(
    ("line"),
    [
        "✓ gate:talks on bench-901: talks: 1 test passed",
        "? gate:quiet on bench-901: quiet: no test talked to bench-901, so nothing was seen of it",
        "? gate:around on bench-901: around: no test talked to bench-901, so nothing was seen",
        "? gate:both on bench-901: both: 1 test process passed and never called the network",
    ],
)
def test_only_what_talked_to_the_network_is_a_pass(ran: Typed, line: str) -> None:
    """Green tests that never called it, or called it past our door, hold."""
    assert ran.returncode == 3, ran.stderr
    assert line in ran.stdout


def test_tests_of_go_are_evidence_too(bench: Bench) -> None:
    """They find the network in the descriptor, as they did with op-acceptor."""
    ended = bench.typed(
        *("accept", "bench", "--testdir", "go", "--validators", "go/gates.yaml"),
        *("--gate", "go-talks"),
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "✓ gate:go-talks on bench-901" in ended.stdout


@pytest.mark.usefixtures("ran")
def test_what_ran_is_judged_with_everything_else(bench: Bench) -> None:
    """A policy asks for a gate as for a check, and for more than it has by its parameters."""
    judged = bench.assess(
        ("gate:talks", ""),
        ("gate:talks", ", parameters: {least_tests: 2}"),
        ("gate:talks", f", parameters: {{definition: 'sha256:{'0' * 64}'}}"),
        ("gate:quiet", ""),
        ("gate:both", ", parameters: {most_silent: 1}"),
        ("gate:never", ""),
        ("node_answers", ", window: 2s"),
    )

    assert [answer for answer, _ in judged] == [
        *("met", "unknown", "unknown", "unknown", "met", "unknown", "unknown"),
    ]
    assert "2 must" in judged[1][1]


def test_a_failure_stays_open_until_the_gate_passes_again_in_a_rehearsal(bench: Bench) -> None:
    """What is to be typed resolves it there, and nowhere where a cause is asked for."""
    broken = bench.directory / "pytest" / "broken.txt"
    broken.touch()
    failed = bench.accept("turns")
    standing = bench.of_gates()
    broken.unlink()
    passed = bench.accept("turns")
    ((answer, told),) = bench.assess(("gate:turns", ""))

    assert (failed.returncode, passed.returncode) == (1, 0), failed.stderr + passed.stderr
    assert "What to do next: gonogo assess bench --now" in failed.stdout
    (remedy,) = [each for each in standing if "turns" in each]
    assert "`gonogo accept bench --gate turns`" in remedy
    assert not [each for each in bench.of_gates() if "turns" in each]
    assert answer == "unmet"
    assert "turns.py:test_turns" in told
    assert "gonogo finding resolve" in told


def test_no_secret_of_the_network_is_left_anywhere(bench: Bench) -> None:
    """A test prints and fails with the key of a wallet: nobody reads it, and it failed."""
    logs = bench.directory / "logs"
    bench_files = bench.directory / ".gonogo" / "bench"
    before = set(content_below(bench.directory))
    ended = bench.accept("leaks", "--logdir", str(logs))
    shown = bench.typed("show", "latest")
    key = bench.descriptor["l2"][0]["wallets"]["user-key-0"]["private_key"].removeprefix("0x")
    left = {
        path: content
        for path, content in content_below(bench.directory).items()
        if path not in before or ".gonogo" in path.parts
    }
    telling = [
        path
        for path, content in left.items()
        if key.lower().encode() in content.lower() and bench_files not in path.parents
    ]

    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert "leaks.py:test_leaks" in ended.stdout
    assert any(path.name == "events.jsonl" and logs in path.parents for path in left)
    assert telling == []
    assert key not in (ended.stdout + ended.stderr + shown.stdout).lower()


def test_a_row_asks_for_no_more_runs_than_it_says(bench: Bench) -> None:
    """Under a policy that asks for two straight passes, accept runs a gate twice."""
    written(bench.directory, {"twice.yaml": POLICY})
    with (bench.directory / "twice.yaml").open("a") as file:
        file.write(ROW.format(at=0, check="gate:talks", more=", passes: 2"))
    ended = bench.accept("talks", "--policy", "twice.yaml", "--json")
    document = json.loads(ended.stdout)

    assert ended.returncode == 0, ended.stderr
    assert len(document["runs"]) == 2
    assert document["stability"][0]["says"] == "2 of 2: failure rates above 78 % excluded"


def test_a_gate_that_the_policy_lacks_is_refused(bench: Bench) -> None:
    """It says nothing about it, so nothing is run."""
    ended = bench.accept("talks", "--policy", "rehearsal")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "policy rehearsal does not ask for gate talks" in ended.stderr
