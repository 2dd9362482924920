"""The gates that a case is put before: how they are called, and those that are given.

Judge, verifier and record are in reach of this room. What reads files, ends commands and
opens workspaces is not, so whoever calls gives it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from gonogo.evidence import Evidence
from gonogo.readiness import Decision, Policy, Verdict
from gonogo.selftest.scene import Scene

JUDGE, VERIFIER = "judge", "verifier"
FILE = "policy file"
"""Whoever reads policy files."""


@dataclass(frozen=True)
class Gates:
    """What the stand is told of the world outside of this room."""

    exit_code: Callable[[Verdict], int]
    """With which exit code a verdict ends a command."""
    read_policy: Callable[[str, str], Policy]
    """Reads a policy file, with the checks that there are; raises GonogoError."""
    judge_workspace: Callable[[Scene, Policy, tuple[Evidence, ...]], Decision] | None = None
    """Judges a workspace whose database claims evidence that nobody signed."""
    judge_pulled: Callable[[Scene, Scene, Policy], Decision] | None = None
    """Judges a clone that saw one record and then pulled another."""
