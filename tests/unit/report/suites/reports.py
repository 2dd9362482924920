"""Reports on runs of acceptance tests, for tests: one of all sorts, one hostile, one long."""

from datetime import UTC, datetime

from gonogo.acceptance import (
    CallCount,
    GateRun,
    Kind,
    LogPart,
    NamedTest,
    Quarantined,
    Result,
    Selected,
)
from gonogo.acceptance.gate_run import LeftOut
from gonogo.evidence import Outcome
from gonogo.report.suites import SuiteReport, judged

STARTED = datetime(2026, 11, 23, 5, 0, 0, 250_000, tzinfo=UTC)
CHAIN = "eris-0"
FEES, BRIDGE = "example.org/tests/fees", "example.org/tests/bridge"

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\x1b[31mred\x1b[0m \x00\x08\x7f",
    "\u202egnp.exe \u2028 \ufffe\uffff",
    "]]> & <!-- \"'` {{ 7*7 }} {% raw %}",
    "javascript:alert(1)",
)


def result(
    test: NamedTest,
    outcome: Outcome = Outcome.PASSED,
    kind: Kind = Kind.NONE,
    message: str = "",
    **others: object,
) -> Result:
    """Return a result that took a second and a half."""
    told = {"task": "001-fees", "started_at": STARTED, **others}
    return Result(test, outcome, kind, 1.5, message, **told)  # type: ignore[arg-type]


def gate_run(results: tuple[Result, ...], **others: object) -> GateRun:
    """Return an attempt that selected the tests of its results."""
    tests = dict.fromkeys((each.test.top, each.task) for each in results)
    told: dict[str, object] = {
        "gate": "isthmus",
        "runner": "go",
        "selected": tuple(Selected(test, task=task, owner="fees") for test, task in tests),
        "calls": (CallCount("001-fees", CHAIN, "sequencer el", "eth_chainId", 3, 3, 0),),
    }
    return GateRun(results=results, **(told | others))  # type: ignore[arg-type]


def report(*runs: GateRun, network: str = "eris", **others: object) -> SuiteReport:
    """Return a report on some gates."""
    return SuiteReport(
        run="20261123T050000Z-eris-1",
        started_at=STARTED,
        seconds=62.5,
        tool_version="0.1.0",
        gates=tuple(judged(run, (CHAIN,), STARTED) for run in runs),
        network=network,
        **others,  # type: ignore[arg-type]
    )


def of_all_sorts() -> SuiteReport:
    """Return a report in which every outcome is to be found, in two gates with a test in common."""
    fees = NamedTest(FEES, "TestFees")
    log = (LogPart(0, 20), LogPart(40, 10))
    results = (
        result(fees),
        result(NamedTest(FEES, "TestFees/legacy")),
        result(
            NamedTest(FEES, "TestVaults"),
            Outcome.FAILED,
            Kind.ASSERTION,
            'wanted "1",\ngot\t"2"',
            log=log,
        ),
        result(NamedTest(FEES, "TestVaults/base"), Outcome.FAILED, Kind.ASSERTION, "of base"),
        result(NamedTest(FEES, "TestSkips"), Outcome.SKIPPED, Kind.SKIPPED, "not today"),
        result(NamedTest(FEES, "TestNeeds"), Outcome.PRECLUDED, Kind.PRECONDITION, "no faucet"),
        result(NamedTest(FEES, "TestGone"), Outcome.NOT_APPLICABLE, Kind.NOT_APPLICABLE, "absent"),
        result(NamedTest(FEES, "TestCut"), Outcome.ERRORED, Kind.INTERRUPTED, "cut off", log=log),
    )
    isthmus = gate_run(
        results,
        selected=(
            *(Selected(each.test, "arithmetic", "fees", 300.0, "001-fees") for each in results[:1]),
            *(Selected(each.test.top, "", "fees", 300.0, "001-fees") for each in results[2:]),
            Selected(NamedTest(FEES, "TestNever"), "", "fees", 300.0, "001-fees"),
        ),
        left_out=(LeftOut(NamedTest(FEES, "TestFlaky"), "flake-shake"),),
        quarantine=(
            Quarantined(NamedTest(FEES, "TestVaults"), "fees", "issue of nodes", "2026-12-24"),
        ),
        faults=("the disk was full",),
    )
    moves = result(NamedTest(BRIDGE, "TestMoves"), task="002-bridge")
    base = gate_run(
        (results[0], moves),
        gate="base",
        calls=(
            CallCount("001-fees", CHAIN, "sequencer el", "eth_chainId", 3, 3, 0),
            CallCount("002-bridge", CHAIN, "public rpc", "eth_call", 4, 3, 1),
        ),
    )
    return report(isthmus, base)


def all_passed() -> SuiteReport:
    """Return a report on a gate that passed."""
    return report(gate_run((result(NamedTest(FEES, "TestFees")),)))


def hostile() -> SuiteReport:
    """Return a report of which every text was written by somebody who wishes us ill."""
    results = tuple(
        result(
            NamedTest(text, f"{text}{number}"),
            Outcome.FAILED,
            Kind.ASSERTION,
            text * 3,
            log=(LogPart(0, 10),),
        )
        for number, text in enumerate(HOSTILE)
    )
    worst = HOSTILE[0]
    selected = tuple(Selected(each.test, worst, worst, 1.0, worst) for each in results)
    return report(
        gate_run(
            results,
            gate=worst,
            runner=worst,
            selected=selected,
            calls=tuple(CallCount(text, CHAIN, text, text, 1, 1, 0) for text in HOSTILE),
            quarantine=(Quarantined(results[1].test, worst, worst, worst),),
            left_out=(LeftOut(NamedTest(worst, worst), worst),),
            faults=HOSTILE,
        ),
        network=worst,
        candidate=worst,
    )


def long(tests: int, *, subtests: int = 0, outcome: Outcome = Outcome.PASSED) -> SuiteReport:
    """Return a report with many tests."""
    kind = Kind.NONE if outcome is Outcome.PASSED else Kind.ASSERTION
    message = "" if outcome is Outcome.PASSED else "what it asserts did not hold " * 60
    results = []
    for number in range(tests):
        name = f"TestNumber{number:05}"
        package = f"{FEES}/p{number // 50:03}"
        results.append(
            result(
                NamedTest(package, name), outcome, kind, message, log=(LogPart(number * 100, 100),)
            )
        )
        results += [result(NamedTest(package, f"{name}/sub{each}")) for each in range(subtests)]
    return report(gate_run(tuple(results)))
