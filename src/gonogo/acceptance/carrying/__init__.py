"""Carry a plan out: build, run tasks side by side, longest first, and go on after a crash."""

from gonogo.acceptance.carrying.carry import Carried, Carrier
from gonogo.acceptance.carrying.journal import Done, Journal, Past, read_journal
from gonogo.acceptance.carrying.schedule import longest_first, workers

__all__ = [
    "Carried",
    "Carrier",
    "Done",
    "Journal",
    "Past",
    "longest_first",
    "read_journal",
    "workers",
]
