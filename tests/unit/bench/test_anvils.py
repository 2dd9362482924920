"""The anvils of a bench as processes, with a program in their place that only listens."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gonogo.bench.anvils import Anvils, Programs
from gonogo.bench.genesis import Genesis
from gonogo.bench.process import ProcessError, is_alive

LISTENS = f"""#!{sys.executable} -S
import socket, time
server = socket.create_server(("127.0.0.1", 0))
time.sleep(60)
"""
NAMES = ("verifier-0", "verifier-1", "verifier-2")


def program(folder: Path) -> Path:
    path = folder / "anvil"
    path.write_text(LISTENS)
    path.chmod(0o755)
    return path


@pytest.fixture
async def anvils(tmp_path: Path) -> AsyncIterator[Anvils]:
    genesis = Genesis(tmp_path / "l1.json", tmp_path / "l2.json", contracts={})
    some = Anvils(Programs(program(tmp_path), "1.7.1", genesis), tmp_path, genesis_time=0)
    yield some
    await some.stop()


async def test_the_verifiers_keep_their_order(anvils: Anvils) -> None:
    """Whoever comes up first, and whoever is replaced: the first one is `verifier-0`."""
    await anvils.start(3)
    at_first = anvils.verifiers
    await anvils.replace("verifier-0")

    assert at_first == anvils.verifiers == NAMES
    assert len(anvils.pids) == 5


async def test_a_replaced_one_is_another_process(anvils: Anvils) -> None:
    """The old one is gone, which is no death that breaks the bench."""
    await anvils.start(1)
    before = set(anvils.pids)
    url = anvils.url("verifier-0")
    fresh = await anvils.replace("verifier-0")
    (gone,) = before - set(anvils.pids)

    assert not is_alive(gone)
    assert fresh == anvils.url("verifier-0") != url
    assert anvils.death is None


async def test_a_replacement_that_failed_can_be_tried_again(anvils: Anvils, tmp_path: Path) -> None:
    """Else a mend that failed once would fail for ever."""
    await anvils.start(1)
    (tmp_path / "anvil").write_text("#!/bin/false\n")
    with pytest.raises(ProcessError, match="verifier-0"):
        await anvils.replace("verifier-0")
    program(tmp_path)
    await anvils.replace("verifier-0")

    assert anvils.verifiers == ("verifier-0",)
    assert len(anvils.pids) == 3


async def test_a_death_is_noticed(anvils: Anvils) -> None:
    """It says whose, and by what."""
    await anvils.start(1)
    os.kill(anvils.pids[0], signal.SIGKILL)
    await asyncio.to_thread(os.waitid, os.P_PID, anvils.pids[0], os.WEXITED | os.WNOWAIT)

    assert "was killed by signal 9" in (anvils.death or "")


async def test_of_a_start_that_failed_nothing_is_left(anvils: Anvils, tmp_path: Path) -> None:
    """Those that did start are known, and ended."""
    fails_for_l1 = "import sys\nif 'l1-0' in str(sys.argv): sys.exit(3)\nimport socket"
    (tmp_path / "anvil").write_text(LISTENS.replace("import socket", fails_for_l1))
    with pytest.raises(ProcessError, match="l1-0 ended with code 3"):
        await anvils.start(1)
    started = anvils.pids
    await anvils.stop()

    assert len(started) == 2
    assert [pid for pid in started if is_alive(pid)] == []
