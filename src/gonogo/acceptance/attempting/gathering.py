"""Gather what is left of an attempt, gate by gate, from what came of the tasks."""

from collections.abc import Collection, Mapping, Sequence

from gonogo.acceptance.attempting.planning import Planned
from gonogo.acceptance.calls import CallCount
from gonogo.acceptance.gate_run import GateRun, Quarantined
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.plan import GatePlan
from gonogo.acceptance.result import Result


def gather(  # noqa: PLR0913 - everything that an attempt leaves.
    planned: Planned,
    results: Collection[Result],
    *,
    calls: Sequence[CallCount],
    quarantine: Sequence[Quarantined],
    faults: Mapping[str, str],
    is_interrupted: bool,
    is_local: bool,
) -> tuple[GateRun, ...]:
    """Return what is left of each gate of a plan.

    Args:
        planned: The gates, and which tests each selects.
        results: Of all tests of all tasks.
        calls: Of all tasks.
        quarantine: What is believed of it.
        faults: What kept a task from running as planned, by its id.
        is_interrupted: Whether it was ended before all tasks had ended.
        is_local: Whether there was no network to talk to.
    """
    return tuple(
        _gate_run(
            gate,
            planned.runner.name,
            results,
            calls=calls,
            quarantine=quarantine,
            faults=faults,
            is_interrupted=is_interrupted,
            is_local=is_local,
        )
        for gate in planned.plan.gates
    )


def _gate_run(  # noqa: PLR0913 - As above.
    gate: GatePlan,
    runner: str,
    results: Collection[Result],
    *,
    calls: Sequence[CallCount],
    quarantine: Sequence[Quarantined],
    faults: Mapping[str, str],
    is_interrupted: bool,
    is_local: bool,
) -> GateRun:
    tests = {each.test for each in gate.selected}
    tasks = {each.task for each in gate.selected}
    return GateRun(
        gate=gate.gate.id,
        runner=runner,
        selected=gate.selected,
        results=tuple(each for each in results if each.task in tasks and _is_of(each.test, tests)),
        calls=tuple(each for each in calls if each.task in tasks),
        quarantine=tuple(each for each in quarantine if each.test in tests),
        faults=tuple(fault for task, fault in sorted(faults.items()) if task in tasks),
        is_interrupted=is_interrupted,
        is_local=is_local,
    )


def _is_of(test: NamedTest, selected: Collection[NamedTest]) -> bool:
    """Say whether a gate is answered by a test that ran in one of its tasks.

    What there is to tell about a package as a whole concerns each gate that has a part of it.
    """
    return test.is_package or test.top in selected or NamedTest(test.package) in selected
