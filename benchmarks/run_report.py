"""All files of a run of 10,000 tests that printed 200 MB, written for readers.

Run: python benchmarks/run_report.py [TESTS] [MEGABYTES]
One test in ten failed, with a message of 300 characters; tests print at the same time, so each has
its output in four parts of the file. Told are the seconds of everything together, the size of
each file, and the memory before and at the most: what is more than the results themselves is what
writing takes.
"""

import os
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from gonogo.acceptance import CallCount, GateRun, Kind, LogPart, NamedTest, Result, Selected
from gonogo.evidence import Outcome
from gonogo.report.suites import FILES, SuiteReport, judged, write_suite_files

TESTS, MEGABYTES = 10_000, 200
PARTS = 4
TESTS_OF_PACKAGE = 50
STARTED = datetime(2026, 11, 23, tzinfo=UTC)
LINE = b'    fees_test.go:17: t=2026-11-23T05:49:36 lvl=info msg="waiting for a <block>" n=1\n'


def resident_mb() -> float:
    """Return how much memory this process has now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def result(number: int, size: int) -> Result:
    """Return the result of a test, with its parts of the output."""
    has_failed = number % 10 == 0
    length = size // TESTS // PARTS
    apart = TESTS * length
    parts = tuple(LogPart(part * apart + number * length, length) for part in range(PARTS))
    return Result(
        NamedTest(f"example.org/tests/p{number // TESTS_OF_PACKAGE:03}", f"TestNumber{number}"),
        Outcome.FAILED if has_failed else Outcome.PASSED,
        Kind.ASSERTION if has_failed else Kind.NONE,
        number % 700 / 10,
        "wanted 1 and got 2; " * 15 if has_failed else "",
        started_at=STARTED,
        task=f"{number // TESTS_OF_PACKAGE:03}-p",
        log=parts,
    )


def a_report(tests: int, size: int) -> SuiteReport:
    """Return a report on a gate with this many tests."""
    results = tuple(result(number, size) for number in range(tests))
    tasks = sorted({each.task for each in results})
    run = GateRun(
        gate="base",
        runner="go",
        selected=tuple(Selected(each.test, "", "fees", 300.0, each.task) for each in results),
        results=results,
        calls=tuple(
            CallCount(task, "eris-0", "sequencer el", f"eth_method{method}", 5, 5, 0)
            for task in tasks
            for method in range(10)
        ),
    )
    gates = (judged(run, ("eris-0",), STARTED),)
    return SuiteReport("run-1", STARTED, 900.0, "0.1.0", gates, "eris", "sha256:aa")


def main() -> None:
    """Print all figures."""
    tests = int(sys.argv[1]) if len(sys.argv) > 1 else TESTS
    size = (int(sys.argv[2]) if len(sys.argv) > 2 else MEGABYTES) * 1_000_000
    report = a_report(tests, size)
    with tempfile.TemporaryDirectory(prefix="gonogo-report-") as temporary:
        directory = Path(temporary)
        with (directory / "output.log").open("wb") as file:
            for _ in range(size // len(LINE)):
                file.write(LINE)
        before = resident_mb()
        began, worked = time.perf_counter(), time.process_time()
        secrets = tuple(os.urandom(32).hex() for _ in range(3))
        faults = write_suite_files(directory, report, secrets=secrets)
        seconds, work = time.perf_counter() - began, time.process_time() - worked
        assert not faults, faults
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(f"{tests:,} tests, {size / 1e6:.0f} MB of output, 3 secrets looked for")
        print(f"  {seconds:.2f} s, {work:.2f} s of processor time")
        print(f"  memory: {before:.0f} MB with all results, {peak:.0f} MB at the most")
        for name in FILES:
            print(f"  {name}: {(directory / name).stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
