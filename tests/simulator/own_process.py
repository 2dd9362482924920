"""Run a piece of work in a process of its own, for measuring what it does not share with us."""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

_SECONDS_TO_END = 5


@contextmanager
def own_process(work: Callable[..., None], *given: object) -> Iterator[tuple[Any, Connection]]:
    """Run `work(*given, pipe)` elsewhere; give what it sends first, and our end of the pipe.

    The work ends when its pipe is closed, and is killed if it does not.
    """
    ours, theirs = multiprocessing.Pipe()
    # A forked process would share our memory and our event loop, and so what is measured.
    process = multiprocessing.get_context("spawn").Process(target=work, args=(*given, theirs))
    process.start()
    theirs.close()
    try:
        yield ours.recv(), ours
    finally:
        ours.close()
        process.join(_SECONDS_TO_END)
        process.kill()
