"""Check that the unsafe head advances: blocks are built and reach every node.

Without new unsafe blocks no user's transaction is included anywhere. The usual
causes are a sequencer that stopped or lost its conductor's leadership, an L1
origin too old to build on, and a node that has no peers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gonogo.checks.facts import Facts
from gonogo.checks.growth import Subject
from gonogo.checks.heads import judge_heads
from gonogo.checks.judgement import Judgement
from gonogo.checks.limit import at_most
from gonogo.checks.questions import SYNC_STATUS
from gonogo.checks.view import View

TITLE = "The unsafe head advances on every node"
FOLLOWS = (SYNC_STATUS,)
SENDS_TRANSACTIONS = False
COMPONENT = None


@dataclass(frozen=True)
class Parameters:
    """How long the unsafe head may stand still."""

    longest_stall_seconds: float = at_most(20.0)


async def observe(view: View) -> Mapping[str, bytes]:
    """Return what every consensus node said of its heads during the window."""
    return await view.watched(*FOLLOWS)


def evaluate(readings: Mapping[str, bytes], parameters: Parameters, facts: Facts) -> Judgement:
    """Judge the longest time without progress at each node."""
    return judge_heads(
        readings,
        facts,
        Subject("unsafe head", parameters.longest_stall_seconds, facts.window_seconds),
        lambda heads: heads.unsafe_l2.number,
    )
