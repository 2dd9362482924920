"""A process that is meant to stay behind when the one that started it ends.

`subprocess` watches over its children and complains about those it leaves; here
leaving is the purpose. The process gets a session of its own, so that Ctrl-C in
the caller's terminal does not reach it.
"""

import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_POLL_SECONDS = 0.02
_END_SECONDS = 3.0


class DetachedProcess:
    """A Python module running as a process of its own."""

    def __init__(
        self, module: str, words: Sequence[str], log: Path, environment: Mapping[str, str]
    ) -> None:
        # -P: a folder that happens to be called like a module of ours must not be imported.
        command = [sys.executable, "-P", "-m", module, *words]
        output = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        self.pid = os.posix_spawn(
            sys.executable,
            command,
            environment,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, str(log), output, 0o600),
                (os.POSIX_SPAWN_DUP2, 1, 2),
            ],
            setsid=True,
        )
        self._has_ended = False

    def is_gone(self) -> bool:
        """Look whether it has ended."""
        if not self._has_ended:
            try:
                self._has_ended = os.waitpid(self.pid, os.WNOHANG)[0] != 0
            except ChildProcessError:
                # Somebody else in this process has already noticed.
                self._has_ended = True
        return self._has_ended

    def end(self) -> None:
        """End it politely, then by force; return when it is gone."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self.is_gone():
                return
            os.kill(self.pid, number)
            deadline = time.monotonic() + _END_SECONDS
            while not self.is_gone() and time.monotonic() < deadline:
                time.sleep(_POLL_SECONDS)
