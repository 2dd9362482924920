"""The durable engine: what it is told, and how a run is carried through it.

Each run has an engine file of its own, held through the run's lock, because an
engine takes over whatever it finds unfinished in its file: with one file for
all, listing runs would steal them. What the engine remembers is only which
steps were done; everything that matters is in the history.

Steps run at least once. The engine's records are JSON and never pickle, so who
can write the file cannot run code.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID, WorkflowHandleAsync

from gonogo.networks import Fact, Identity
from gonogo.workflows.assessment import Assessment
from gonogo.workflows.ports import Engines

# Pinned: by itself it is a digest of the source, and every change of a comment would
# leave the runs of before unfinished for ever. Changed steps need a new number.
APPLICATION_VERSION = "assess-1"
EXECUTOR = "gonogo"
_MOST_RECOVERIES = 1_000_000
_POLLING_SECONDS = 0.1
_GOING_ON = frozenset({"PENDING", "ENQUEUED", "DELAYED"})

_UNDER_WAY: dict[str, "_Carried"] = {}


class _Carried:
    """A run in this process: its assessment, and what its steps raised."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.failure: Exception | None = None
        self.working: asyncio.Task[object] | None = None

    @contextlib.asynccontextmanager
    async def step(self) -> AsyncIterator[Assessment]:
        """Remember whose task works, to be able to end it, and what it raised."""
        self.working = asyncio.current_task()
        try:
            yield self.assessment
        except Exception as failure:
            # The engine writes errors down as text; the caller wants the error itself.
            self.failure = failure
            raise
        finally:
            self.working = None


@DBOS.step()
async def _identify(run: str) -> list[list[str | None]]:
    async with _UNDER_WAY[run].step() as assessment:
        return _plain(await assessment.identify())


@DBOS.step()
async def _observe(run: str, before: list[list[str | None]]) -> None:
    async with _UNDER_WAY[run].step() as assessment:
        await assessment.observe(_identity(before))


@DBOS.step()
async def _compare(run: str, before: list[list[str | None]]) -> list[str]:
    async with _UNDER_WAY[run].step() as assessment:
        return list(await assessment.compare(_identity(before)))


@DBOS.step()
async def _conclude(run: str) -> None:
    async with _UNDER_WAY[run].step() as assessment:
        assessment.conclude()


@DBOS.step()
async def _decide(run: str, unknown_facts: list[str]) -> None:
    async with _UNDER_WAY[run].step() as assessment:
        assessment.decide(tuple(unknown_facts))


@DBOS.workflow(max_recovery_attempts=_MOST_RECOVERIES)
async def _assess(run: str) -> None:
    before = await _identify(run)
    await _observe(run, before)
    unknown_facts = await _compare(run, before)
    await _conclude(run)
    await _decide(run, unknown_facts)


async def carry_through(assessment: Assessment, engines: Engines) -> None:
    """Begin the run in its engine, or go on with it there, and wait for its end.

    When this is cancelled, the run is cancelled in the engine too, so that no
    later launch of it goes on.

    Raises:
        GonogoError: a step could not be done; the run stays unfinished.
    """
    run = assessment.run.id
    carried = _UNDER_WAY[run] = _Carried(assessment)
    with opened(engines, run) as engine:
        await _launch_and_wait(run, carried, engine)


async def _launch_and_wait(run: str, carried: _Carried, engine: sa.Engine) -> None:
    DBOS(config=_configuration(engine))
    try:
        DBOS.launch()
        handle = await _handle(run)
        try:
            await handle.get_result(polling_interval_sec=_POLLING_SECONDS)
        except asyncio.CancelledError:
            await _cancel(run, carried)
            raise
        except Exception as error:  # noqa: BLE001 - The engine's errors end here.
            raise (carried.failure or error) from None
    finally:
        DBOS.destroy(workflow_completion_timeout_sec=0)
        del _UNDER_WAY[run]


async def _handle(run: str) -> WorkflowHandleAsync[None]:
    if await DBOS.get_workflow_status_async(run) is not None:
        # Launching already took it up again; here is only waited for it.
        found: WorkflowHandleAsync[None] = await DBOS.retrieve_workflow_async(run)
        return found
    with SetWorkflowID(run):
        return await DBOS.start_workflow_async(_assess, run)


async def _cancel(run: str, carried: _Carried) -> None:
    await DBOS.cancel_workflow_async(run)
    working = carried.working
    if working is not None and working is not asyncio.current_task():
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)


def _configuration(engine: sa.Engine) -> DBOSConfig:
    return {
        "name": "gonogo",
        "system_database_engine": engine,
        "system_database_url": str(engine.url),
        "executor_id": EXECUTOR,
        "application_version": APPLICATION_VERSION,
        "serializer": DBOSPortableJSONSerializer(),
        "log_level": "CRITICAL",
        "notification_listener_polling_interval_sec": _POLLING_SECONDS,
    }


def is_worn_out(engines: Engines, run: str) -> bool:
    """Say whether an engine file holds nothing that could be gone on with.

    A step that raised is remembered as that error for good, and a damaged file
    remembers nothing. Both are left aside and the run begins its steps anew,
    which is safe, because what it recorded is in the history.
    """
    query = sa.text("SELECT status FROM workflow_status WHERE workflow_uuid = :run")
    with opened(engines, run) as engine:
        try:
            with engine.connect() as connection:
                status = connection.execute(query, {"run": run}).scalar()
        except sa.exc.OperationalError:
            return False  # New, or killed before its tables were made; launching makes them.
        except sa.exc.DatabaseError:
            return True
    return status is not None and status not in _GOING_ON


@contextlib.contextmanager
def opened(engines: Engines, run: str) -> Iterator[sa.Engine]:
    """Open a run's file, and close it."""
    engine = engines.open(run)
    try:
        yield engine
    finally:
        engine.dispose()


def _plain(identity: Identity) -> list[list[str | None]]:
    return [[fact.name, fact.value] for fact in identity.facts]


def _identity(plain: list[list[str | None]]) -> Identity:
    return Identity(tuple(Fact(str(name), value) for name, value in plain))
