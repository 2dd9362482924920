"""Processes that end with the one that started them, and whose port is known."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from gonogo.bench.launch import prepare
from gonogo.bench.process import (
    STATES_ON_DISK,
    ProcessError,
    is_alive,
    listening_port,
    spawn,
    start_anvil,
    stop,
)
from gonogo.rpc import JSONRPCClient

LISTENS = "import socket; s = socket.create_server(('127.0.0.1', 0)); input()"
# Starts a child that would live for a minute, tells its number, and waits.
PARENT = """
import sys, time
from pathlib import Path
from gonogo.bench.process import spawn
child = spawn([sys.executable, "-c", "import time; time.sleep(60)"], Path(sys.argv[1]))
print(child.pid, flush=True)
time.sleep(60)
"""


def wait_until_dead(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not is_alive(pid)


def test_a_child_dies_with_its_killed_parent(tmp_path: Path) -> None:
    """Kill -9 leaves its victim no time to clean up; the kernel does it."""
    with subprocess.Popen(  # noqa: S603 - Python itself.
        [sys.executable, "-c", PARENT, str(tmp_path / "log")], stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)

        assert wait_until_dead(child, seconds=20)


def test_only_the_main_thread_may_start_one(tmp_path: Path) -> None:
    """The kernel would end the child together with the thread that started it."""
    errors: list[BaseException] = []

    def start() -> None:
        try:
            spawn(["true"], tmp_path / "log")
        except RuntimeError as error:
            errors.append(error)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()

    assert "main thread" in str(errors[0])


def test_a_deaf_process_is_ended_by_force(tmp_path: Path) -> None:
    """A process that ignores SIGTERM is gone nevertheless."""
    script = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True)"
    log = tmp_path / "log"
    process = spawn([sys.executable, "-c", f"{script}; time.sleep(60)"], log)
    while not log.read_bytes():
        time.sleep(0.01)

    asyncio.run(stop(process))

    assert process.returncode == -signal.SIGKILL


def test_a_port_is_read_from_the_process_that_listens() -> None:
    """The port found is the one of this very process."""
    command = [sys.executable, "-c", LISTENS]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:  # noqa: S603 - Python itself.
        while (port := listening_port(process.pid)) is None:
            time.sleep(0.01)
        socket.create_connection(("127.0.0.1", port)).close()
        process.kill()


def test_a_process_without_a_port_has_none() -> None:
    """Neither a process that does not listen nor one that is gone has a port."""
    assert listening_port(os.getpid()) is None
    assert listening_port(2**22 + 1) is None


async def test_a_program_that_ends_at_once_is_told_with_its_last_words(tmp_path: Path) -> None:
    """An anvil that refuses its flags fails the start with its own message."""
    program = tmp_path / "anvil"
    program.write_text("#!/bin/sh\necho 'unknown flag' >&2\nexit 3\n")
    program.chmod(0o755)

    with pytest.raises(ProcessError, match="ended with code 3: unknown flag"):
        await start_anvil(program, "l1-0", [], tmp_path)


async def test_a_program_that_is_none_is_told(tmp_path: Path) -> None:
    """A file that cannot be executed is an error in words, not a traceback."""
    with pytest.raises(ProcessError, match="could not be started"):
        await start_anvil(tmp_path / "nothing", "l1-0", [], tmp_path)


async def test_an_anvil_fills_no_disk(benches: Path, tmp_path: Path) -> None:
    """However long it runs it keeps the states of so many blocks, and all blocks."""
    programs = prepare(benches, os.environ, lambda _: None)
    arguments = ["--init", str(programs.genesis.l1), "--block-time", "3600"]
    anvil = await start_anvil(programs.anvil, "l1-0", arguments, tmp_path)
    try:
        async with JSONRPCClient(timeout_seconds=60) as client:
            for _ in range(10):
                await client.call(anvil.url, "anvil_mine", "0x64")
            first = await client.call(anvil.url, "eth_getBlockByNumber", "0x1", False)  # noqa: FBT003
        states = list((tmp_path / "states" / "l1-0").rglob("*.json"))
    finally:
        await stop(anvil.process)

    assert 0 < len(states) <= STATES_ON_DISK
    assert first["number"] == "0x1"
