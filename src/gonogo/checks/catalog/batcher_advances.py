"""Check that the batcher advances: it sends transactions on L1 all the time.

When it stops, the safe head stalls some minutes later, and after the sequencing
window every node reorganises to blocks without users' transactions. The usual
causes are an empty account, a transaction that is stuck with too low a fee, and a
process that died. Judged by the longest time in which its nonce on L1 did not grow.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gonogo.checks.facts import Facts
from gonogo.checks.growth import Subject, judge, measure
from gonogo.checks.judgement import Judgement
from gonogo.checks.limit import at_most
from gonogo.checks.questions import BATCHER_NONCE
from gonogo.checks.readings import read
from gonogo.checks.view import View, reading_name
from gonogo.rpc import Quantity

TITLE = "The batcher sends transactions on L1"
FOLLOWS = (BATCHER_NONCE,)
SENDS_TRANSACTIONS = False
COMPONENT = "batcher"


@dataclass(frozen=True)
class Parameters:
    """How long the batcher may send nothing."""

    longest_gap_seconds: float = at_most(600.0)


async def observe(view: View) -> Mapping[str, bytes]:
    """Return the batcher's nonce on L1 during the window."""
    view.require_role("batcher")
    return await view.watched(*FOLLOWS)


def evaluate(readings: Mapping[str, bytes], parameters: Parameters, facts: Facts) -> Judgement:
    """Judge the longest time between two of the batcher's transactions."""
    name = reading_name(BATCHER_NONCE)
    subject = Subject(
        "batcher's nonce",
        parameters.longest_gap_seconds,
        facts.window_seconds,
        unit="transactions",
        seen="on",
    )
    return judge(subject, facts.l1, measure(read(name, readings[name], Quantity), int, subject))
