"""Check that the proposer advances: new dispute games appear, over newer blocks.

Without proposals nobody can withdraw from the chain. The usual causes are an empty
account, a proposer that cannot reach its node, and a safe or finalized head that
stalls, because only such blocks are proposed. A proposer works in intervals of up
to hours, so less than two of them show nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from gonogo.checks.asking import ask_in_turn
from gonogo.checks.facts import Facts
from gonogo.checks.growth import Subject, judge, measure
from gonogo.checks.judgement import Judgement, errored, failed
from gonogo.checks.limit import at_most
from gonogo.checks.questions import GAME_COUNT
from gonogo.checks.readings import read
from gonogo.checks.view import View, reading_name
from gonogo.errors import GonogoError
from gonogo.evidence import Figure, Outcome
from gonogo.protocol import (
    ADDRESS_BYTES,
    decode_values,
    encode_call,
    format_address,
    format_data,
    parse_data,
)
from gonogo.rpc import Quantity, RPCError

T = TypeVar("T")

TITLE = "The proposer creates games over newer blocks"
FOLLOWS = (GAME_COUNT,)
SENDS_TRANSACTIONS = False
COMPONENT = "proposer"

NEWEST_GAMES = "newest_games.json"
NO_GAMES = "there are no games yet"
# A proposal may be half an interval late: it waits for a block, for L1 and for a fee.
_LATE = 1.5


@dataclass(frozen=True)
class Parameters:
    """How often the proposer is set to propose."""

    interval_seconds: float = at_most(3600.0)


class Game(msgspec.Struct, frozen=True):
    """The newest game at a moment; the block is None when nobody could say it."""

    index: int | None = None
    l2_block: int | None = None
    problem: str = ""


class NewestGames(msgspec.Struct, frozen=True):
    """The newest game when the window began and when it ended."""

    before: Game
    after: Game


async def observe(view: View) -> Mapping[str, bytes]:
    """Return how many games there were at every tick, and what the newest one claims."""
    factory = view.require_contract("DisputeGameFactoryProxy")
    before = await _newest_game(view, factory)
    readings = await view.watched(*FOLLOWS)
    after = await _newest_game(view, factory)
    return {**readings, NEWEST_GAMES: msgspec.json.encode(NewestGames(before, after))}


async def _newest_game(view: View, factory: str) -> Game:
    try:
        count = await _read(view, factory, encode_call("gameCount()"), Quantity)
        if count == 0:
            return Game(problem=NO_GAMES)
        found = await _read(view, factory, encode_call("gameAtIndex(uint256)", count - 1), str)
        _, _, proxy = decode_values(["uint32", "uint64", "uint256"], parse_data(found))
        game = format_address(int(proxy).to_bytes(ADDRESS_BYTES, "big"))
        return Game(int(count) - 1, await _block_of(view, game))
    except GonogoError as error:
        return Game(problem=error.what if isinstance(error, RPCError) else error.message)


async def _block_of(view: View, game: str) -> int:
    try:
        return int(await _read(view, game, encode_call("l2BlockNumber()"), Quantity))
    except RPCError:
        # Games over several chains at once have a sequence number in its place.
        return int(await _read(view, game, encode_call("l2SequenceNumber()"), Quantity))


async def _read(view: View, contract: str, call: bytes, answer: type[T]) -> T:
    """Call a contract on the first L1 endpoint that answers."""
    request = {"to": contract, "data": format_data(call)}
    return await ask_in_turn(view.l1, "eth_call", request, "latest", answer=answer)


def evaluate(readings: Mapping[str, bytes], parameters: Parameters, facts: Facts) -> Judgement:
    """Judge the longest time between two games, and whether the newest one is newer."""
    least = 2 * parameters.interval_seconds
    if facts.window_seconds < least:
        return errored(
            f"{facts.window_seconds:g} s are too short a window for a proposer that proposes "
            f"every {parameters.interval_seconds:g} s: at least {least:g} s are needed"
        )
    name = reading_name(GAME_COUNT)
    subject = Subject(
        "number of games",
        _LATE * parameters.interval_seconds,
        facts.window_seconds,
        unit="games",
        seen="on",
    )
    found = measure(read(name, readings[name], Quantity), int, subject)
    judgement = judge(subject, facts.l1, found)
    if judgement.outcome is not Outcome.PASSED:
        return judgement
    games = msgspec.json.decode(readings[NEWEST_GAMES], type=NewestGames)
    return _judge_claims(games, judgement)


def _judge_claims(games: NewestGames, judgement: Judgement) -> Judgement:
    before, after = games.before.l2_block, games.after.l2_block
    if after is None:
        return errored(
            f"the newest game's block could not be read: {games.after.problem}",
            figures=judgement.figures,
            series=judgement.series,
        )
    figures = (*judgement.figures, Figure("newest proposed block", after, "block"))
    if before is None and games.before.problem != NO_GAMES:
        return errored(
            f"the newest game could not be read when the window began: {games.before.problem}",
            figures=figures,
            series=judgement.series,
        )
    if before is not None and after <= before:
        return failed(
            f"games are created, but the newest is over block {after}, "
            f"and the newest was over block {before} when the window began",
            figures=figures,
            series=judgement.series,
        )
    return Judgement(
        judgement.outcome,
        f"{judgement.summary}; the newest is over block {after}",
        figures,
        judgement.series,
    )
