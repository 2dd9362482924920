"""How the process ends: one enumeration, the same for every command that judges.

Scripts rely on these numbers, so they never change their meaning. GO alone is
zero: whatever a caller does not understand reads as "do not go on".
"""

import enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gonogo.readiness import Verdict


class ExitCode(enum.IntEnum):
    """What the exit code of a gonogo command says."""

    GO = 0
    """The verdict is go, every check passed, or a command that judges nothing succeeded."""
    NO_GO = 1
    """The verdict is no-go, or a check failed."""
    USAGE = 2
    """The command line, a file or the workspace is wrong; the message says what to mend."""
    HOLD = 3
    """The verdict is hold, or a check could not be answered."""
    CONDITIONAL = 4
    """The verdict is conditional: go, under an accepted plan or a valid waiver."""
    FAULT = 5
    """gonogo itself broke; nothing is known about the network."""
    HUNG_UP = 129
    """The terminal was closed; what was recorded until then stays."""
    INTERRUPTED = 130
    """A person pressed Ctrl-C; what was recorded until then stays."""
    UNREAD = 141
    """Whoever read the output went away before its end."""
    TERMINATED = 143
    """The process was told to end; what was recorded until then stays."""


def of_verdict(verdict: "Verdict") -> ExitCode:
    """Return the exit code that a verdict has."""
    # By name, so that a verdict nobody foresaw is a KeyError and never a zero.
    return ExitCode[verdict.name]
