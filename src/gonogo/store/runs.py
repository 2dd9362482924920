"""Runs: numbered when they start, never renumbered, sealed when they end.

The number is given in one transaction with a counter of its own, so that two
processes never share one and a deleted run leaves a gap. The seal is the digest
of what the run had recorded when it ended: evidence that is taken away, moved or
added afterwards does not fit it.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from gonogo import digest
from gonogo.evidence import Run, RunState, Selection
from gonogo.networks import Deployment
from gonogo.store.content import pack, unpack
from gonogo.store.schema import DEPLOYMENTS, EVIDENCE, MARKS, RUNS, SELECTIONS
from gonogo.store.sqlite import reading, writing
from gonogo.workflows import CorruptRecordError, NewRun, Request, UnknownRunError


class RunTables:
    """The part of the history that holds runs and the deployments they saw."""

    def __init__(self, engine: sa.Engine, is_alive: Callable[[str], bool]) -> None:
        self._engine = engine
        self._is_alive = is_alive

    def start_run(self, run: NewRun) -> Run:
        """Record a run when it starts; again with the same id changes nothing."""
        with writing(self._engine) as connection:
            known = connection.execute(sa.select(RUNS.c.id).where(RUNS.c.id == run.id)).first()
            if known is None:
                self._insert(connection, run)
        return self.run(run.id)

    def _insert(self, connection: sa.Connection, run: NewRun) -> None:
        advanced = (
            sa.update(MARKS)
            .where(MARKS.c.name == "runs")
            .values(value=MARKS.c.value + 1)
            .returning(MARKS.c.value)
        )
        number = connection.execute(advanced).scalar_one()
        request = pack(run.request)
        connection.execute(
            sa.insert(RUNS).values(
                number=number,
                id=run.id,
                network=run.request.network,
                request=request["content"],
                request_digest=request["digest"],
                started_at=run.started_at.isoformat(),
            )
        )
        rows = [
            {"run": run.id, "position": position, "check": selected.check, "chain": selected.chain}
            for position, selected in enumerate(run.selections)
        ]
        if rows:
            connection.execute(sa.insert(SELECTIONS), rows)

    def run(self, run_id: str) -> Run:
        """Return a run."""
        found = self._read(sa.select(RUNS).where(RUNS.c.id == run_id))
        if not found:
            raise UnknownRunError(run_id)
        return found[0]

    def runs(self) -> tuple[Run, ...]:
        """Return all runs, oldest first."""
        return self._read(sa.select(RUNS).order_by(RUNS.c.number))

    def request(self, run_id: str) -> Request:
        """Return what a run was asked for, verified."""
        query = sa.select(RUNS.c.request, RUNS.c.request_digest).where(RUNS.c.id == run_id)
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        if row is None:
            raise UnknownRunError(run_id)
        return unpack(f"the request of run {run_id}", row.request, row.request_digest, Request)

    def runs_started(self) -> int:
        """Return how many runs were ever started here."""
        query = sa.select(MARKS.c.value).where(MARKS.c.name == "runs")
        with reading(self._engine) as connection:
            value = connection.execute(query).scalar()
        if value is None:
            raise CorruptRecordError("the count of runs", "it is gone")
        return int(value)

    def set_deployment(self, run_id: str, deployment: Deployment) -> None:
        """Record which deployment a run is about; the first one told stays."""
        name = deployment.digest
        with writing(self._engine) as connection:
            is_known = sa.select(DEPLOYMENTS.c.digest).where(DEPLOYMENTS.c.digest == name)
            if connection.execute(is_known).first() is None:
                content = digest.canonical_json(deployment)
                row = {"digest": name, "network": deployment.network, "content": content}
                connection.execute(sa.insert(DEPLOYMENTS).values(row))
            connection.execute(
                sa.update(RUNS)
                .where(RUNS.c.id == run_id, RUNS.c.deployment.is_(None))
                .values(deployment=name)
            )

    def deployments(self, network: str) -> tuple[Deployment, ...]:
        """Return the deployments of a network that were ever seen, verified."""
        query = sa.select(DEPLOYMENTS).where(DEPLOYMENTS.c.network == network)
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        return tuple(
            unpack(f"deployment {row.digest}", row.content, row.digest, Deployment) for row in rows
        )

    def end_run(self, run_id: str, state: RunState, ended_at: datetime) -> Run:
        """Record how a run ended, and seal what it recorded; the first ending stays."""
        with writing(self._engine) as connection:
            connection.execute(
                sa.update(RUNS)
                .where(RUNS.c.id == run_id, RUNS.c.ended_at.is_(None))
                .values(
                    ended_at=ended_at.isoformat(),
                    ending=state.value,
                    seal=seal_of(connection, run_id),
                )
            )
        return self.run(run_id)

    def _read(self, query: sa.Select[tuple[object, ...]]) -> tuple[Run, ...]:
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
            names = [row.id for row in rows]
            chosen = sa.select(SELECTIONS).order_by(SELECTIONS.c.run, SELECTIONS.c.position)
            if len(names) == 1:
                chosen = chosen.where(SELECTIONS.c.run == names[0])
            selections = defaultdict(list)
            for row in connection.execute(chosen):
                selections[row.run].append(Selection(row.check, row.chain))
        return tuple(self._run(row, tuple(selections[row.id])) for row in rows)

    def _run(self, row: sa.Row[tuple[object, ...]], selections: tuple[Selection, ...]) -> Run:
        what = f"the request of run {row.id}"
        request = unpack(what, row.request, row.request_digest, Request)
        return Run(
            id=row.id,
            number=row.number,
            network=row.network,
            policy=request.policy,
            policy_digest=request.policy_digest,
            deployment=row.deployment,
            selections=selections,
            started_at=datetime.fromisoformat(row.started_at),
            ended_at=datetime.fromisoformat(row.ended_at) if row.ended_at else None,
            state=self._state(row),
        )

    def _state(self, row: sa.Row[tuple[object, ...]]) -> RunState:
        if row.ending is not None:
            return RunState(row.ending)
        return RunState.ALIVE if self._is_alive(row.id) else RunState.UNFINISHED


def seal_of(connection: sa.Connection, run_id: str) -> str:
    """Return the digest of everything that a run has recorded as evidence."""
    query = sa.select(EVIDENCE.c.digest).where(EVIDENCE.c.run == run_id).order_by(EVIDENCE.c.digest)
    return digest.of_value(list(connection.execute(query).scalars()))
