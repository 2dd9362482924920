"""A small record in which everything is well, and ways to spoil it one at a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from gonogo.evidence import Evidence, Outcome, Run, RunState, Selection, Window
from gonogo.findings import Finding, open_findings
from gonogo.readiness import (
    ChainScope,
    Decision,
    KnownDeployment,
    Policy,
    Record,
    Requirement,
    RequirementAnswer,
    judge,
)

START = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DEPLOYMENT = "sha256:" + "d" * 64
OTHER_DEPLOYMENT = "sha256:" + "e" * 64
REDEPLOYMENT = "sha256:" + "f" * 64
"""The same candidate, deployed once more."""
CANDIDATE = "sha256:" + "c" * 64
OTHER_CANDIDATE = "sha256:" + "b" * 64
KNOWN = (
    KnownDeployment(DEPLOYMENT, CANDIDATE),
    KnownDeployment(OTHER_DEPLOYMENT, OTHER_CANDIDATE),
    KnownDeployment(REDEPLOYMENT, CANDIDATE),
)
CHAIN = "bench-901"
SAFE = "safe_head_advances"
PARAMETERS = (("longest_gap_seconds", "10"),)
NO_ANSWER = (Outcome.ERRORED, Outcome.SKIPPED, Outcome.PRECLUDED)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def requirement(check: str | None = SAFE, **changes: object) -> Requirement:
    whole = Requirement(
        id=(check or "by_hand").replace("_", "-"),
        title="The safe head advances",
        why="What is not derived from L1 can still be lost.",
        remedy="Look at the batcher.",
        source="release checklist",
        check=check,
        parameters=PARAMETERS,
        window_seconds=10.0,
        freshness_seconds=600.0,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # keywords are the fields' own


def policy(*requirements: Requirement, resolves_by_pass: bool = True) -> Policy:
    return Policy(
        name="rehearsal",
        title="Rehearsal",
        level="READINESS_REHEARSAL",
        requirements=requirements or (requirement(),),
        interval_seconds=1.0,
        resolves_by_pass=resolves_by_pass,
    )


def run(number: int = 1, **changes: object) -> Run:
    """Return a finished run that lasted from second 100 x number for 20 seconds."""
    whole = Run(
        id=f"run-{number}",
        number=number,
        network="bench",
        policy="rehearsal",
        policy_digest="sha256:" + "a" * 64,
        deployment=DEPLOYMENT,
        selections=(Selection(SAFE, CHAIN),),
        started_at=at(100 * number),
        ended_at=at(100 * number + 20),
        state=RunState.FINISHED,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # keywords are the fields' own


def evidence(number: int = 1, outcome: Outcome = Outcome.PASSED, **changes: object) -> Evidence:
    """Return what the run of this number recorded, over a window of 12 seconds."""
    whole = Evidence(
        run=f"run-{number}",
        check=SAFE,
        chain=CHAIN,
        deployment=DEPLOYMENT,
        outcome=outcome,
        summary="the safe head moved from 4 to 9",
        window=window(100 * number + 1, 12),
        parameters=PARAMETERS,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # keywords are the fields' own


def window(start: float, seconds: float) -> Window:
    return Window(at(start), at(start + seconds))


def record(*recorded: Evidence, **changes: object) -> Record:
    """Return a record with the runs 1 to the highest that the evidence names."""
    numbers = [int(item.run.rpartition("-")[2]) for item in recorded]
    runs = tuple(run(number) for number in range(1, max(numbers, default=0) + 1))
    whole = Record(
        network="bench",
        candidate=CANDIDATE,
        deployment=DEPLOYMENT,
        chains=(ChainScope(CHAIN, ("batcher", "proposer")),),
        judged_at=at(100 * len(runs) + 60),
        runs=runs,
        runs_started=len(runs),
        evidence=recorded,
        deployments=KNOWN,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # keywords are the fields' own


def finding_of(failed: Evidence, **changes: object) -> Finding:
    (opened,) = open_findings([failed])
    return replace(opened, **changes)  # type: ignore[arg-type]  # keywords are the fields' own


def only_answer(decision: Decision) -> RequirementAnswer:
    (answer,) = decision.answers
    return answer


def answer_to(judged: Record, under: Policy | None = None) -> RequirementAnswer:
    return only_answer(judge(under or policy(), judged))
