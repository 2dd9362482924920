"""Gates of acceptance tests inside a run: asked like checks, answered once for each chain.

The tests run after the checks have looked, so that no check mistakes their traffic for the
network's own. What an attempt left is recorded also when it was cut off: a failure that was
seen must not go away because somebody pressed Ctrl-C before the end.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

import msgspec

from gonogo import digest
from gonogo.acceptance import (
    GateJudgement,
    GateRun,
    asked_gate,
    check_of,
    evaluate,
    gate_parameters,
    is_gate,
)
from gonogo.checks import Observation
from gonogo.clock import Clock
from gonogo.evidence import Outcome, Selection, Window
from gonogo.networks import Network
from gonogo.readiness import Requirement
from gonogo.workflows.occasion import Occasion
from gonogo.workflows.ports import Gates

READING = "gate.json"
"""What an attempt at a gate is kept as."""


def gates_asked(selections: Iterable[Selection]) -> tuple[str, ...]:
    """Return the gates among the questions of a run, each once."""
    asked = (asked_gate(each.check) for each in selections if is_gate(each.check))
    return tuple(dict.fromkeys(asked))


def held_to(
    requirements: Iterable[Requirement],
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return each gate that requirements ask for, with the parameters that it is held to."""
    asked = [(each.check, each.parameters) for each in requirements if each.check is not None]
    return tuple((asked_gate(check), pairs) for check, pairs in asked if is_gate(check))


async def ask_gates(
    asked: tuple[str, ...],
    occasion: Occasion,
    *,
    gates: Gates,
    clock: Clock,
    record: Callable[[Observation], None],
) -> None:
    """Run gates and record what each says about each chain, whatever ends them."""
    started_at, began = clock.now(), clock.monotonic()

    def keep(run: GateRun) -> None:
        lasted = timedelta(seconds=clock.monotonic() - began)
        for observation in observations_of(
            run, occasion.network, Window(started_at, started_at + lasted)
        ):
            record(observation)

    await gates.run(asked, occasion, on_run=keep)


def observations_of(run: GateRun, network: Network, window: Window) -> Iterator[Observation]:
    """Yield what an attempt at a gate is to each chain of a network."""
    readings = {READING: digest.canonical_json(run)}
    for chain in network.chains:
        yield Observation(check_of(run.gate), chain.name, window, readings)


def judgement_of_gate(observation: Observation, pairs: Iterable[tuple[str, str]]) -> GateJudgement:
    """Judge what is kept of an attempt, under parameters as policies write them."""
    if observation.skipped is not None:
        return GateJudgement(Outcome.SKIPPED, observation.skipped)
    if observation.error is not None:
        return GateJudgement(Outcome.ERRORED, observation.error)
    try:
        run = msgspec.json.decode(observation.readings[READING], type=GateRun)
        parameters = gate_parameters(pairs)
        # Its digest says that a reading is whole, and not that it is about this gate.
        _require_sound(run, observation.check)
    except (KeyError, ValueError) as error:
        # Of the readings' decoder too; a missing reading is a key that is missing.
        why = f"the readings cannot be judged: {error}"
        return GateJudgement(Outcome.ERRORED, why)
    return evaluate(run, parameters, observation.chain, seen_at=observation.window.ended_at)


def _require_sound(run: GateRun, check: str) -> None:
    if check_of(run.gate) != check:
        raise ValueError(f"they are of another gate, {run.gate}")
    if not all(math.isfinite(each.seconds) for each in run.results):
        raise ValueError("times of tests are no numbers")
