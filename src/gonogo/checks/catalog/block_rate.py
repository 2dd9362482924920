"""Check that blocks come at the chain's rate: none left out, none too late.

A sequencer that builds one block in three still advances, and its users wait three
times as long. The usual causes are a builder that misses its slot, a sequencer that
catches up after a pause, and an overloaded execution client. Judged where blocks
are built, or at every node when no sequencer has a known address: by the number of
blocks over the window, by the longest time without one, and by the heights and
timestamps of what was seen, which on an OP chain rise together. A sequencer whose
newest block is older than the longest time that may pass without one has fallen
behind the clock, however regularly it builds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gonogo.checks.facts import Facts
from gonogo.checks.growth import Subject, judge, measure
from gonogo.checks.judgement import Judgement, errored, failed, passed, worst_of
from gonogo.checks.limit import at_least, at_most
from gonogo.checks.progress import Pace, Progress
from gonogo.checks.questions import LATEST_BLOCK
from gonogo.checks.readings import Reading, read
from gonogo.checks.view import View, reading_name
from gonogo.evidence import Figure
from gonogo.rpc import Header

TITLE = "Blocks come at the chain's rate"
FOLLOWS = (LATEST_BLOCK,)
SENDS_TRANSACTIONS = False
COMPONENT = None

_LEAST_BLOCKS = 2
# A block is up to one block time old when the next comes, and some takes to reach us.
_BLOCKS_ON_THE_WAY = 3


@dataclass(frozen=True)
class Parameters:
    """How much of the rate must be kept, and how long no block may come."""

    least_share: float = at_least(0.95)
    longest_gap_seconds: float = at_most(20.0)


async def observe(view: View) -> Mapping[str, bytes]:
    """Return the latest block of every execution node during the window."""
    return await view.watched(*FOLLOWS)


def evaluate(readings: Mapping[str, bytes], parameters: Parameters, facts: Facts) -> Judgement:
    """Judge number, regularity and consistency of the blocks at each node that is judged."""
    if not facts.block_time_seconds:
        return errored(
            "the chain's block time is not known; add block_time to its rollup configuration"
        )
    judged = _where_blocks_are_built(facts)
    name = reading_name(LATEST_BLOCK)
    subject = Subject("latest block", parameters.longest_gap_seconds, facts.window_seconds)
    lies: dict[str, str] = {}
    age = _Age(facts, parameters.longest_gap_seconds)
    headers = (each for each in read(name, readings[name], Header) if each.n in judged)
    found = measure(
        age.noting(_noting(headers, facts.block_time_seconds, lies)),
        lambda header: header.number,
        subject,
    )
    gaps = judge(subject, judged, found)
    if lies:
        return failed("; ".join(lies.values()), figures=gaps.figures, series=gaps.series)
    return worst_of(gaps, *age.judgements(), *_rates(found, parameters, facts.block_time_seconds))


class _Age:
    """How old the newest block was when a sequencer answered with it; filled in one pass.

    Only sequencers are held to it: whoever derives from L1 alone is late by as much as
    the batcher waits.
    """

    def __init__(self, facts: Facts, longest_gap_seconds: float) -> None:
        self._sequencers = {node.name for node in facts.nodes if node.is_sequencer}
        self._started = facts.started_at.timestamp()
        self._limit = longest_gap_seconds + _BLOCKS_ON_THE_WAY * (facts.block_time_seconds or 0)
        self._oldest: dict[str, float] = {}

    def noting(self, headers: Iterable[Reading[Header]]) -> Iterator[Reading[Header]]:
        """Pass readings on, noting how old the blocks are."""
        for reading in headers:
            if reading.n in self._sequencers and isinstance(reading.a, Header):
                # From when it was asked: an answer that waited for us did not get older.
                age = self._started + reading.asked_at - reading.a.timestamp
                self._oldest[reading.n] = max(age, self._oldest.get(reading.n, age))
            yield reading

    def judgements(self) -> Iterator[Judgement]:
        """Judge the sequencers that fell behind; of the others nothing is said."""
        for node, age in self._oldest.items():
            if age > self._limit:
                yield failed(
                    f"the newest block of {node} was {age:.0f} s old when it was asked (limit "
                    f"{self._limit:g} s): the chain has fallen behind the clock, or the clock "
                    "here is ahead",
                    figures=(Figure(f"age of the newest block of {node}", round(age, 1), "s"),),
                )


def _where_blocks_are_built(facts: Facts) -> tuple[str, ...]:
    sequencers = [node.name for node in facts.nodes if node.is_sequencer and node.has_execution]
    return tuple(sequencers) or facts.execution_nodes


def _rates(
    found: Mapping[str, Progress], parameters: Parameters, block_time_seconds: int
) -> Iterator[Judgement]:
    for node, progress in found.items():
        if progress.pace is Pace.SILENT:
            continue
        seconds = progress.points[-1][0] - progress.points[0][0]
        due = seconds / block_time_seconds
        figures = (
            Figure(f"blocks of {node}", progress.growth, "blocks"),
            Figure(f"blocks due at {node}", round(due, 2), "blocks"),
        )
        sentence = (
            f"{node} had {progress.growth} blocks in {seconds:.1f} s, where {due:.1f} were due "
            f"(at least {parameters.least_share:.0%})"
        )
        if due < _LEAST_BLOCKS:
            yield errored(f"{sentence}; that is too short to tell a rate", figures=figures)
        # We look at moments that fall between two blocks, so one block is always in doubt.
        elif progress.growth + 1 < parameters.least_share * due:
            yield failed(sentence, figures=figures)
        else:
            yield passed(sentence, figures=figures)


def _noting(
    headers: Iterable[Reading[Header]], block_time_seconds: int, lies: dict[str, str]
) -> Iterator[Reading[Header]]:
    """Pass readings on, noting nodes whose heights and timestamps do not belong together."""
    first: dict[str, Header] = {}
    for reading in headers:
        header = reading.a
        if isinstance(header, Header):
            start = first.setdefault(reading.n, header)
            blocks, seconds = header.number - start.number, header.timestamp - start.timestamp
            if blocks * block_time_seconds != seconds:
                lies.setdefault(
                    reading.n,
                    f"{reading.n} went {blocks} blocks from {start.number} while their "
                    f"timestamps went {seconds} s, and a block takes {block_time_seconds} s",
                )
        yield reading
