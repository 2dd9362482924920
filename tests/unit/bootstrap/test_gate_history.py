"""What runs of gates leave in the history, and whom that excuses."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gonogo.acceptance import GateRun, NamedTest, Suites
from gonogo.acceptance.attempting import Left
from gonogo.acceptance.environment import Terms, inherited
from gonogo.acceptance.quarantine import QuarantineEntry
from gonogo.bootstrap.gate_history import GateHistory
from gonogo.evidence import Outcome
from gonogo.workflows import Occasion
from tests.contract.store.memory_results import MemoryResults
from tests.simulator.clock import SimulatedClock
from tests.simulator.devnet import Devnet
from tests.unit.acceptance.attempts import attempt, result

FLAKY = NamedTest("pkg", "TestFlaky")
CANDIDATE = f"sha256:{'a' * 64}"
NETWORK = Devnet().network(dict.fromkeys(("l1", "sequencer-0"), "http://127.0.0.1:1"))
ENTRY = QuarantineEntry(FLAKY, "protocol", "one block only", date(2026, 1, 20))
STARTED = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)


def occasion(run: str = "run-1") -> Occasion:
    return Occasion(run, NETWORK, CANDIDATE, CANDIDATE, Suites(), None)


def left(run: str, *runs: GateRun, network: str = NETWORK.name) -> Left:
    none = inherited({})
    return Left(Path("left"), runs, STARTED, 3.0, Terms(run), none, (), network)


def ended(*outcomes: Outcome) -> list[GateRun]:
    return [attempt([result(FLAKY.name, outcome)]) for outcome in outcomes]


@pytest.fixture
def history() -> GateHistory:
    return GateHistory(MemoryResults(), SimulatedClock())


def keep(history: GateHistory, runs: Iterable[GateRun], network: str = NETWORK.name) -> Left:
    """Record runs one after the other, and return the last."""
    kept = None
    for number, run in enumerate(runs):
        kept = left(f"run-{number}", run, network=network)
        history.keep(kept, CANDIDATE)
    assert kept is not None
    return kept


def quarantined(runs: Iterable[GateRun]) -> list[NamedTest]:
    return [each.test for run in runs for each in run.quarantine]


def test_a_flake_that_was_seen_here_is_excused(history: GateHistory) -> None:
    """It passed and failed on this candidate and network, the attempt itself included."""
    last = keep(history, ended(Outcome.PASSED, Outcome.FAILED))

    runs, notes = history.excused(last, [ENTRY], CANDIDATE)

    assert (quarantined(runs), notes) == ([FLAKY], ())


def test_what_always_failed_is_not_excused_and_it_is_said_why(history: GateHistory) -> None:
    """A file cannot make a flake of a broken test."""
    last = keep(history, ended(Outcome.FAILED, Outcome.FAILED))

    runs, (note,) = history.excused(last, [ENTRY, ENTRY], CANDIDATE)

    assert quarantined(runs) == []
    assert note.startswith(f"quarantine of {FLAKY}: no flake is on record")


def test_a_pass_that_somebody_brought_makes_no_flake(history: GateHistory) -> None:
    """Nobody knows where it was, so what fails here is still broken."""
    (passed,) = ended(Outcome.PASSED)
    history.keep_brought(passed, occasion("brought"), STARTED)
    last = keep(history, ended(Outcome.FAILED))

    runs, notes = history.excused(last, [ENTRY], CANDIDATE)

    assert quarantined(runs) == []
    assert notes


def test_a_gate_is_excused_for_its_own_tests_alone(history: GateHistory) -> None:
    """What another gate asked for is no affair of this one."""
    flaky = ended(Outcome.PASSED, Outcome.FAILED)
    other = attempt([result("TestOther")])
    last = keep(history, flaky)

    both = replace(last, runs=(flaky[-1], other))
    (one, two), _ = history.excused(both, [ENTRY], CANDIDATE)

    assert (quarantined([one]), quarantined([two])) == ([FLAKY], [])


def test_without_a_network_no_earlier_run_speaks_for_this_one(history: GateHistory) -> None:
    """Nobody knows whether it is the same code: only what this very run saw is on its candidate."""
    for number, run in enumerate(ended(Outcome.PASSED, Outcome.FAILED)):
        last = left(f"run-{number}", run, network="")
        history.keep(last, "")

    runs, notes = history.excused(last, [ENTRY], "")

    assert quarantined(runs) == []
    assert notes


def test_a_gate_that_was_begun_and_never_ended_shows(history: GateHistory) -> None:
    """Its attempt is on record, with no result that anybody could take for one."""
    history.begin("base", occasion())

    assert history.results.tracks([FLAKY]).get(FLAKY, ()) == ()
    assert [each.gate for each in history.results.unended()] == ["base"]


def test_what_was_broken_on_purpose_is_noted_with_what_was_seen_then() -> None:
    """It is asked about the network and the whole time of the attempt, and makes no flake."""
    asked = []

    def broken(network: str, since: datetime, until: datetime) -> tuple[str, ...]:
        asked.append((network, since, until))
        return ("fees",)

    results, clock = MemoryResults(), SimulatedClock()
    keep(GateHistory(results, clock), ended(Outcome.PASSED))
    keep(GateHistory(results, clock, broken), [attempt([result(FLAKY.name, Outcome.FAILED)])] * 2)

    assert asked[0] == (NETWORK.name, STARTED, clock.now())
    (track,) = results.tracks([FLAKY])[FLAKY]
    assert track.outcomes == (Outcome.PASSED,)


def test_where_there_was_no_network_no_bench_is_asked() -> None:
    """Nor about results that somebody brought from elsewhere."""

    def broken(*_: object) -> tuple[str, ...]:
        raise AssertionError

    history = GateHistory(MemoryResults(), SimulatedClock(), broken)

    keep(history, ended(Outcome.FAILED), network="")
    history.keep_brought(attempt([result(FLAKY.name)]), occasion("run-9"), STARTED)
