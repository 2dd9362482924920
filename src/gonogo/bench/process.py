"""Processes that never outlive the one that started them.

Linux sends each of them a signal when its parent dies, whatever killed the
parent. Two traps are avoided: the signal is tied to the *thread* that forked,
so only the main thread may; and a parent that died before the child asked for
the signal would never trigger it, so the child looks again afterwards.

anvil chooses its port itself. It is read from the kernel's table of the
process's own sockets, so that no other process can be mistaken for it and two
benches that start at once cannot be given the same port.
"""

import asyncio
import contextlib
import ctypes
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gonogo.bench.errors import BenchError

_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG in <linux/prctl.h>
_LISTENING = "0A"  # TCP_LISTEN in /proc/net/tcp
_START_SECONDS = 10.0
_STOP_SECONDS = 2.0
_POLL_SECONDS = 0.005
STATES_ON_DISK = 300
"""Those of so many blocks are kept behind those in memory, half a gigabyte for a node."""
_SHOWN_CHARACTERS = 400

# Loaded before any fork: the child must not allocate or take the import lock.
_LIBC = ctypes.CDLL(None, use_errno=True)


class ProcessError(BenchError):
    """A program of the bench did not start, or ended by itself."""

    def __init__(self, name: str, what: str, log: Path) -> None:
        super().__init__(f"{name} {what}{_last_words(log)}", hint=f"Its log: {log}")
        self.name = name


def spawn(
    command: Sequence[str],
    log: Path,
    *,
    environment: Mapping[str, str] | None = None,
    on_parent_death: signal.Signals = signal.SIGKILL,
) -> subprocess.Popen[bytes]:
    """Start a program that dies with this process; its output goes to the log.

    Raises:
        OSError: the program cannot be executed.
    """
    if threading.current_thread() is not threading.main_thread():
        message = "a process that dies with its parent must be started from the main thread"
        raise RuntimeError(message)
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603 - Programs of ours, verified by digest.
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if environment is None else dict(environment),
            preexec_fn=_die_with(os.getpid(), on_parent_death),  # noqa: PLW1509 - Only the main thread forks.
        )


def _die_with(parent: int, death_signal: signal.Signals) -> Callable[[], None]:
    def ask_for_signal() -> None:
        _LIBC.prctl(_SET_PARENT_DEATH_SIGNAL, int(death_signal))
        if os.getppid() != parent:
            os._exit(1)

    return ask_for_signal


async def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process politely, then by force; return when it is gone."""
    if process.poll() is None:
        process.terminate()
    for _ in range(int(_STOP_SECONDS / _POLL_SECONDS)):
        if process.poll() is not None:
            return
        await asyncio.sleep(_POLL_SECONDS)
    process.kill()
    process.wait()


@dataclass(frozen=True)
class Anvil:
    """A running anvil."""

    name: str
    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def url(self) -> str:
        """Return the address of its bare RPC, which only the bench itself uses."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def death(self) -> str | None:
        """Return how it ended, in words; None while it runs."""
        code = self.process.poll()
        if code is None:
            return None
        how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        return f"anvil of {self.name} {how}{_last_words(self.log)}"


async def start_anvil(program: Path, name: str, arguments: Sequence[str], directory: Path) -> Anvil:
    """Start an anvil at a port of its own choice; return when it listens.

    Its log and the states it keeps on disk go below the directory. Of blocks that are older than
    these, and than those in its memory, it knows everything but the state after them.

    Raises:
        ProcessError: it could not be executed, ended, or did not listen in time.
    """
    log = directory / "logs" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    own = ["--host", "127.0.0.1", "--port", "0", "--silent"]
    # Of itself it keeps an hour of states on disk, and one of ours is over a megabyte.
    states = ["--cache-path", str(directory / "states" / name)]
    states += ["--max-persisted-states", str(STATES_ON_DISK)]
    try:
        process = spawn([str(program), *own, *states, *arguments], log)
    except OSError as error:
        raise ProcessError(name, f"could not be started ({error.strerror})", log) from error
    try:
        async with asyncio.timeout(_START_SECONDS):
            while (port := listening_port(process.pid)) is None:
                if process.poll() is not None:
                    raise ProcessError(name, f"ended with code {process.returncode}", log)
                await asyncio.sleep(_POLL_SECONDS)
    except TimeoutError as error:
        await stop(process)
        raise ProcessError(name, f"did not listen within {_START_SECONDS:g} s", log) from error
    except asyncio.CancelledError:
        process.kill()
        process.wait()
        raise
    return Anvil(name, process, port, log)


def is_alive(pid: int) -> bool:
    """Say whether a process runs; a zombie, which nobody has taken note of yet, does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


def listening_port(pid: int) -> int | None:
    """Return the TCP port on which a process listens; None when there is none (yet)."""
    sockets = _socket_inodes(pid)
    if not sockets:
        return None
    try:
        table = Path(f"/proc/{pid}/net/tcp").read_text(encoding="ascii")
    except OSError:
        return None
    for row in table.splitlines()[1:]:
        columns = row.split()
        local_address, state, inode = columns[1], columns[3], columns[9]
        if state == _LISTENING and inode in sockets:
            return int(local_address.rpartition(":")[2], 16)
    return None


def _socket_inodes(pid: int) -> frozenset[str]:
    """Return the sockets of a process; none of one that has ended."""
    inodes = set()
    with contextlib.suppress(OSError), os.scandir(f"/proc/{pid}/fd") as descriptors:
        for descriptor in descriptors:
            # One that was closed meanwhile says nothing about the others.
            with contextlib.suppress(OSError):
                target = str(Path(descriptor).readlink())
                if target.startswith("socket:["):
                    inodes.add(target[8:-1])
    return frozenset(inodes)


def _last_words(log: Path) -> str:
    try:
        text = log.read_bytes()[-_SHOWN_CHARACTERS:].decode("utf-8", "replace").strip()
    except OSError:
        return ""
    return f": {text}" if text else ""
