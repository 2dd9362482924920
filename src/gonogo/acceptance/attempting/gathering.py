"""Gather what is left of an attempt, gate by gate, from what came of the tasks."""

from collections.abc import Collection, Iterator

from gonogo.acceptance.attempting.grouping import SHIPPED_RUNNER
from gonogo.acceptance.attempting.kept_plan import KeptPlan
from gonogo.acceptance.carrying import Past
from gonogo.acceptance.gate_run import GateRun
from gonogo.acceptance.named_test import NamedTest


def gather(
    plan: KeptPlan,
    past: Past,
    *,
    is_interrupted: bool,
    is_local: bool,
) -> tuple[GateRun, ...]:
    """Return what is left of each gate of a plan, with nothing in quarantine.

    Args:
        plan: The gates, and which tests each selects.
        past: What the journal says was done.
        is_interrupted: Whether it was ended before all tasks had ended.
        is_local: Whether there was no network to talk to.
    """
    ended = past.done.values()
    results = [*past.failures, *(result for each in ended for result in each.results)]
    calls = [call for each in ended for call in each.calls]
    runs = []
    for gate in plan.gates:
        tests = {each.test for each in gate.selected}
        tasks = {each.task for each in gate.selected}
        is_ours = gate.runner == SHIPPED_RUNNER
        runs.append(
            GateRun(
                gate=gate.gate,
                runner=gate.runner,
                selected=gate.selected,
                results=tuple(
                    each if is_ours else each.unprivileged
                    for each in results
                    if each.task in tasks and _is_of(each.test, tests)
                ),
                calls=tuple(each for each in calls if each.task in tasks),
                left_out=gate.left_out,
                faults=tuple(_faults(plan, past, tasks)),
                is_interrupted=is_interrupted,
                is_local=is_local,
            )
        )
    return tuple(runs)


def _faults(plan: KeptPlan, past: Past, tasks: Collection[str]) -> Iterator[str]:
    """Yield what kept us from running tasks as planned."""
    for task, package in plan.packages:
        done = past.done.get(task)
        if task in tasks and done is not None and done.ending.fault:
            yield f"{package}: {done.ending.fault}"
    if past.is_damaged:
        yield "the journal of this run is damaged, so it is not known what was done"


def _is_of(test: NamedTest, selected: Collection[NamedTest]) -> bool:
    """Say whether a gate is answered by a test that ran in one of its tasks.

    What there is to tell about a package as a whole concerns each gate that has a part of it.
    """
    return test.is_package or test.top in selected or NamedTest(test.package) in selected
