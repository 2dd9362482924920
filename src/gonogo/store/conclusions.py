"""What was concluded: findings, problems of runs, decisions. Appended, and the first stays."""

from collections.abc import Iterable

import sqlalchemy as sa

from gonogo import digest
from gonogo.findings import Finding
from gonogo.readiness import Decision, Problem, decision_bytes, decision_from_bytes
from gonogo.store.content import pack, unpack, verify
from gonogo.store.runs import require_going_on
from gonogo.store.schema import DECISIONS, FINDINGS, PROBLEMS, as_kept
from gonogo.store.sqlite import reading, writing
from gonogo.workflows import CorruptRecordError


class ConclusionTables:
    """The part of the history that holds what was concluded."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def record_findings(self, findings: Iterable[Finding]) -> None:
        """Record findings; one with a known id stays as it was recorded first."""
        rows = [
            {"id": finding.id, "deployment": finding.deployment, **pack(finding)}
            for finding in findings
        ]
        if not rows:
            return
        with writing(self._engine) as connection:
            connection.execute(sa.insert(FINDINGS).prefix_with("OR IGNORE"), rows)

    def findings(self, deployment: str) -> tuple[Finding, ...]:
        """Return the findings about a deployment, oldest first, verified."""
        query = as_kept(FINDINGS).where(FINDINGS.c.deployment == deployment)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(FINDINGS.c.position)).all()
        return tuple(map(_finding, rows))

    def record_problem(self, run_id: str, problem: Problem) -> None:
        """Record something that went wrong with a run itself, once."""
        with writing(self._engine) as connection:
            require_going_on(connection, run_id)
            row = {"run": run_id, **pack(problem)}
            connection.execute(sa.insert(PROBLEMS).prefix_with("OR IGNORE").values(row))

    def problems(self, run_id: str) -> tuple[Problem, ...]:
        """Return what went wrong with a run itself, in order."""
        query = as_kept(PROBLEMS).where(PROBLEMS.c.run == run_id).order_by(PROBLEMS.c.id)
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        return tuple(
            unpack(f"a problem of run {run_id}", row.content, row.digest, Problem) for row in rows
        )

    def record_decision(self, run_id: str, decision: Decision) -> Decision:
        """Record the decision of a run and return the first one recorded."""
        content = decision_bytes(decision)
        row = {"run": run_id, "content": content, "digest": digest.of_bytes(content)}
        is_it = sa.select(DECISIONS.c.run).where(DECISIONS.c.run == run_id)
        with writing(self._engine) as connection:
            # A run that ended may ask for its decision again, and gets the first one.
            if connection.execute(is_it).first() is None:
                require_going_on(connection, run_id)
                connection.execute(sa.insert(DECISIONS).values(row))
        return self.decision(run_id) or decision

    def decision(self, run_id: str) -> Decision | None:
        """Return the decision of a run, verified; None while there is none."""
        query = as_kept(DECISIONS).where(DECISIONS.c.run == run_id)
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        verify(f"the decision of run {run_id}", row.content, row.digest)
        return decision_from_bytes(row.content)


def _finding(row: sa.Row[tuple[object, ...]]) -> Finding:
    finding = unpack(f"finding {row.id}", row.content, row.digest, Finding)
    if (finding.id, finding.deployment) != (row.id, row.deployment):
        raise CorruptRecordError(f"finding {row.id}", "it was recorded under another name")
    return finding
