"""Turn rows into runs. One that is damaged is told as damaged, and the others are read.

A damaged run counts as one that never ended: nobody can say what it would say,
nor that it is about the network that it names.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa

from gonogo.errors import GonogoError
from gonogo.evidence import Run, RunState, Selection
from gonogo.store.content import is_intact, unpack
from gonogo.store.schema import DEPLOYMENTS, RUNS, SELECTIONS, as_kept
from gonogo.store.seals import seals_of
from gonogo.workflows import Request

_ENDINGS = {state.value: state for state in (RunState.FINISHED, RunState.CANCELLED)}
_UNKNOWN_TIME = datetime.fromtimestamp(0, UTC)

Row = sa.Row[tuple[object, ...]]


def read_runs(
    connection: sa.Connection, is_alive: Callable[[str], bool], run_id: str | None = None
) -> tuple[Run, ...]:
    """Return all runs, oldest first, or the one of this id.

    Args:
        connection: Where to read.
        is_alive: Whether some process is working on a run.
        run_id: The run to read; all, if not given.
    """
    rows, chosen = as_kept(RUNS), as_kept(SELECTIONS)
    if run_id is not None:
        rows = rows.where(RUNS.c.id == run_id)
        chosen = chosen.where(SELECTIONS.c.run == run_id)
    selected = defaultdict(list)
    for row in connection.execute(chosen.order_by(SELECTIONS.c.position)):
        selected[row.run].append(row)
    deployments = {
        row.digest
        for row in connection.execute(as_kept(DEPLOYMENTS))
        if is_intact(row.content, row.digest)
    }
    found = connection.execute(rows.order_by(RUNS.c.number)).all()
    # A run that goes on bears no seal, and is looked at with each answer that it records.
    has_sealed = any(row.ended_at is not None for row in found)
    seals = seals_of(connection, run_id) if has_sealed else {}
    runs = []
    for row in found:
        if row.deployment is not None and row.deployment not in deployments:
            runs.append(_damaged(row, "the deployment that it saw is lost or damaged"))
            continue
        try:
            runs.append(_intact(row, selected[row.id], seals.get(row.id), is_alive))
        except (GonogoError, ValueError) as error:
            runs.append(_damaged(row, str(error)))
    return tuple(runs)


def _intact(
    row: Row, selected: Sequence[Row], seal: str | None, is_alive: Callable[[str], bool]
) -> Run:
    """Return a run.

    Raises:
        CorruptRecordError: its request is not what was recorded.
        ValueError: something else of it is not; says what.
    """
    request = unpack("its request", row.request, row.request_digest, Request)
    if row.network != request.network:
        raise ValueError("it names another network than its request does")
    if row.is_void not in (0, 1):
        raise ValueError(f"whether it is void is told as {row.is_void!r}")
    if (row.ended_at is None) != (row.ending is None):
        raise ValueError("it says when it ended and not how, or how and not when")
    if row.ending is not None and row.ending not in _ENDINGS:
        raise ValueError(f"no run ends as {row.ending!r}")
    run = Run(
        id=_text(row.id),
        number=row.number,
        network=_text(row.network),
        policy=request.policy,
        policy_digest=request.policy_digest,
        deployment=None if row.deployment is None else _text(row.deployment),
        selections=_selections(selected),
        started_at=_moment(row.started_at),
        ended_at=None if row.ended_at is None else _moment(row.ended_at),
        state=_ENDINGS[row.ending] if row.ending is not None else _state(row, is_alive),
    )
    # A run that goes on bears no seal; one that bears one would say of itself that it ended.
    if row.seal != (seal if run.has_ended else None):
        raise ValueError("it, or what it recorded, is not what it ended with")
    return run


def _state(row: Row, is_alive: Callable[[str], bool]) -> RunState:
    return RunState.ALIVE if is_alive(row.id) else RunState.UNFINISHED


def _selections(rows: Sequence[Row]) -> tuple[Selection, ...]:
    if [row.position for row in rows] != list(range(len(rows))):
        raise ValueError("some of what it selected is missing")
    return tuple(Selection(_text(row.check), _text(row.chain)) for row in rows)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} stands where a name should")  # noqa: TRY004 - A damaged row.
    return value


def _moment(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(value))
    except ValueError:
        raise ValueError(f"{value!r} stands where a time should") from None
    if moment.tzinfo is None:
        raise ValueError(f"{value!r} is a time in nobody knows which zone")
    return moment


def _damaged(row: Row, why: str) -> Run:
    return Run(
        id=str(row.id),
        number=row.number,
        network=str(row.network),
        policy="",
        policy_digest="",
        deployment=row.deployment if isinstance(row.deployment, str) else None,
        selections=(),
        started_at=_UNKNOWN_TIME,
        ended_at=None,
        state=RunState.DAMAGED,
        damage=why,
    )
