"""Check that no node is far behind the sequencer, and none ever ahead of it.

A node that lags serves its users old balances; one that is ahead has blocks that
nobody built, which is a fork or a lie. The usual causes of lag are missing peers
and an overloaded machine. A node that derives from L1 alone is behind by as much
as the batcher waits, so the limit belongs to the policy.

Judged at every reading; `distance` says how two nodes are compared fairly.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gonogo.checks.distance import Distance, Front
from gonogo.checks.facts import Facts
from gonogo.checks.growth import NO_ENDPOINT, NOT_SEEN
from gonogo.checks.judgement import Judgement, Series, errored, failed, passed, precluded
from gonogo.checks.limit import at_most
from gonogo.checks.questions import LATEST_BLOCK
from gonogo.checks.readings import read
from gonogo.checks.view import View, reading_name
from gonogo.evidence import Figure, Outcome
from gonogo.rpc import Header

TITLE = "No node is behind the sequencer, or ahead of it"
FOLLOWS = (LATEST_BLOCK,)
SENDS_TRANSACTIONS = False
COMPONENT = None


@dataclass(frozen=True)
class Parameters:
    """How far a node may be behind, and how long it may be silent."""

    most_blocks_behind: int = at_most(10)
    longest_silence_seconds: float = at_most(60.0)


async def observe(view: View) -> Mapping[str, bytes]:
    """Return the latest block of every execution node during the window."""
    return await view.watched(*FOLLOWS)


def evaluate(readings: Mapping[str, bytes], parameters: Parameters, facts: Facts) -> Judgement:
    """Judge the largest distance of each node from the sequencer, in both directions."""
    sequencers = {node.name for node in facts.nodes if node.is_sequencer}
    others = [name for name in facts.execution_nodes if name not in sequencers]
    if facts.nodes and len(sequencers) == len(facts.nodes):
        if not facts.has_inventory:
            return errored("no node besides the sequencers is known, and no inventory lists all")
        return Judgement(
            Outcome.NOT_APPLICABLE, "the inventory lists no node besides the sequencers"
        )
    if not others:
        return errored(NO_ENDPOINT)
    if sequencers.isdisjoint(facts.execution_nodes):
        return errored("no sequencer has a known address, so there is nothing to compare with")
    name = reading_name(LATEST_BLOCK)
    # Read twice, for the front and then for the others: a million readings are held by nobody.
    front = Front()
    for reading in read(name, readings[name], Header):
        if reading.n in sequencers and isinstance(reading.a, Header):
            front.add(reading.asked_at, reading.t, reading.a.number)
    distances = {other: Distance() for other in others}
    for reading in read(name, readings[name], Header):
        if reading.n in distances and isinstance(reading.a, Header):
            distances[reading.n].add(front, reading)
    return _judge(front, distances, parameters, facts)


def _judge(
    front: Front, distances: Mapping[str, Distance], parameters: Parameters, facts: Facts
) -> Judgement:
    silent = [name for name, distance in distances.items() if not distance.heard]
    if not front.heights and len(silent) == len(distances):
        return errored(NOT_SEEN)
    if not front.heights:
        return precluded("the sequencer never gave a usable answer")
    most = max(distance.behind for distance in distances.values())
    figures = (
        Figure("most blocks behind", most, "blocks"),
        Figure("limit", parameters.most_blocks_behind, "blocks"),
        Figure("most blocks ahead", max(each.ahead for each in distances.values()), "blocks"),
    )
    series = tuple(
        Series(f"blocks that {name} is behind", "blocks", distance.lag.points())
        for name, distance in distances.items()
        if distance.compared
    )
    outcome, sentence = _answer(front, distances, silent, parameters, facts)
    return outcome(sentence, figures=figures, series=series)


def _answer(
    front: Front,
    distances: Mapping[str, Distance],
    silent: list[str],
    parameters: Parameters,
    facts: Facts,
) -> tuple[Callable[..., Judgement], str]:
    first = max(distances, key=lambda name: distances[name].ahead)
    last = max(distances, key=lambda name: distances[name].behind)
    # Before any lag: a block that no sequencer built is a fork or a lie, however few there are.
    if distances[first].ahead:
        return failed, (
            f"{first} was {distances[first].ahead} blocks ahead of every sequencer "
            f"at second {distances[first].ahead_at:.1f}"
        )
    sentence = (
        f"{last} was up to {distances[last].behind} blocks behind the sequencer "
        f"(limit {parameters.most_blocks_behind})"
    )
    if distances[last].behind > parameters.most_blocks_behind:
        return failed, f"{sentence}, at second {distances[last].behind_at:.1f}"
    if silent:
        return precluded, f"{' and '.join(silent)} never gave a usable answer"
    return _unless_unknown(front, distances, parameters, facts, sentence)


def _unless_unknown(
    front: Front,
    distances: Mapping[str, Distance],
    parameters: Parameters,
    facts: Facts,
    sentence: str,
) -> tuple[Callable[..., Judgement], str]:
    """Pass what no node contradicted, unless one was not looked at, or not all the time."""
    if twins := facts.execution_twins():
        return errored, f"{twins}; {sentence} otherwise"
    if uncompared := [name for name, each in distances.items() if not each.compared]:
        return errored, f"{' and '.join(uncompared)} was read too seldom to compare"
    window = facts.window_seconds
    silences = {name: each.silence(window) for name, each in distances.items()}
    silences["the sequencer"] = front.silence(window)
    quiet = max(silences, key=lambda name: silences[name])
    if silences[quiet] > parameters.longest_silence_seconds:
        return errored, (
            f"{quiet} gave no usable answer for {silences[quiet]:.1f} s "
            f"(limit {parameters.longest_silence_seconds:g} s); {sentence} otherwise"
        )
    return passed, f"{sentence} in {window:g} s, and none was ahead"
