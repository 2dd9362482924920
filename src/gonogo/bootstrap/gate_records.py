"""What runs recorded about gates, read again from what their evidence rests on."""

import msgspec

from gonogo.acceptance import GateRun, is_gate
from gonogo.bootstrap.application import Application
from gonogo.workflows import CorruptRecordError, take_out
from gonogo.workflows.gates import READING


def gate_runs_of(application: Application, run_id: str) -> tuple[GateRun, ...]:
    """Return what is left of each gate of a run, once each, in the order of its answers.

    What is missing or damaged is left out here: its evidence tells that.
    """
    found: dict[str, GateRun] = {}
    for item in application.history.evidence_of_run(run_id).items:
        check = item.evidence.check
        if is_gate(check) and check not in found:
            try:
                _, observation = take_out(item.observation, application.artifacts)
                found[check] = msgspec.json.decode(observation.readings[READING], type=GateRun)
            except (CorruptRecordError, KeyError, msgspec.MsgspecError):
                continue
    return tuple(found.values())
