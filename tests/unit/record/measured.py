"""A run that ended, with the evidence that it measured."""

from typing import Any

import msgspec

from gonogo.evidence import Evidence, Figure, Outcome, Window
from gonogo.record import (
    RecordedDeployment,
    RecordedFact,
    RecordedIdentity,
    RunEndedBody,
    RunProblem,
)
from tests.unit.record.example import DIGEST, MINUTE, START

EVIDENCE = Evidence(
    run="run-1",
    check="safe_head_advances",
    chain="alpha-901",
    deployment=DIGEST,
    outcome=Outcome.PASSED,
    summary="It advanced by 30 blocks.",
    window=Window(START, START + MINUTE),
    parameters=(("longest_gap_seconds", "10"),),
    figures=(Figure("blocks", 30.0, "blocks"), Figure("tiny", 1e-7, "s")),
    readings=(DIGEST,),
)


def ended(**changes: Any) -> RunEndedBody:
    """Return what such a run says, but for what is given."""
    said = RunEndedBody(
        run="run-1",
        state="finished",
        network="alpha",
        candidate=DIGEST,
        deployment=RecordedDeployment(
            "alpha", DIGEST, RecordedIdentity((RecordedFact("chain.901.id", None),))
        ),
        is_void=False,
        evidence=(EVIDENCE,),
        unknown_facts=("chain.901.id",),
        problems=(RunProblem("alpha-901", "It is slow.", "Wait."),),
    )
    return msgspec.structs.replace(said, **changes)
