"""Evidence: appended, never changed, and verified whenever it is read.

A row that is damaged is told as a problem: whoever judges must hold, because
nobody can say what it had said. That a row was taken away shows at its run, which
is damaged then.
"""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from gonogo import digest
from gonogo.evidence import Evidence
from gonogo.readiness import Problem
from gonogo.store.content import pack, unpack
from gonogo.store.runs import require_going_on
from gonogo.store.schema import EVIDENCE, RUNS, as_kept
from gonogo.store.sqlite import reading, writing
from gonogo.workflows import CorruptRecordError, RecordedEvidence, Shelf

_REMEDY = "Restore the workspace's history from a copy; what was altered cannot be judged."


class EvidenceTables:
    """The part of the history that holds evidence."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def record_evidence(self, recorded: Sequence[RecordedEvidence]) -> None:
        """Record all of these or none; what is already there stays as it is."""
        rows = [_row(item) for item in recorded]
        if not rows:
            return
        with writing(self._engine) as connection:
            for run in {item.evidence.run for item in recorded}:
                require_going_on(connection, run)
            # What is there stays: a step that is repeated after a crash must not change an answer.
            connection.execute(sa.insert(EVIDENCE).prefix_with("OR IGNORE"), rows)

    def evidence_of_run(self, run_id: str) -> Shelf:
        """Return what a run recorded, in the order in which it did."""
        return self._shelf(EVIDENCE.c.run == run_id)

    def evidence_of_deployment(self, deployment: str) -> Shelf:
        """Return what all runs recorded about a deployment."""
        # Also what their runs recorded about anything else: a row that was moved shows there.
        runs = RUNS.c.deployment == deployment
        return self._shelf(sa.or_(EVIDENCE.c.deployment == deployment, runs))

    def void_run(self, run_id: str) -> None:
        """Mark all evidence of a run as void, also what it may still record."""
        with writing(self._engine) as connection:
            require_going_on(connection, run_id)
            connection.execute(sa.update(RUNS).where(RUNS.c.id == run_id).values(is_void=True))

    def _shelf(self, which: sa.ColumnElement[bool]) -> Shelf:
        is_void = sa.type_coerce(RUNS.c.is_void, sa.types.NULLTYPE).label("is_void")
        # What a run recorded that is gone is read too: a failure counts whoever saw it.
        query = as_kept(EVIDENCE).add_columns(is_void)
        query = query.outerjoin(RUNS, RUNS.c.id == EVIDENCE.c.run).where(which)
        items, problems = [], []
        with reading(self._engine) as connection:
            for row in connection.execute(query.order_by(EVIDENCE.c.id)):
                try:
                    items.append(_item(row))
                except CorruptRecordError as error:
                    problems.append(Problem("record", error.message, _REMEDY))
                if row.is_void is None:
                    gone = f"evidence {row.id} is of run {row.run}, which is not on record"
                    problems.append(Problem("record", gone, _REMEDY))
        return Shelf(tuple(items), tuple(problems))


def _row(item: RecordedEvidence) -> dict[str, object]:
    evidence = item.evidence
    return {
        "run": evidence.run,
        "check": evidence.check,
        "chain": evidence.chain,
        "parameters_digest": digest.of_value(evidence.parameters),
        "deployment": evidence.deployment,
        "observation": item.observation,
        **pack(evidence),
    }


def _item(row: sa.Row[tuple[object, ...]]) -> RecordedEvidence:
    what = f"evidence {row.id} of run {row.run}"
    evidence = unpack(what, row.content, row.digest, Evidence)
    told = (row.run, row.check, row.chain, row.deployment)
    if (evidence.run, evidence.check, evidence.chain, evidence.deployment) != told:
        raise CorruptRecordError(what, "it was recorded under another name")
    if row.is_void:
        evidence = replace(evidence, is_void=True)
    return RecordedEvidence(evidence, row.observation)
