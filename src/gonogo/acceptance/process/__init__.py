"""Processes of suites: started, listened to, and ended with everything that they started.

A suite is foreign code. It may ignore signals, fork away, print without end, or keep its
output open after it has ended; none of that may hold up a run or leave a process behind.
Three things see to it: each process leads a session and group of its own, all that descend
from it carry a mark in their environment, and a guard outlives us just long enough to end
them where we were killed ourselves.

Linux only: groups are waited for by pidfd, and marks are found in /proc.
"""

from gonogo.acceptance.process.command import Command
from gonogo.acceptance.process.guard import one_guard
from gonogo.acceptance.process.marks import MARK_VARIABLE, end_leftovers
from gonogo.acceptance.process.run import run_process

__all__ = ["MARK_VARIABLE", "Command", "end_leftovers", "one_guard", "run_process"]
