"""Quarantine: tests that fail now and then, who looks after them, and until when.

A test in quarantine still runs and shows. An entry has an owner, a reason, a last day and an
exit, and it is believed only of a test that is a flake on record (`believed`).
"""

from gonogo.acceptance.quarantine.believing import believed
from gonogo.acceptance.quarantine.entry import (
    LONGEST_DAYS,
    STRAIGHT_PASSES_TO_LEAVE,
    Note,
    QuarantineEntry,
)
from gonogo.acceptance.quarantine.reading import parse_quarantine, read_quarantine

__all__ = [
    "LONGEST_DAYS",
    "STRAIGHT_PASSES_TO_LEAVE",
    "Note",
    "QuarantineEntry",
    "believed",
    "parse_quarantine",
    "read_quarantine",
]
