"""What to start: a program with its arguments, where, and with which variables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Command:
    """A program to run."""

    argv: tuple[str, ...]
    """The program first; without a slash it is looked up in the PATH of `environment`."""
    directory: Path
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    """All variables; nothing of ours is inherited. May hold secrets."""

    @property
    def program(self) -> str:
        """Return what messages call it."""
        return self.argv[0] if self.argv else "(no program)"
