"""A tiny process that ends a suite's processes when we were killed and cannot do it.

The kernel's own signal at a parent's death reaches the direct child only; a suite's children
would live on, with a network to write to. The guard holds one end of a pipe whose other end
is ours alone. Whatever ends us closes it, and then the guard kills the groups that it knows of
and all that carry its mark. It is a shell, so that it costs next to nothing, in a session of its
own, so that what is meant for us or for the suite does not hit it.

One guards many processes at a time and in turn: to start one for each costs as much as to run
a small package of tests.
"""

import contextlib
import os
import subprocess
import uuid
from collections.abc import Iterator
from contextvars import ContextVar

_SHELL = "/bin/sh"
_SCRIPT = """
groups=' '
while read -r sign group; do
    case $sign in
        +) groups="$groups$group " ;;
        -) groups="${groups%% $group *} ${groups#* $group }" ;;
    esac
done
for group in $groups; do kill -KILL "-$group"; done
for round in 1 2 3; do
    for file in $(grep -laszF -e "$1" /proc/[0-9]*/environ); do
        process=${file#/proc/}
        kill -KILL "${process%/environ}"
    done
done
"""
_LOOKUP = "/usr/bin:/bin:/usr/sbin:/sbin"


class Guard:
    """A guard over groups, and over whatever carries its mark, until it is dismissed."""

    def __init__(self) -> None:
        """Start it, before there is anything to guard.

        Raises:
            OSError: there is no shell.
        """
        self.mark = uuid.uuid4().hex
        """What the environment of whatever it guards must hold, between two dots."""
        self._groups: list[int] = []
        self._start()

    def watch(self, group: int) -> None:
        """Tell it a group, which also those are in that cleared their environment."""
        if self._process.poll() is not None:
            # Somebody killed the guard, and whatever else is to come shall not be without one.
            self._restart()
        self._groups.append(group)
        self._say(b"+ %d\n" % group)

    def forget(self, group: int) -> None:
        """Tell it that a group has ended, while its number cannot be anybody else's yet."""
        if group in self._groups:
            self._groups.remove(group)
            self._say(b"- %d\n" % group)

    def dismiss(self) -> None:
        """End it, when there is nothing left to guard."""
        self._process.kill()
        self._process.wait()
        os.close(self._writing)

    def _start(self) -> None:
        reading, writing = os.pipe()
        # One that was stopped reads no more, and that must not stop us.
        os.set_blocking(writing, False)
        try:
            self._process = subprocess.Popen(  # noqa: S603 - A script of ours, and a mark of ours.
                [_SHELL, "-c", _SCRIPT, "gonogo-guard", f".{self.mark}."],
                stdin=reading,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"PATH": _LOOKUP},
                start_new_session=True,
            )
        except OSError:
            os.close(writing)
            raise
        finally:
            os.close(reading)
        self._writing = writing

    def _restart(self) -> None:
        dead = self._writing
        with contextlib.suppress(OSError):
            self._start()
            os.close(dead)
            for group in self._groups:
                self._say(b"+ %d\n" % group)

    def _say(self, line: bytes) -> None:
        # The run itself is no worse for a guard that hears nothing.
        with contextlib.suppress(BrokenPipeError, BlockingIOError):
            os.write(self._writing, line)


_SHARED = ContextVar[Guard | None]("gonogo_guard", default=None)


@contextlib.contextmanager
def one_guard() -> Iterator[None]:
    """Have one guard for all processes that are run inside, until they have all ended."""
    try:
        guard = Guard()
    except OSError:
        # Each process tries it again, and says what is wrong.
        yield
        return
    token = _SHARED.set(guard)
    try:
        yield
    finally:
        _SHARED.reset(token)
        guard.dismiss()


@contextlib.contextmanager
def guarding() -> Iterator[Guard]:
    """Yield the guard that there is, or one for the time being.

    Raises:
        OSError: there is no shell.
    """
    shared = _SHARED.get()
    if shared is not None:
        yield shared
        return
    guard = Guard()
    try:
        yield guard
    finally:
        guard.dismiss()
