"""The pipe between the plugin and us, from our end and from theirs."""

import asyncio
import os
from pathlib import Path

import msgspec
import pytest

from gonogo.acceptance.runners.pytest_channel import Channel
from gonogo.acceptance.runners.pytest_plugin.gonogo_events.channel import Channel as TheirEnd
from gonogo.acceptance.runners.pytest_plugin.gonogo_events.channel import clean


class Heard:
    """What came out of a channel."""

    def __init__(self) -> None:
        self.events: list[bytes] = []
        self.notes: list[bytes] = []


def channel(directory: Path, heard: Heard) -> Channel:
    return Channel(directory, on_event=heard.events.append, on_note=heard.notes.append)


async def test_what_the_plugin_says_arrives(tmp_path: Path) -> None:
    """Events and notes come out at our end, each in its own way and in order."""
    heard = Heard()

    with channel(tmp_path, heard) as ours:
        theirs = TheirEnd(str(ours.path), ours.word)
        theirs.event("run", "test_x.py", "test_a")
        theirs.note(waiting=0)
        theirs.event("pass", "test_x.py", "test_a", Elapsed=0.5)

    events = [msgspec.json.decode(line) for line in heard.events]
    assert [(event["Action"], event["Test"]) for event in events] == [
        ("run", "test_a"),
        ("pass", "test_a"),
    ]
    assert heard.notes == [b'{"waiting": 0}\n']
    assert ours.foreign_bytes == 0


@pytest.mark.parametrize(
    "said",
    [
        b'{"Action":"pass","Test":"test_a"}\n',
        b'0123456789abcdef event {"Action":"pass","Test":"test_a"}\n',
        b"\n",
        b"\xff\xfe\n",
        b"no end",
    ],
)
async def test_what_others_say_is_counted_and_not_believed(tmp_path: Path, said: bytes) -> None:
    """Without the word that begins each line, nothing is an event."""
    heard = Heard()

    with channel(tmp_path, heard) as ours:
        pipe = os.open(ours.path, os.O_WRONLY)
        os.write(pipe, said)
        os.close(pipe)

    assert (heard.events, heard.notes) == ([], [])
    assert ours.foreign_bytes == len(said.rstrip(b"\n")) or said == b"\n"


async def test_a_line_that_was_cut_off_is_no_event(tmp_path: Path) -> None:
    """Of a process that was killed while it wrote, the last line does not count."""
    heard = Heard()

    with channel(tmp_path, heard) as ours:
        pipe = os.open(ours.path, os.O_WRONLY)
        os.write(pipe, f'{ours.word} event {{"Action":"pass"}}'.encode())
        os.close(pipe)

    assert heard.events == []
    assert ours.foreign_bytes > 0


async def test_more_than_the_pipe_holds_arrives_while_it_is_said(tmp_path: Path) -> None:
    """A megabyte without a single line's end comes out in pieces, and whole."""
    heard = Heard()
    text = "ü" * (1 << 20)

    with channel(tmp_path, heard) as ours:
        theirs = TheirEnd(str(ours.path), ours.word)
        await asyncio.to_thread(theirs.output, "test_x.py", "test_a", text)

    pieces = [msgspec.json.decode(line)["Output"] for line in heard.events]
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= 8000


async def test_a_listener_that_fails_is_told_at_the_end(tmp_path: Path) -> None:
    """What a listener raises is raised, after the pipe was read to its end all the same."""

    def fail(line: bytes) -> None:
        raise OSError(line)

    with (
        pytest.raises(OSError, match="run"),
        Channel(tmp_path, on_event=fail, on_note=fail) as ours,
    ):
        await asyncio.to_thread(
            TheirEnd(str(ours.path), ours.word).output, "test_x.py", "run", "x" * 500_000
        )


def test_text_that_is_no_text_is_mended() -> None:
    """Half a character becomes a question mark, so that every line is JSON for everybody."""
    assert clean("a\udcffb") == "a?b"
