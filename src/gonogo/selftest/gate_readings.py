"""What attempts at gates of tests look like that are no pass, and what a policy makes of them.

An attempt is made up as a runner would have left it, and judged under what the policy itself
holds its gate to; whatever that comes to is put on record. So a policy that is too generous
is found out as well as a judge that is. A policy that asks for no gate is tried without.
"""

from collections.abc import Iterator
from dataclasses import replace

from gonogo.acceptance import (
    CallCount,
    GateRun,
    Kind,
    NamedTest,
    Result,
    Selected,
    asked_gate,
    evaluate,
    gate_parameters,
    is_gate,
)
from gonogo.evidence import Outcome
from gonogo.readiness import Requirement
from gonogo.selftest.expectation import Expect
from gonogo.selftest.moves import run_again
from gonogo.selftest.plan import CHAIN, observed
from gonogo.selftest.saying import Try
from gonogo.selftest.stand import Stand

_TASK = "001-fees"
_TEST = NamedTest("fees", "TestFees")
_TWIN = NamedTest("other/fees", "TestFees")
_CALL = CallCount(_TASK, CHAIN, "sequencer-0 el", "eth_chainId", 1, 1, 0)


def result(outcome: Outcome, kind: Kind, *, test: NamedTest = _TEST, why: str = "") -> Result:
    """Return what became of a test."""
    return Result(test, outcome, kind, 1.0, why, task=_TASK)


def attempt(
    *results: Result, selected: tuple[NamedTest, ...] = (_TEST,), **others: object
) -> GateRun:
    """Return an attempt that talked to the network, of a gate that is yet to be named."""
    chosen = tuple(Selected(test, task=_TASK) for test in selected)
    return GateRun("", "go", chosen, results, **{"calls": (_CALL,), **others})  # type: ignore[arg-type]


def gate_of(stand: Stand) -> Requirement | None:
    """Return the first requirement of a policy that a gate answers; None: none does."""
    rows = (each for each in observed(stand.policy) if is_gate(str(each.check)))
    return next(rows, None)


def tried_as_gate(
    stand: Stand, what: str, run: GateRun, *, answer: str = "unknown"
) -> Iterator[Try]:
    """Put an attempt on record as what it comes to under the policy's own parameters."""
    row = gate_of(stand)
    if row is None:
        return
    named = replace(run, gate=asked_gate(str(row.check)))
    outcome = evaluate(named, gate_parameters(row.parameters), CHAIN).outcome
    scene = stand.base.fork()
    run_again(stand, scene, (row, outcome))
    yield stand.tried(f"a gate with {what}", scene, Expect(answer=(row.id, answer)))


NEVER_RAN = attempt()
WITHOUT_TESTS = attempt(selected=(NamedTest("fees"),))
SELECTED_NOTHING = attempt(selected=())
CUT_OFF = attempt(result(Outcome.ERRORED, Kind.INTERRUPTED))
INTERRUPTED = attempt(result(Outcome.PASSED, Kind.NONE), is_interrupted=True)
SKIPPED = attempt(result(Outcome.SKIPPED, Kind.SKIPPED, why="no faucet"))
TWINS = attempt(
    result(Outcome.PASSED, Kind.NONE),
    result(Outcome.FAILED, Kind.ASSERTION, test=_TWIN),
    selected=(_TEST, _TWIN),
)
SILENT = attempt(result(Outcome.PASSED, Kind.NONE), calls=())
LOCAL = attempt(result(Outcome.PASSED, Kind.NONE), is_local=True)
