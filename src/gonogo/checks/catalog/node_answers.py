"""Check that every node answers, as a node of this very chain.

Everything else rests on this: an endpoint that is down, belongs to another chain
or is no OP node at all makes whatever it says worthless. The usual causes are a
crashed client, a load balancer that points elsewhere, and a file with the address
of another network. Asked at every tick: the chain's number and the latest block of
every execution client, the state of every consensus client and which chains it
follows, and the chain's number of every L1 endpoint.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gonogo.checks.facts import Facts
from gonogo.checks.growth import NO_ENDPOINT, NOT_SEEN
from gonogo.checks.judgement import Judgement, errored, failed, passed
from gonogo.checks.limit import at_most
from gonogo.checks.presence import Presence, presences
from gonogo.checks.questions import (
    CHAIN_ID,
    L1_CHAIN_ID,
    LATEST_BLOCK,
    ROLLUP_CONFIG,
    SYNC_STATUS,
    Asked,
    Question,
)
from gonogo.checks.readings import Reading, read
from gonogo.checks.view import View, reading_name
from gonogo.evidence import Figure
from gonogo.rpc import Header, Quantity, RollupConfig

TITLE = "Every node answers, for the right chain"
FOLLOWS = (CHAIN_ID, LATEST_BLOCK, SYNC_STATUS, ROLLUP_CONFIG, L1_CHAIN_ID)
SENDS_TRANSACTIONS = False
COMPONENT = None


@dataclass(frozen=True)
class Parameters:
    """How long a node may be silent, and how far its clock may run ahead."""

    longest_silence_seconds: float = at_most(30.0)
    furthest_future_seconds: float = at_most(60.0)


async def observe(view: View) -> Mapping[str, bytes]:
    """Return what every endpoint answered to every question during the window."""
    return await view.watched(*FOLLOWS)


@dataclass(frozen=True)
class _Seat:
    """One question to one endpoint, and how it was answered."""

    who: str
    question: Question
    presence: Presence


def evaluate(readings: Mapping[str, bytes], parameters: Parameters, facts: Facts) -> Judgement:
    """Judge each endpoint's answers to each question; one bad seat fails the check."""
    seats = list(_seats(readings, parameters, facts))
    if not seats:
        return errored(NO_ENDPOINT)
    figures = (
        Figure("endpoints asked", len({(s.who, s.question.asked) for s in seats}), "endpoints"),
        Figure("longest silence", max(s.presence.longest_silence_seconds for s in seats), "s"),
        Figure("limit", parameters.longest_silence_seconds, "s"),
    )
    if not any(seat.presence.reached for seat in seats):
        return errored(NOT_SEEN, figures=figures)
    # What is wrong comes before what nobody told: a node of another chain is there to be seen.
    wrong = dict.fromkeys(filter(None, (_wrong(seat, parameters) for seat in seats)))
    if wrong:
        return failed("; ".join(wrong), figures=figures)
    if untold := facts.not_told():
        return errored(
            f"nobody told where {' and '.join(untold)} can be asked; the inventory lists "
            f"{'it' if len(untold) == 1 else 'them'}, so add the address to the network's "
            "descriptor",
            figures=figures,
        )
    open_ended = [seat for seat in seats if seat.presence.last_failure is not None]
    if open_ended:
        seat = open_ended[0]
        return errored(
            f"{seat.who} {seat.presence.failure} when the window ended, too late to tell "
            "whether it is down",
            figures=figures,
        )
    return passed(_well(seats, facts), figures=figures)


def _well(seats: list[_Seat], facts: Facts) -> str:
    unseen = sum(not (node.has_execution and node.has_consensus) for node in facts.nodes)
    endpoints = len({(seat.who, seat.question.asked) for seat in seats})
    longest = max(seat.presence.longest_silence_seconds for seat in seats)
    return (
        f"all {endpoints} endpoints answered for chain {facts.chain_id} on L1 "
        f"{facts.l1_chain_id}, none silent for more than {longest:.1f} s"
    ) + (f"; {unseen} nodes without known addresses not fully observed" if unseen else "")


def _wrong(seat: _Seat, parameters: Parameters) -> str | None:
    presence = seat.presence
    if presence.wrong is not None:
        return f"{seat.who} {presence.wrong}"
    if not presence.answered:
        return f"{seat.who} {presence.failure}"
    if presence.longest_silence_seconds > parameters.longest_silence_seconds:
        return (
            f"{seat.who} gave no usable answer to {seat.question.method} for "
            f"{presence.longest_silence_seconds:.1f} s (limit "
            f"{parameters.longest_silence_seconds:g} s)"
        )
    return None


def _seats(readings: Mapping[str, bytes], parameters: Parameters, facts: Facts) -> Iterator[_Seat]:
    for question, endpoints, answer, fault in _questions(parameters, facts):
        name = reading_name(question)
        found = presences(
            read(name, readings[name], answer), endpoints, fault, facts.window_seconds
        )
        for endpoint, presence in found.items():
            yield _Seat(_CALLED[question.asked].format(endpoint), question, presence)


_CALLED = {
    Asked.EXECUTION: "the execution client of {}",
    Asked.CONSENSUS: "the consensus client of {}",
    Asked.L1: "the L1 endpoint {}",
}

_Fault = Callable[[Reading[Any]], str | None]


def _questions(
    parameters: Parameters, facts: Facts
) -> Iterator[tuple[Question, tuple[str, ...], Any, _Fault]]:
    def another_chain(expected: int) -> _Fault:
        return lambda reading: (
            None if reading.a == expected else f"is on chain {reading.a}, not on {expected}"
        )

    def from_the_future(reading: Reading[Header]) -> str | None:
        # By the clock of the window: readings are judged again long after, and must say the same.
        now = facts.started_at.timestamp() + reading.came_at
        early = reading.a.timestamp - now if isinstance(reading.a, Header) else 0.0
        if early <= parameters.furthest_future_seconds:
            return None
        return f"has a latest block from {early:.0f} s in the future"

    def another_rollup(reading: Reading[RollupConfig]) -> str | None:
        config = reading.a
        expected = (facts.chain_id, facts.l1_chain_id)
        if not isinstance(config, RollupConfig):
            return None
        found = (config.l2_chain_id, config.l1_chain_id)
        return (
            None
            if found == expected
            else (f"follows chain {found[0]} on L1 {found[1]}, not {expected[0]} on {expected[1]}")
        )

    yield CHAIN_ID, facts.execution_nodes, Quantity, another_chain(facts.chain_id)
    yield LATEST_BLOCK, facts.execution_nodes, Header, from_the_future
    # Any answer will do: which heads it names is for the checks of heads to judge.
    yield SYNC_STATUS, facts.consensus_nodes, Any, lambda _: None
    yield ROLLUP_CONFIG, facts.consensus_nodes, RollupConfig, another_rollup
    yield L1_CHAIN_ID, facts.l1, Quantity, another_chain(facts.l1_chain_id)
