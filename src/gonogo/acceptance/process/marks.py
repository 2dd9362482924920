"""A mark in the environment of whatever a suite started, by which it is found again.

A process that left its group (`setsid`, a daemon) is out of reach of any signal to the group,
and the number of a group may belong to somebody else by the time that a later run looks at
it. The environment goes along through every fork and `exec`, and nobody else's holds a
random mark of ours, so it tells whose a process is without anything having been written down.
A process that clears its environment, or runs as another user, is not found.
"""

import contextlib
import os
import signal
import uuid
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

MARK_VARIABLE = "GONOGO_PROCESS"
"""Set it for the processes of a run, and `end_leftovers` finds them all by what it was set to."""

_MOST_LOOKS = 50


def new_mark(environment: Mapping[str, str], guard: str) -> str:
    """Return a mark for one process; it begins with that of its run, where there is one."""
    return f"{environment.get(MARK_VARIABLE, '')}.{guard}.{uuid.uuid4().hex}"


def processes() -> frozenset[str]:
    """Return the ids of all processes that there are now, as texts, among other names."""
    # A thousand paths would be made for nothing.
    return frozenset(os.listdir("/proc"))  # noqa: PTH208


def marked(mark: str, aside: Collection[str] = ()) -> Iterator[int]:
    """Yield the ids of the processes, zombies aside, whose mark begins with this one."""
    wanted = f"{MARK_VARIABLE}={mark}".encode()
    for name in processes().difference(aside, (str(os.getpid()),)):
        if not name.isdigit():
            continue
        # A process that has ended meanwhile, or is another user's, is none of ours.
        with contextlib.suppress(OSError):
            if _holds(Path("/proc", name, "environ").read_bytes(), wanted):
                yield int(name)


def _holds(environ: bytes, wanted: bytes) -> bool:
    return environ.startswith(wanted) or b"\0" + wanted in environ


def program_of(process: int) -> str:
    """Return what a process is called, with its id; fit for a message."""
    try:
        name = Path("/proc", str(process), "comm").read_text(encoding="utf-8", errors="replace")
    except OSError:
        name = "a process"
    return f"{name.strip()} ({process})"


def end_leftovers(
    mark: str, *, but_for_group: int = 0, aside: Collection[str] = ()
) -> tuple[str, ...]:
    """Kill whatever is left of processes with this mark; return their names and ids.

    Args:
        mark: What `MARK_VARIABLE` was set to for them, or the beginning of it.
        but_for_group: A process group that was already killed and may not be dead yet.
        aside: Processes that cannot be such, since they were there before; to look at each
            is most of the work.
    """
    ended: dict[int, str] = {}
    # Who is being killed may have just forked, so the last look must find nobody new. What
    # forks faster than we can look would hold us here for ever, hence the bound.
    for _ in range(_MOST_LOOKS if mark else 0):
        fresh = [process for process in marked(mark, aside) if process not in ended]
        fresh = [process for process in fresh if _group_of(process) not in {None, but_for_group}]
        if not fresh:
            break
        for process in fresh:
            ended[process] = program_of(process)
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
    return tuple(ended.values())


def _group_of(process: int) -> int | None:
    try:
        return os.getpgid(process)
    except ProcessLookupError:
        return None
