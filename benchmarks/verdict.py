"""How long a verdict takes, and how that grows with the evidence.

    .venv/bin/python benchmarks/verdict.py

Judges records of 1,000 requirements with 1,000 to 200,000 pieces of evidence: a
run for every thousand, one answer in a hundred failed or errored, as many of
them resolved by later passes. Prints the best of a few repetitions, and exits
with 1 when 100,000 pieces take longer than half a second. A calibration (the
time to hash the same number of tuples) tells a slow machine from a slow judge.
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from gonogo.evidence import Evidence, Outcome, Run, RunState, Selection, Window
from gonogo.findings import open_findings
from gonogo.readiness import ChainScope, Policy, Record, Requirement, judge

REQUIREMENTS = 1_000
SIZES = (1_000, 10_000, 50_000, 100_000, 200_000)
JUDGED_SIZE = 100_000
LIMIT_SECONDS = 0.5
REPETITIONS = 3
NETWORK, CHAIN, DEPLOYMENT = "bench", "bench-901", "sha256:" + "d" * 64
START = datetime(2026, 3, 2, tzinfo=UTC)
PARAMETERS = (("longest_gap_seconds", "10"),)


def a_policy() -> Policy:
    """Return a policy of a thousand requirements, a check each."""
    rows = tuple(
        Requirement(
            id=f"row-{number}",
            title="It advances",
            why="It matters.",
            remedy="Mend it.",
            source="benchmark",
            check=f"check_{number}",
            parameters=PARAMETERS,
            window_seconds=10.0,
            freshness_seconds=1e9,
        )
        for number in range(REQUIREMENTS)
    )
    return Policy("benchmark", "Benchmark", "READINESS_NONE", rows, 1.0, resolves_by_pass=True)


def a_record(pieces: int) -> Record:
    """Return a record with this many pieces of evidence."""
    runs = [a_run(number) for number in range(1, pieces // REQUIREMENTS + 1)]
    evidence = tuple(a_piece(run, check) for run in runs for check in range(REQUIREMENTS))
    return Record(
        network=NETWORK,
        candidate="sha256:" + "c" * 64,
        deployment=DEPLOYMENT,
        chains=(ChainScope(CHAIN, ("batcher",)),),
        judged_at=START + timedelta(days=1000),
        runs=tuple(runs),
        runs_started=len(runs),
        evidence=evidence,
        findings=open_findings(evidence),
    )


def a_run(number: int) -> Run:
    """Return a run that asked everything."""
    started = START + timedelta(minutes=number)
    selections = tuple(Selection(f"check_{check}", CHAIN) for check in range(REQUIREMENTS))
    ended = started + timedelta(seconds=30)
    state = RunState.FINISHED
    name, policy = f"run-{number}", "sha256:aa"
    return Run(
        name, number, NETWORK, "benchmark", policy, DEPLOYMENT, selections, started, ended, state
    )


def a_piece(run: Run, check: int) -> Evidence:
    """Return an answer; every two hundredth failed, and as many errored."""
    turn = (run.number * 31 + check) % 200
    outcome = {0: Outcome.FAILED, 100: Outcome.ERRORED}.get(turn, Outcome.PASSED)
    return Evidence(
        run=run.id,
        check=f"check_{check}",
        chain=CHAIN,
        deployment=DEPLOYMENT,
        outcome=outcome,
        summary="the head moved",
        window=Window(run.started_at, run.started_at + timedelta(seconds=12)),
        parameters=PARAMETERS,
    )


def best_seconds(work: Callable[[], object]) -> float:
    """Return how long the quickest of a few repetitions took."""
    took = []
    for _ in range(REPETITIONS):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return min(took)


def calibrate() -> float:
    """Return how long this machine takes to put 100,000 tuples into a set."""
    return best_seconds(lambda: {(f"run-{number}", number) for number in range(JUDGED_SIZE)})


def main() -> int:
    """Print the table; 1 when the limit is broken."""
    policy = a_policy()
    judged_seconds = 0.0
    print(f"{REQUIREMENTS} requirements; calibration {calibrate() * 1000:.0f} ms")
    print(f"{'evidence':>10} {'findings':>9} {'seconds':>8} {'us/piece':>9}  verdict")
    for size in SIZES:
        record = a_record(size)
        seconds = best_seconds(lambda record=record: judge(policy, record))  # type: ignore[misc]  # bound now
        verdict = judge(policy, record).verdict.value
        each = seconds / size * 1e6
        print(f"{size:>10,} {len(record.findings):>9,} {seconds:>8.3f} {each:>9.2f}  {verdict}")
        if size == JUDGED_SIZE:
            judged_seconds = seconds
    is_quick = judged_seconds < LIMIT_SECONDS
    word = "within" if is_quick else "OVER"
    print(f"{JUDGED_SIZE:,} pieces in {judged_seconds:.3f} s: {word} {LIMIT_SECONDS} s")
    return 0 if is_quick else 1


if __name__ == "__main__":
    sys.exit(main())
