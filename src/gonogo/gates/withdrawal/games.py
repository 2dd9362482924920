"""Dispute games: which claim the outputs of L2, how often they come, and what became of them."""

import asyncio
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gonogo.gates.contract import Contract
from gonogo.gates.side import Side
from gonogo.protocol import format_address
from gonogo.rpc import MethodError

IN_PROGRESS, CHALLENGER_WINS, DEFENDER_WINS = 0, 1, 2
SUPER_GAMES = frozenset({4, 5, 7, 9})
"""Types whose games claim the outputs of several chains at once, which is another proof."""

# Factories have thousands of games, and only the latest tell how it is now.
_LOOKED_AT = 20


@dataclass(frozen=True)
class Game:
    """A dispute game, as its factory and it itself tell."""

    index: int
    """In its factory."""
    address: str
    created_at: int
    """In Unix seconds, by the clock of L1."""
    l2_block: int
    root_claim: bytes
    creator: str
    """In lower case; empty: this kind of game does not tell."""


async def latest_games(factory: Contract, game_type: int) -> tuple[Game, ...]:
    """Return the latest games of a type, the newest first."""
    count = await factory.number("gameCount()")
    listed = await asyncio.gather(
        *(_listed(factory, index) for index in range(max(0, count - _LOOKED_AT), count))
    )
    wanted = [(index, at, address) for index, kind, at, address in listed if kind == game_type]
    games = await asyncio.gather(*(_game(factory.side, *one) for one in wanted))
    return tuple(sorted(games, key=lambda game: game.index, reverse=True))


def usual_gap_seconds(games: Sequence[Game]) -> int | None:
    """Return the median time between two of these games; None where there are not two."""
    # Not the longest: after one outage everything would be on time.
    times = sorted(game.created_at for game in games)
    gaps = [later - earlier for earlier, later in pairwise(times)]
    return statistics.median_high(gaps) if gaps else None


async def _listed(factory: Contract, index: int) -> tuple[int, int, int, str]:
    types = ["uint32", "uint64", "address"]
    kind, created_at, address = await factory.ask("gameAtIndex(uint256)", types, index)
    assert isinstance(address, bytes)  # noqa: S101 - the type says so.
    return index, int(kind), int(created_at), format_address(address)


async def _game(side: Side, index: int, created_at: int, address: str) -> Game:
    game = Contract(side, address)
    root, (extra,) = await asyncio.gather(
        game.word("rootClaim()"), game.ask("extraData()", ["bytes"])
    )
    # The number of the block is the first word of what a game of this kind was created with.
    l2_block = int.from_bytes(extra[:32], "big") if isinstance(extra, bytes) else 0
    return Game(index, address, created_at, l2_block, root, await _creator(game))


async def _creator(game: Contract) -> str:
    try:
        return await game.address_of("gameCreator()")
    except MethodError:
        return ""
