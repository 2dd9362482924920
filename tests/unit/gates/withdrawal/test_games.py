"""Dispute games as their factory lists them."""

import pytest

from gonogo.gates.contract import Contract
from gonogo.gates.side import Side
from gonogo.gates.withdrawal.games import Game, latest_games, usual_gap_seconds
from gonogo.rpc import Endpoint, JSONRPCClient
from tests.unit.gates.served import served
from tests.unit.gates.withdrawal.two_chains import FACTORY, GAME, ROOTS, Portal


def game(created_at: int) -> Game:
    return Game(0, GAME, created_at, 1, b"", "")


@pytest.mark.parametrize(
    ("times", "gap"),
    [((), None), ((5,), None), ((5, 15), 10), ((100, 0, 10, 20), 10), ((0, 3, 6, 9000), 3)],
)
def test_the_usual_gap_between_games(times: tuple[int, ...], gap: int | None) -> None:
    """One outage among them does not make every later one look on time."""
    assert usual_gap_seconds([game(at) for at in times]) == gap


async def test_the_latest_games_of_a_type() -> None:
    """The newest first; what a game claims is asked of the game."""
    l1 = Portal(900, "0x" + "11" * 32, 1000, games=[(n, n) for n in range(30)])
    async with served(l1.answer) as url, JSONRPCClient() as client:
        factory = Contract(Side("l1", 900, Endpoint(client, url), is_l2=False), FACTORY)
        found = await latest_games(factory, 0)
        of_another_type = await latest_games(factory, 1)

    assert [one.index for one in found] == list(range(29, 9, -1))
    assert (found[0].created_at, found[0].l2_block, found[0].root_claim) == (29, 29, ROOTS.root)
    assert found[0].creator == ""
    assert of_another_type == ()
