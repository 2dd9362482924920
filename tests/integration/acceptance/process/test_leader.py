"""A process that we start ourselves: what it prints, how it ends, who holds its output."""

import asyncio
import signal
from pathlib import Path

import pytest

from gonogo.acceptance.process.command import Command
from gonogo.acceptance.process.leader import Leader

PATH = {"PATH": "/usr/bin:/bin"}


def _start(directory: Path, script: str, *, output: bytearray, text: bytearray | None) -> Leader:
    command = Command(("sh", "-c", script), directory, PATH)
    on_text = None if text is None else text.extend
    return Leader(command, {"MORE": "said"}, output.extend, on_text)


async def test_output_and_end(tmp_path: Path) -> None:
    """What it prints is taken as it comes, and its code is its own."""
    output, text = bytearray(), bytearray()
    leader = _start(tmp_path, "echo $MORE; echo beside >&2; exit 3", output=output, text=text)
    await asyncio.wait_for(leader.gone.wait(), 10)
    leader.close()

    assert (bytes(output), bytes(text)) == (b"said\n", b"beside\n")
    assert leader.take_note() == 3
    assert not leader.is_open


async def test_errors_go_the_way_of_the_output_where_nobody_asks(tmp_path: Path) -> None:
    """In the order in which they were printed."""
    output = bytearray()
    leader = _start(tmp_path, "echo one; echo two >&2; echo three", output=output, text=None)
    await asyncio.wait_for(leader.gone.wait(), 10)
    leader.close()

    assert bytes(output) == b"one\ntwo\nthree\n"
    assert leader.take_note() == 0


async def test_a_child_that_holds_the_output_open(tmp_path: Path) -> None:
    """The process has ended, and yet more may come: these are two things."""
    output = bytearray()
    leader = _start(tmp_path, "sleep 30 & exit 0", output=output, text=None)
    await asyncio.wait_for(leader.ended.wait(), 10)
    was_open = leader.is_open and not leader.gone.is_set()
    leader.signal_group(signal.SIGKILL)
    await asyncio.wait_for(leader.gone.wait(), 10)
    leader.close()

    assert was_open
    assert leader.take_note() == 0


async def test_a_callback_that_breaks_ends_the_process(tmp_path: Path) -> None:
    """Its error is kept for whoever runs it; nothing goes on printing to nobody."""

    def breaks(_piece: bytes) -> None:
        raise RuntimeError("no disk")

    command = Command(("sh", "-c", "echo one; sleep 30"), tmp_path, PATH)
    leader = Leader(command, {}, breaks, None)
    await asyncio.wait_for(leader.gone.wait(), 10)
    leader.close()

    assert isinstance(leader.broken, RuntimeError)
    assert leader.take_note() == -signal.SIGKILL


async def test_no_program_is_named(tmp_path: Path) -> None:
    """Python would say something about an index."""
    with pytest.raises(ValueError, match="no program is named"):
        Leader(Command((), tmp_path, PATH), {}, bytearray().extend, None)
