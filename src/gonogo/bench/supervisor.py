"""The one process of a bench: it runs the parts, watches them and answers for them.

Everything it starts ends with it, however it ends. It says of itself that it is
broken as soon as an anvil dies, a role crashes or a block was not built as
ordered, and stays so: a bench that looks healthy and is not would let a check
pass that must fail.
"""

import asyncio
import logging
import logging.handlers
import os
import secrets
import shutil
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path

from gonogo.bench.anvils import Programs
from gonogo.bench.assembly import Assembly, assembled
from gonogo.bench.chain import RunningChain
from gonogo.bench.control import Status
from gonogo.bench.control_server import ControlServer
from gonogo.bench.errors import BrokenStartError, FolderRemovedError
from gonogo.bench.session import (
    LOCK_FILE,
    START_LOG,
    Lock,
    Session,
    State,
    remove_session,
    write_session,
)
from gonogo.bench.settings import MOST_SECONDS_BEHIND, NOTE
from gonogo.clock import Clock

_LOG = logging.getLogger("gonogo.bench")
_LOG_FILE = "bench.log"
_LARGEST_LOG_BYTES = 1_000_000
_FIRST_SAFE_HEAD_SECONDS = 20.0
_WATCH_SECONDS = 0.1
_SECONDS_BETWEEN_NEWS = 1.0
_KEPT = frozenset({LOCK_FILE, START_LOG})

Watcher = Callable[[Status], None]


class Supervisor:
    """Runs one bench from its start to its end."""

    def __init__(
        self,
        directory: Path,
        programs: Programs,
        *,
        verifiers: int,
        clock: Clock,
        watcher: Watcher,
    ) -> None:
        self.name = directory.name
        self._directory = directory
        self._programs = programs
        self._verifiers = verifiers
        self._clock = clock
        self._watcher = watcher
        self._ended = asyncio.Event()
        self._state = State.STARTING
        self._reason: str | None = None
        self._started_at = clock.now().isoformat(timespec="seconds")

    def end(self) -> None:
        """Have `run` clean up and return."""
        self._ended.set()

    async def run(self) -> None:
        """Run the bench until `end` is called; nothing of it is left afterwards.

        The watcher hears how it is when it is ready, when it breaks, and about every second.

        Raises:
            NameInUseError: another process runs a bench in this directory.
            BrokenStartError: it did not become ready.
            FolderRemovedError: its folder was removed meanwhile.
            BenchError: one of its parts did not start.
        """
        with Lock(self._directory):
            _clear(self._directory)
            with _logging_to(self._directory / "logs"):
                try:
                    await self._until_ended(self._work())
                finally:
                    remove_session(self._directory)
                    shutil.rmtree(self._directory / "states", ignore_errors=True)

    async def _until_ended(self, work: Coroutine[None, None, None]) -> None:
        working = asyncio.ensure_future(work)
        ending = asyncio.ensure_future(self._ended.wait())
        try:
            await asyncio.wait({working, ending}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ending.cancel()
            working.cancel()
            outcomes = await asyncio.gather(working, ending, return_exceptions=True)
        # A cancellation is no Exception: being ended is how a bench is meant to end.
        if isinstance(outcomes[0], Exception):
            raise outcomes[0]

    async def _work(self) -> None:
        async with assembled(
            self._directory, self._programs, verifiers=self._verifiers, clock=self._clock
        ) as assembly:
            control = ControlServer(
                secrets.token_urlsafe(32),
                status=lambda: self._status(assembly),
                faults=assembly.faults,
                end=self.end,
            )
            await control.open()
            try:
                # Told before it is ready, so that `status` and `down` work while it starts.
                self._tell(assembly, control)
                await self._first_safe_head(assembly)
                self._state = State.READY
                self._tell(assembly, control)
                self._watcher(self._status(assembly))
                await self._watch(assembly, control)
            finally:
                await control.close()

    async def _first_safe_head(self, assembly: Assembly) -> None:
        try:
            async with asyncio.timeout(_FIRST_SAFE_HEAD_SECONDS):
                while not _is_followed(assembly.chain):
                    if assembly.broken is not None:
                        raise BrokenStartError(self.name, assembly.broken)
                    await self._clock.sleep(_WATCH_SECONDS / 2)
        except TimeoutError as error:
            heads = assembly.chain.heads()
            raise BrokenStartError(
                self.name,
                f"no new safe head within {_FIRST_SAFE_HEAD_SECONDS:g} s ({heads})",
                hint=f"Its log: {self._directory / 'logs' / _LOG_FILE}",
            ) from error

    async def _watch(self, assembly: Assembly, control: ControlServer) -> None:
        told_at = self._clock.monotonic()
        while True:
            await self._clock.sleep(_WATCH_SECONDS)
            if self._clock.monotonic() - told_at >= _SECONDS_BETWEEN_NEWS:
                told_at = self._clock.monotonic()
                # Without its folder nobody could list it or end it: it would run for ever.
                if not (self._directory / LOCK_FILE).exists():
                    raise FolderRemovedError(self.name)
                self._watcher(self._status(assembly))
            if self._state is not State.BROKEN and (reason := assembly.broken) is not None:
                self._state, self._reason = State.BROKEN, reason
                self._tell(assembly, control)
                self._watcher(self._status(assembly))

    def _status(self, assembly: Assembly) -> Status:
        return Status(
            name=self.name,
            pid=os.getpid(),
            started_at=self._started_at,
            state=self._state,
            reason=self._reason,
            broken_parts=tuple(part.value for part in assembly.faults.broken),
            heads=assembly.chain.heads(),
            addresses=assembly.chain.addresses,
            contracts=assembly.description.book.contracts,
            batcher=assembly.description.batcher.address,
            directory=str(self._directory),
            note=NOTE,
            faults=assembly.faults.log,
        )

    def _tell(self, assembly: Assembly, control: ControlServer) -> None:
        addresses = assembly.chain.addresses
        services = {"l1.execution_rpc": addresses.l1_rpc}
        for name, node in addresses.nodes.items():
            services[f"{name}.execution_rpc"] = node.execution_rpc
            services[f"{name}.consensus_rpc"] = node.consensus_rpc
            services[f"{name}.metrics"] = node.metrics
        services["batcher.metrics"] = addresses.batcher_metrics
        services["proposer.metrics"] = addresses.proposer_metrics
        session = Session(
            name=self.name,
            pid=os.getpid(),
            started_at=self._started_at,
            control_url=control.url,
            token=control.token,
            state=self._state,
            services=services,
        )
        write_session(self._directory, session)


def _is_followed(chain: RunningChain) -> bool:
    # Every node's own: each derives by itself, and one may be a moment behind the others.
    heads = chain.heads()
    has_safe_head = min(heads.safe, *heads.verifiers.values()) > 0
    # After a slow start many blocks are due at once, and only the first of them may be safe.
    return has_safe_head and chain.seconds_behind <= MOST_SECONDS_BEHIND


def _clear(directory: Path) -> None:
    # A supervisor that was killed leaves files that describe a network which is gone.
    for entry in directory.iterdir():
        if entry.name in _KEPT:
            continue
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()


@contextmanager
def _logging_to(directory: Path) -> Iterator[None]:
    directory.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        directory / _LOG_FILE, maxBytes=_LARGEST_LOG_BYTES, backupCount=1, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    level = _LOG.level
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    try:
        yield
    finally:
        _LOG.setLevel(level)
        _LOG.removeHandler(handler)
        handler.close()
