"""How fast results of tests are recorded and asked when there are millions of them.

Run: python benchmarks/results.py [--size 1000000] [--directory DIR]
     python benchmarks/results.py --size 10000000      what the limits are about: minutes

The data are ten gates of 300 tests each over 180 days. What is older is loaded in bulk, as
`rebuild` would leave it; the last runs are recorded as every run is. Figures are medians,
with the worst of each behind them; the first question of each kind is told as cold, and
the processor's time beside the clock's, since machines do other things too.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

sys.path.insert(0, str(Path(__file__).parents[1]))

from gonogo.acceptance import Attempt, Kind, NamedTest, Result
from gonogo.evidence import Outcome
from gonogo.store import SQLiteHistory, SQLiteResults, open_history

GATES, TESTS_OF_GATE, DAYS = 10, 300, 180
RECORDED = 200
ASKED = 15
BULK_RUNS = 100
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
OUTCOMES = [Outcome.PASSED] * 970 + [Outcome.FAILED] * 20 + [Outcome.SKIPPED] * 10
RANDOM = random.Random(1)


def tests_of(gate: int) -> list[NamedTest]:
    """Return the tests of a gate."""
    return [
        NamedTest(f"example.org/gate{gate}/package{index % 20}", f"TestSomething{index}")
        for index in range(TESTS_OF_GATE)
    ]


def results_of(gate: int) -> list[Result]:
    """Return what one attempt at a gate might come to."""
    return [
        Result(test, outcome, Kind.NONE, RANDOM.random() * 60, "" if index else "it broke")
        for index, test in enumerate(tests_of(gate))
        for outcome in (RANDOM.choice(OUTCOMES),)
    ]


def attempt_at(run: int, runs: int) -> Attempt:
    """Return an attempt; a candidate is tested for a day."""
    ago = timedelta(days=DAYS) * (runs - 1 - run) / runs
    day = (NOW - ago).date().isoformat()
    return Attempt(f"run-{run}", f"gate-{run % GATES}", NOW - ago, 1, "eris", f"sha256:{day}")


def load(history: SQLiteHistory, results: SQLiteResults, runs: int) -> None:
    """Load all but the last runs: attempts as they are recorded, their results in bulk."""
    for gate in range(GATES):
        results.record(attempt_at(gate, runs), results_of(gate), NOW)
    ids: dict[tuple[str, str], int] = {}
    with history.engine.connect() as connection:
        for number, package, name in connection.execute(
            sa.text("SELECT id, package, name FROM tests")
        ):
            ids[package, name] = number
    of_gate = [[ids[test.package, test.name] for test in tests_of(gate)] for gate in range(GATES)]
    insert = "INSERT INTO results VALUES (?, ?, 1, ?, NULL, ?, NULL, NULL)"
    for first in range(GATES, runs, BULK_RUNS):
        rows = []
        for run in range(first, min(first + BULK_RUNS, runs)):
            results.record(attempt_at(run, runs), [], NOW)
            rows += [
                (run + 1, test, (0, 1, 3)[(draw >= 970) + (draw >= 990)], draw * 0.06)
                for test in of_gate[run % GATES]
                for draw in (RANDOM.randrange(1000),)
            ]
        with history.engine.begin() as connection:
            connection.exec_driver_sql(insert, rows)


def measured(name: str, limit: float | None, ask: Callable[[], object], times: int = ASKED) -> None:
    """Ask several times and print how long it took."""
    took, busy = [], []
    for _ in range(times):
        start, began = time.perf_counter(), time.process_time()
        ask()
        took.append((time.perf_counter() - start) * 1000)
        busy.append((time.process_time() - began) * 1000)
    middle = statistics.median(took)
    told = "" if limit is None else f"  limit {limit:.0f} ms: {'kept' if middle < limit else 'NOT'}"
    print(
        f"{name:<44} {middle:8.1f} ms  cpu {statistics.median(busy):6.1f}  cold {took[0]:7.1f}"
        f"  worst {max(took):7.1f}{told}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=1_000_000, help="how many results there are")
    parser.add_argument("--directory", type=Path, help="where the file is made, and kept")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        measure(asked.directory or Path(temporary), asked.size)


def measure(directory: Path, size: int) -> None:
    """Make the file, then measure it."""
    runs = size // TESTS_OF_GATE
    path = directory / "history.sqlite"
    history = open_history(path, lambda _: False)
    results = SQLiteResults(history.engine)
    start = time.perf_counter()
    load(history, results, runs - RECORDED)
    print(f"loaded in {time.perf_counter() - start:.0f} s")
    start = time.perf_counter()
    results.rebuild()
    print(f"all that follows made anew in {time.perf_counter() - start:.1f} s")
    history.close()

    # Opened again, as a command finds it.
    history = open_history(path, lambda _: False)
    results = SQLiteResults(history.engine)
    last = iter(range(runs - RECORDED, runs))

    def ingest() -> None:
        run = next(last)
        results.record(attempt_at(run, runs), prepared[run % GATES], NOW)

    prepared = [results_of(gate) for gate in range(GATES)]
    measured("ingest of a run with 300 results", 20, ingest, RECORDED)
    print(f"file: {sum(each.stat().st_size for each in directory.iterdir()) / 1e6:.0f} MB")
    measured("rates of all tests, 14 days against 14", 100, lambda: results.rates(NOW))
    measured("rates of one gate", None, lambda: results.rates(NOW, gate="gate-3"))
    measured("grid of 100 runs and 300 tests", 60, lambda: results.grid("gate-3"))
    measured("latest of one gate", None, lambda: results.latest("gate-3"))
    measured("latest of all tests", None, results.latest)
    test = tests_of(3)[7]
    measured("the last 500 of one test", None, lambda: results.of_test(test, 500))
    measured("tracks of one test", None, lambda: results.tracks([test]))
    measured("every track with a failure in 14 days", None, lambda: results.troubled(NOW))
    measured("typical seconds of 300 tests", None, lambda: results.seconds_of(tests_of(3)))
    start = time.perf_counter()
    forgotten = results.retain(NOW - timedelta(days=DAYS - 1))
    took = (time.perf_counter() - start) * 1000 / max(1, forgotten)
    print(f"{'forgetting one attempt of 300':<44} {took:8.1f} ms  ({forgotten} forgotten)")
    history.close()


if __name__ == "__main__":
    main()
