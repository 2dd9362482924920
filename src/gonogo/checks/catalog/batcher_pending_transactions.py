"""Check that the batcher never has more than one transaction waiting on L1.

Several waiting at once mean that L1 does not take them: the fee is too low, or the
batcher sends faster than L1 includes. A batcher works one transaction at a time
unless it is told otherwise. Judged by the largest difference between the nonce
with waiting transactions and the one without, at every tick.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gonogo.checks.facts import Facts
from gonogo.checks.growth import NO_ENDPOINT, NOT_SEEN
from gonogo.checks.judgement import Judgement, Series, errored, failed, passed, precluded
from gonogo.checks.limit import at_most
from gonogo.checks.pairs import paired
from gonogo.checks.questions import BATCHER_NONCE, BATCHER_PENDING_NONCE
from gonogo.checks.view import View
from gonogo.evidence import Figure

TITLE = "The batcher has at most one pending transaction"
# The pending nonce is asked first: were it second, a transaction that is included
# between the two questions would look like one more that waits.
FOLLOWS = (BATCHER_PENDING_NONCE, BATCHER_NONCE)
SENDS_TRANSACTIONS = False
COMPONENT = "batcher"


@dataclass(frozen=True)
class Parameters:
    """How many transactions may wait, and for how long nobody may have looked."""

    most_pending: int = at_most(1)
    longest_silence_seconds: float = at_most(60.0)


async def observe(view: View) -> Mapping[str, bytes]:
    """Return the batcher's two nonces on L1 during the window."""
    view.require_role("batcher")
    return await view.watched(*FOLLOWS)


def evaluate(readings: Mapping[str, bytes], parameters: Parameters, facts: Facts) -> Judgement:
    """Judge the most transactions that ever waited at once."""
    if not facts.l1:
        return errored(NO_ENDPOINT)
    seen = {
        endpoint: paired(readings, endpoint, BATCHER_PENDING_NONCE, BATCHER_NONCE, facts)
        for endpoint in facts.l1
    }
    answering = {endpoint: pairs for endpoint, pairs in seen.items() if pairs.count}
    if not answering:
        return errored(NOT_SEEN)
    most = max(pairs.largest_difference for pairs in answering.values())
    silence = max(pairs.longest_silence_seconds for pairs in answering.values())
    figures = (
        Figure("most pending", most, "transactions"),
        Figure("limit", parameters.most_pending, "transactions"),
        Figure("longest silence", round(silence, 3), "s"),
    )
    series = tuple(
        Series(f"pending transactions at {endpoint}", "transactions", pairs.points)
        for endpoint, pairs in answering.items()
    )
    sentence = f"the batcher had at most {most} pending on L1 (limit {parameters.most_pending})"
    if most > parameters.most_pending:
        return failed(
            f"the batcher had {most} transactions pending on L1 at once "
            f"(limit {parameters.most_pending})",
            figures=figures,
            series=series,
        )
    if len(answering) < len(seen):
        dead = " and ".join(name for name in seen if name not in answering)
        return precluded(f"{dead} never gave a usable answer", figures=figures, series=series)
    if silence > parameters.longest_silence_seconds:
        return errored(
            f"nobody looked for {silence:.1f} s, longer than "
            f"{parameters.longest_silence_seconds:g} s; {sentence} otherwise",
            figures=figures,
            series=series,
        )
    return passed(
        f"{sentence} in {max(pairs.count for pairs in answering.values())} readings over "
        f"{facts.window_seconds:g} s",
        figures=figures,
        series=series,
    )
