"""A withdrawal as durable work: begun in one run, finished in this or in a later one.

From the message on L2 to the money on L1 it takes a week on a live network and half a minute
on a bench. The way is the same: every step asks the chain first whether it is done already,
and every transaction is written down, signed, before it is sent. Whoever is killed between two
steps, or waits for days, goes on from there, and nothing is sent twice.
"""

from gonogo.gates.withdrawal.games import SUPER_GAMES
from gonogo.gates.withdrawal.journal import (
    Deployment,
    Entry,
    Journal,
    JournalInUseError,
    MalformedEntryError,
)
from gonogo.gates.withdrawal.outbox import Outbox
from gonogo.gates.withdrawal.portal import Portal
from gonogo.gates.withdrawal.proposal import WrongRootError
from gonogo.gates.withdrawal.wait import Wait
from gonogo.gates.withdrawal.work import VALUE_WEI, Work

__all__ = [
    "SUPER_GAMES",
    "VALUE_WEI",
    "Deployment",
    "Entry",
    "Journal",
    "JournalInUseError",
    "MalformedEntryError",
    "Outbox",
    "Portal",
    "Wait",
    "Work",
    "WrongRootError",
]
