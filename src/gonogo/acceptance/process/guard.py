"""A tiny process that ends a suite's processes when we were killed and cannot do it.

The kernel's own signal at a parent's death reaches the direct child only; a suite's children
would live on, with a network to write to. The guard holds one end of a pipe whose other end
is ours alone. Whatever ends us closes it, and then the guard kills the group and all that
carry the mark. It is a shell, so that it costs next to nothing, in a session of its own, so
that what is meant for us or for the suite does not hit it.
"""

import os
import subprocess

_SHELL = "/bin/sh"
_SCRIPT = """
read -r group || group=
while read -r line; do :; done
[ -z "$group" ] || kill -KILL -- "-$group"
for round in 1 2 3; do
    for file in $(grep -laszF -e "$1" /proc/[0-9]*/environ); do
        process=${file#/proc/}
        kill -KILL "${process%/environ}"
    done
done
"""
_LOOKUP = "/usr/bin:/bin:/usr/sbin:/sbin"


class Guard:
    """A guard over whatever carries a mark, until it is dismissed."""

    def __init__(self, variable: str, mark: str) -> None:
        """Start it, before there is anything to guard.

        Raises:
            OSError: there is no shell.
        """
        reading, self._writing = os.pipe()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - A script of ours, and a mark of ours.
                [_SHELL, "-c", _SCRIPT, "gonogo-guard", f"{variable}={mark}"],
                stdin=reading,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"PATH": _LOOKUP},
                start_new_session=True,
            )
        except OSError:
            os.close(self._writing)
            raise
        finally:
            os.close(reading)

    def watch(self, group: int) -> None:
        """Tell it the group, which also those are in that cleared their environment."""
        try:
            os.write(self._writing, b"%d\n" % group)
        except BrokenPipeError:
            # Somebody killed the guard. The run itself is no worse for it.
            return

    def dismiss(self) -> None:
        """End it, when there is nothing left to guard."""
        self._process.kill()
        self._process.wait()
        os.close(self._writing)
