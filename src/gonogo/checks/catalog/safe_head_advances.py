"""Check that the safe head advances: batches reach L1 and are derived from it.

A stalled safe head leaves users' transactions without L1 security, and after the
sequencing window the chain reorganises. The usual causes are a batcher that
stopped or ran out of funds, and an L1 endpoint that cannot be reached.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gonogo.checks.facts import Facts
from gonogo.checks.growth import Subject
from gonogo.checks.heads import Ceiling, judge_heads
from gonogo.checks.judgement import Judgement
from gonogo.checks.limit import at_most
from gonogo.checks.questions import SYNC_STATUS
from gonogo.checks.view import View

TITLE = "The safe head advances on every node"
FOLLOWS = (SYNC_STATUS,)
SENDS_TRANSACTIONS = False
COMPONENT = None


@dataclass(frozen=True)
class Parameters:
    """How long the safe head may stand still."""

    longest_stall_seconds: float = at_most(300.0)


async def observe(view: View) -> Mapping[str, bytes]:
    """Return what every consensus node said of its heads during the window."""
    return await view.watched(*FOLLOWS)


def evaluate(readings: Mapping[str, bytes], parameters: Parameters, facts: Facts) -> Judgement:
    """Judge the longest time without progress at each node."""
    return judge_heads(
        readings,
        facts,
        Subject("safe head", parameters.longest_stall_seconds, facts.window_seconds),
        lambda heads: heads.safe_l2.number,
        Ceiling("unsafe head", lambda heads: heads.unsafe_l2.number),
    )
