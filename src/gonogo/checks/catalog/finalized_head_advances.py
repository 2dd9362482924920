"""Check that the finalized head advances: what was derived can no longer be undone.

Withdrawals and bridges wait for finality. The usual causes are an L1 that does not
finalize, an L1 endpoint that serves no `finalized` block, and a safe head that
stopped some time ago.
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

TITLE = "The finalized head advances on every node"
FOLLOWS = (SYNC_STATUS,)
SENDS_TRANSACTIONS = False
COMPONENT = None


@dataclass(frozen=True)
class Parameters:
    """How long the finalized head may stand still."""

    longest_stall_seconds: float = at_most(1200.0)


async def observe(view: View) -> Mapping[str, bytes]:
    """Return what every consensus node said of its heads during the window."""
    return await view.watched(*FOLLOWS)


def evaluate(readings: Mapping[str, bytes], parameters: Parameters, facts: Facts) -> Judgement:
    """Judge the longest time without progress at each node."""
    return judge_heads(
        readings,
        facts,
        Subject("finalized head", parameters.longest_stall_seconds, facts.window_seconds),
        lambda heads: heads.finalized_l2.number,
        Ceiling("safe head", lambda heads: heads.safe_l2.number),
    )
