"""Ports on loopback that one run uses for one door each.

A process that outlives its task may still call the port that it was told. If the system had
given that port to a later door, the call would be counted for another task. So a port that
was ever handed out is not taken again, for as many doors as fit into the system's range.
"""

import contextlib
import resource
import socket

HOST = "127.0.0.1"
_REMEMBERED = 12_000
_ATTEMPTS = 200
_ENOUGH_OPEN_FILES = 16_384


class Ports:
    """Takes ports, and remembers which were taken."""

    def __init__(self) -> None:
        self._taken: dict[int, None] = {}

    def take(self) -> socket.socket:
        """Return a socket bound to a port that no door of this run had.

        Raises:
            OSError: the system has no port, or no open file, left for us.
        """
        # Those that were taken before are kept until we are done, or we would be given them again.
        with contextlib.ExitStack() as had_before:
            for _ in range(_ATTEMPTS):
                bound = socket.socket()
                bound.bind((HOST, 0))
                port = bound.getsockname()[1]
                if port not in self._taken:
                    self._remember(port)
                    return bound
                had_before.enter_context(bound)
        message = "there is no port left that no door had"
        raise OSError(message)

    def _remember(self, port: int) -> None:
        self._taken[port] = None
        if len(self._taken) > _REMEMBERED:
            del self._taken[next(iter(self._taken))]


def allow_many_open_files() -> None:
    """Raise this process's own limit of open files, as far as the system lets it.

    A call that is passed on is two connections, and the usual limit of 1024 would end a
    suite of a thousand parallel calls at half of them.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _ENOUGH_OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, _ENOUGH_OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
