"""What was concluded: findings, problems of runs, decisions. Appended, and the first stays."""

from collections.abc import Iterable

import sqlalchemy as sa

from gonogo import digest
from gonogo.findings import Finding
from gonogo.readiness import Decision, Problem, decision_bytes, decision_from_bytes
from gonogo.store.content import pack, unpack, verify
from gonogo.store.schema import DECISIONS, FINDINGS, PROBLEMS
from gonogo.store.sqlite import reading, writing


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
        query = sa.select(FINDINGS).where(FINDINGS.c.deployment == deployment)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(FINDINGS.c.position)).all()
        return tuple(unpack(f"finding {row.id}", row.content, row.digest, Finding) for row in rows)

    def record_problem(self, run_id: str, problem: Problem) -> None:
        """Record something that went wrong with a run itself, once."""
        with writing(self._engine) as connection:
            row = {"run": run_id, **pack(problem)}
            connection.execute(sa.insert(PROBLEMS).prefix_with("OR IGNORE").values(row))

    def problems(self, run_id: str) -> tuple[Problem, ...]:
        """Return what went wrong with a run itself, in order."""
        query = sa.select(PROBLEMS).where(PROBLEMS.c.run == run_id).order_by(PROBLEMS.c.id)
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        return tuple(
            unpack(f"a problem of run {run_id}", row.content, row.digest, Problem) for row in rows
        )

    def record_decision(self, run_id: str, decision: Decision) -> Decision:
        """Record the decision of a run and return the first one recorded."""
        content = decision_bytes(decision)
        row = {"run": run_id, "content": content, "digest": digest.of_bytes(content)}
        with writing(self._engine) as connection:
            connection.execute(sa.insert(DECISIONS).prefix_with("OR IGNORE").values(row))
        return self.decision(run_id) or decision

    def decision(self, run_id: str) -> Decision | None:
        """Return the decision of a run, verified; None while there is none."""
        query = sa.select(DECISIONS).where(DECISIONS.c.run == run_id)
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        verify(f"the decision of run {run_id}", row.content, row.digest)
        return decision_from_bytes(row.content)
