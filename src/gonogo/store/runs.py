"""Runs: numbered when they start, never renumbered, sealed when they end.

The number is given in one transaction with a counter of its own, so that two
processes never share one and a deleted run leaves a gap. Once a run has ended,
nothing more is recorded about it: its seal would not fit any more.
"""

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from gonogo import digest
from gonogo.evidence import Run, RunState
from gonogo.networks import Deployment
from gonogo.project import WorkspaceError
from gonogo.store.content import is_intact, pack, unpack
from gonogo.store.run_rows import read_runs
from gonogo.store.schema import DEPLOYMENTS, FINDINGS, MARKS, RUNS, SELECTIONS, as_kept
from gonogo.store.seals import seals_of
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
                findings_before=connection.execute(_LAST_FINDING).scalar_one(),
            )
        )
        rows = [
            {"run": run.id, "position": position, "check": selected.check, "chain": selected.chain}
            for position, selected in enumerate(run.selections)
        ]
        if rows:
            connection.execute(sa.insert(SELECTIONS), rows)

    def run(self, run_id: str) -> Run:
        """Return a run.

        Raises:
            UnknownRunError: there is none of this id.
            CorruptRecordError: it is not what was recorded.
        """
        with reading(self._engine) as connection:
            found = read_runs(connection, self._is_alive, run_id)
        if not found:
            raise UnknownRunError(run_id)
        if found[0].damage is not None:
            raise CorruptRecordError(f"run {found[0].number}", found[0].damage)
        return found[0]

    def runs(self) -> tuple[Run, ...]:
        """Return all runs, oldest first; those that are damaged say so."""
        with reading(self._engine) as connection:
            return read_runs(connection, self._is_alive)

    def request(self, run_id: str) -> Request:
        """Return what a run was asked for, verified."""
        query = as_kept(RUNS).where(RUNS.c.id == run_id)
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        if row is None:
            raise UnknownRunError(run_id)
        return unpack(f"the request of run {run_id}", row.request, row.request_digest, Request)

    def runs_started(self) -> int:
        """Return how many runs were ever started here."""
        with reading(self._engine) as connection:
            row = connection.execute(as_kept(MARKS).where(MARKS.c.name == "runs")).first()
        if row is None:
            raise CorruptRecordError("the count of runs", "it is gone")
        if not isinstance(row.value, int):
            raise CorruptRecordError("the count of runs", f"{row.value!r} is no number")
        return row.value

    def set_deployment(self, run_id: str, deployment: Deployment) -> None:
        """Record which deployment a run is about; the first one told stays."""
        content = digest.canonical_json(deployment)
        name = digest.of_bytes(content)
        row = {"digest": name, "network": deployment.network, "content": content}
        with writing(self._engine) as connection:
            known = as_kept(DEPLOYMENTS).where(DEPLOYMENTS.c.digest == name)
            found = connection.execute(known).first()
            if found is None or not is_intact(found.content, name):
                # The digest says what must stand there, so one that was damaged is mended.
                connection.execute(sa.insert(DEPLOYMENTS).prefix_with("OR REPLACE").values(row))
            connection.execute(
                sa.update(RUNS)
                .where(RUNS.c.id == run_id, RUNS.c.deployment.is_(None))
                .values(deployment=name)
            )

    def deployments(self, network: str) -> tuple[Deployment, ...]:
        """Return the deployments of a network that were ever seen.

        One that is damaged is left out: the runs that saw it are damaged, and say so.
        """
        with reading(self._engine) as connection:
            rows = connection.execute(as_kept(DEPLOYMENTS)).all()
        found = [
            unpack(f"deployment {row.digest}", row.content, row.digest, Deployment)
            for row in rows
            if is_intact(row.content, row.digest)
        ]
        # By what each says itself: the column beside it only serves to look at.
        return tuple(each for each in found if each.network == network)

    def end_run(self, run_id: str, state: RunState, ended_at: datetime) -> Run:
        """Record how a run ended, and seal what it recorded; the first ending stays."""
        ending = {
            "ended_at": ended_at.isoformat(),
            "ending": state.value,
            "findings_after": _LAST_FINDING.scalar_subquery(),
        }
        is_it = RUNS.c.id == run_id
        with writing(self._engine) as connection:
            ended = sa.update(RUNS).where(is_it, RUNS.c.ended_at.is_(None)).values(ending)
            if connection.execute(ended).rowcount:
                seal = seals_of(connection, run_id)[run_id]
                connection.execute(sa.update(RUNS).where(is_it).values(seal=seal))
        return self.run(run_id)


_LAST_FINDING = sa.select(sa.func.coalesce(sa.func.max(FINDINGS.c.position), 0))


def require_going_on(connection: sa.Connection, run_id: str) -> None:
    """Refuse to record anything about a run that has ended.

    Raises:
        WorkspaceError: it has.
    """
    query = sa.select(RUNS.c.id).where(RUNS.c.id == run_id, RUNS.c.ended_at.is_not(None))
    if connection.execute(query).first() is not None:
        raise WorkspaceError(
            f"run {run_id}",
            "it has ended, so nothing more can be recorded about it",
            hint="Start another one: gonogo assess NETWORK",
        )
