"""Check that every node's view of L1 advances: its head, its finality, and derivation.

A node that stopped reading L1 serves old deposits and derives nothing, while its
unsafe head may still look well. The usual causes are an L1 endpoint that is out of
sync, rate limits, and a derivation that waits for a batch that never comes. The
origin of derivation may fall back when a node resets its pipeline; only its
standing still is a failure.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gonogo.checks.facts import Facts
from gonogo.checks.growth import Subject
from gonogo.checks.heads import Ceiling, judge_heads
from gonogo.checks.judgement import Judgement, worst_of
from gonogo.checks.limit import at_most
from gonogo.checks.questions import SYNC_STATUS
from gonogo.checks.view import View

TITLE = "L1 advances as every node sees it"
FOLLOWS = (SYNC_STATUS,)
SENDS_TRANSACTIONS = False
COMPONENT = None


@dataclass(frozen=True)
class Parameters:
    """How long a node's view of L1 may stand still."""

    longest_stall_seconds: float = at_most(60.0)
    longest_finalized_stall_seconds: float = at_most(1200.0)
    """L1 finalizes in epochs, so this limit is much longer."""


async def observe(view: View) -> Mapping[str, bytes]:
    """Return what every consensus node said of its heads during the window."""
    return await view.watched(*FOLLOWS)


def evaluate(readings: Mapping[str, bytes], parameters: Parameters, facts: Facts) -> Judgement:
    """Judge head and finality of L1 at each node, and take the graver answer."""
    window = facts.window_seconds
    return worst_of(
        judge_heads(
            readings,
            facts,
            Subject("L1 head", parameters.longest_stall_seconds, window),
            lambda heads: heads.head_l1.number,
        ),
        judge_heads(
            readings,
            facts,
            Subject(
                "L1 origin of derivation", parameters.longest_stall_seconds, window, can_fall=True
            ),
            lambda heads: heads.current_l1.number,
        ),
        judge_heads(
            readings,
            facts,
            Subject("finalized L1 head", parameters.longest_finalized_stall_seconds, window),
            lambda heads: heads.finalized_l1.number,
            Ceiling("L1 head", lambda heads: heads.head_l1.number),
        ),
    )
