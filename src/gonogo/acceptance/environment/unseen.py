"""Keep this process out of sight of the tests that it starts.

A test runs as the same user, who may read the variables of every process of theirs, and so
the passphrase of a key that signs. Linux does not let anybody but root look into a process that
says so of itself. Elsewhere nothing is done.
"""

import contextlib
import ctypes
import sys

_PR_SET_DUMPABLE = 4


def hide_this_process() -> None:
    """Let no other process of this user read what this one was given; core dumps go with it."""
    if not sys.platform.startswith("linux"):
        return
    # A system that lacks the call lets tests see what they always could.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
