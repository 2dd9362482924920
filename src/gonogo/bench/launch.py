"""Start a bench: in this process, or in one of its own that stays behind.

Both ways prepare the programs here, in the foreground, so that a download on a
fresh machine is seen and its errors reach the person who waits.
"""

import asyncio
import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path

from gonogo.bench.anvils import Programs
from gonogo.bench.control import Status, end, read_status
from gonogo.bench.detached import DetachedProcess
from gonogo.bench.errors import BrokenStartError, NameInUseError
from gonogo.bench.genesis import load_genesis
from gonogo.bench.packages import Packages, Progress, cache_directory, shipped_project
from gonogo.bench.session import (
    START_LOG,
    State,
    find_session,
    is_running,
    read_session,
    require_name,
    require_place,
)
from gonogo.bench.supervisor import Supervisor, Watcher
from gonogo.clock import Clock, SystemClock

_START_SECONDS = 30.0
_POLL_SECONDS = 0.02
_SHOWN_LINES = 12
_ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def prepare(benches: Path, environment: Mapping[str, str], on_progress: Progress) -> Programs:
    """Return the programs of a bench; install them and read the genesis where needed.

    Raises:
        UnsupportedMachineError: the programs do not run here.
        InstallError: they could not be installed, or are not what they should be.
        UnwritableError: nothing can be put where benches are.
    """
    # First, since who cannot have a bench should not wait for a download.
    require_place(benches)
    cache = cache_directory(environment, fallback=benches.parent / "cache")
    packages = Packages(shipped_project(), cache, environment, on_progress=on_progress)
    anvil, version = packages.anvil()
    genesis = load_genesis(packages, cache, on_progress=on_progress)
    return Programs(anvil, version, genesis)


def run_bench(
    benches: Path,
    name: str,
    programs: Programs,
    *,
    verifiers: int,
    watcher: Watcher,
) -> None:
    """Run a bench in this process until a signal or `down` ends it.

    The watcher hears how it is when it is ready, when it breaks, and about every second.

    Raises:
        InvalidNameError: no bench can have this name.
        NameInUseError: a bench of this name runs already.
        BrokenStartError: it did not become ready.
    """
    supervisor = Supervisor(
        benches / require_name(name),
        programs,
        verifiers=verifiers,
        clock=SystemClock(),
        watcher=watcher,
    )

    async def supervise() -> None:
        loop = asyncio.get_running_loop()
        for number in _ENDING_SIGNALS:
            loop.add_signal_handler(number, supervisor.end)
        await supervisor.run()

    asyncio.run(supervise())


def start_detached(
    benches: Path, name: str, *, verifiers: int, on_progress: Progress, clock: Clock
) -> Status:
    """Start a bench in a process of its own and return what it says once it is ready.

    Raises:
        InvalidNameError: no bench can have this name.
        NameInUseError: a bench of this name runs already.
        UnwritableError: its files cannot be put where it should be.
        BrokenStartError: it did not become ready in time; nothing of it is left.
    """
    directory = require_place(benches / require_name(name))
    if is_running(directory):
        session = read_session(directory)
        raise NameInUseError(name, session.pid if session else None)
    # Its own log: of a start that fails early there is no other.
    log = directory / START_LOG
    words = ["--verifiers", str(verifiers), str(directory)]
    process = DetachedProcess("gonogo.bench", words, log, os.environ)
    on_progress("starting the chains")
    try:
        return _wait_ready(directory, process, log, clock)
    except BaseException:
        # Ctrl-C too: nobody would know of the bench that comes up afterwards.
        process.end()
        raise


def stop_bench(benches: Path, name: str) -> None:
    """End a running bench and return when nothing of it is left.

    Raises:
        NoSuchBenchError: none of this name runs.
        ControlError: it could not be ended.
    """
    end(find_session(benches, name), benches / name)


def _wait_ready(directory: Path, process: DetachedProcess, log: Path, clock: Clock) -> Status:
    deadline = clock.monotonic() + _START_SECONDS
    while clock.monotonic() < deadline:
        if process.is_gone():
            raise BrokenStartError(directory.name, _last_words(log), hint=_hint(directory))
        session = read_session(directory)
        # By its process number: a session of an earlier bench may still lie there.
        if session is not None and session.pid == process.pid and session.state is State.READY:
            return read_status(session)
        time.sleep(_POLL_SECONDS)
    raise BrokenStartError(
        directory.name, f"not within {_START_SECONDS:g} s", hint=_hint(directory)
    )


def _hint(directory: Path) -> str:
    return f"Its logs: {directory / 'logs'}"


def _last_words(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(lines[-_SHOWN_LINES:]) or "it ended without a word"
