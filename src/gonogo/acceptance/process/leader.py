"""The process that we start ourselves, which leads its session and group, and its output.

It is waited for by its pidfd and read from without threads: a callback of the loop takes what
a pipe holds, an eighth of a megabyte at a time, so that nothing is ever kept here, however
much is printed.
"""

import asyncio
import contextlib
import fcntl
import os
import signal
import subprocess
from collections.abc import Callable, Mapping

from gonogo.acceptance.process.command import Command

_PIPE_BYTES = 1 << 20
_PIECE_BYTES = 1 << 17


class Leader:
    """A running process and its output."""

    def __init__(
        self,
        command: Command,
        more_variables: Mapping[str, str],
        on_output: Callable[[bytes], None],
        on_text: Callable[[bytes], None] | None,
    ) -> None:
        """Start it.

        Raises:
            OSError: it cannot be run, or not there.
            ValueError: its command cannot be said to the system at all.
        """
        if not command.argv:
            raise ValueError("no program is named")
        self.ended = asyncio.Event()
        """It has ended, or a callback broke and it should."""
        self.gone = asyncio.Event()
        """It has ended, and nobody holds its output open."""
        self.broken: Exception | None = None
        """What a callback raised."""
        self._loop = asyncio.get_running_loop()
        self._process = subprocess.Popen(  # noqa: S603 - What to run is what the user asks for.
            command.argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if on_text is None else subprocess.PIPE,
            bufsize=0,
            cwd=command.directory,
            env={**command.environment, **more_variables},
            start_new_session=True,
        )
        self._has_ended = False
        self._open: set[int] = set()
        self._listen(self._process.stdout, on_output)
        self._listen(self._process.stderr, on_text)
        self._pidfd = os.pidfd_open(self.id)
        self._loop.add_reader(self._pidfd, self._note_end)

    @property
    def id(self) -> int:
        """Its process id, which is its group's and its session's too."""
        return self._process.pid

    @property
    def is_open(self) -> bool:
        """Whether somebody may yet print."""
        return bool(self._open)

    @property
    def is_noted(self) -> bool:
        """Whether its end was taken note of: its number may be somebody else's by now."""
        return self._process.returncode is not None

    def signal_group(self, number: signal.Signals) -> None:
        """Send a signal to all that are in its group; before it was taken note of."""
        # Nobody but a zombie is left, or a program that runs as another user.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.id, number)

    def close(self) -> None:
        """Stop listening to it."""
        for pipe in tuple(self._open):
            self._shut(pipe)
        if self._pidfd >= 0:
            self._loop.remove_reader(self._pidfd)
            os.close(self._pidfd)
            self._pidfd = -1
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()

    def take_note(self) -> int | None:
        """Return its exit code, or the negative number of a signal; None: it will not die."""
        return self._process.poll()

    def _listen(self, stream: object, take: Callable[[bytes], None] | None) -> None:
        if stream is None or take is None:
            return
        pipe: int = stream.fileno()  # type: ignore[attr-defined]
        os.set_blocking(pipe, False)
        # A user may only have so much in pipes; with less it merely takes more turns.
        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
        self._open.add(pipe)
        self._loop.add_reader(pipe, self._read, pipe, take)

    def _read(self, pipe: int, take: Callable[[bytes], None]) -> None:
        try:
            piece = os.read(pipe, _PIECE_BYTES)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if not piece:
            self._shut(pipe)
            return
        if self.broken is not None:
            return
        try:
            take(piece)
        except Exception as error:  # noqa: BLE001 - Whatever it is, the process must be ended first.
            self.broken = error
            self.ended.set()
            self.signal_group(signal.SIGKILL)

    def _shut(self, pipe: int) -> None:
        self._loop.remove_reader(pipe)
        self._open.discard(pipe)
        self._look_whether_gone()

    def _note_end(self) -> None:
        self._loop.remove_reader(self._pidfd)
        self._has_ended = True
        self.ended.set()
        self._look_whether_gone()

    def _look_whether_gone(self) -> None:
        if self._has_ended and not self._open:
            self.gone.set()
