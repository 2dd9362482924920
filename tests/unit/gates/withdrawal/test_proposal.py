"""The claim that a withdrawal is proven against."""

from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.gates.ending import NotSoError, WaitingError
from gonogo.gates.withdrawal.games import Game
from gonogo.gates.withdrawal.proposal import WrongRootError, claim_of, covering_game
from tests.unit.gates.withdrawal.on_its_way import BEGUN, OnItsWay, on_its_way
from tests.unit.gates.withdrawal.two_chains import GAME, ROOTS

SLOT = b"\7" * 32


async def _covering(made: OnItsWay, l2_block: int) -> Game:
    return await covering_game(made.stand, made.portal, l2_block, made.wait)


async def test_the_newest_game_that_covers_a_block(tmp_path: Path) -> None:
    """One that claims an earlier block proves nothing about a later one."""
    async with on_its_way(tmp_path, games=[(BEGUN - 20, 9), (BEGUN - 10, 9)]) as made:
        game = await _covering(made, 9)

    assert (game.index, game.l2_block) == (1, 9)


async def test_one_that_is_due_later_is_left_to_a_later_run(tmp_path: Path) -> None:
    """With the moment at which it is due, by how often they came until now."""
    games = [(BEGUN - 3700, 1), (BEGUN - 100, 2)]
    async with on_its_way(tmp_path, games=games) as made:
        with pytest.raises(WaitingError, match="no dispute game of the proposer") as left:
            await _covering(made, 50)

    assert left.value.until.startswith("2023-11-14T23:11:40")


async def test_one_that_is_long_overdue_is_a_failure(tmp_path: Path) -> None:
    """The proposer has stopped, and waiting for it would hide that."""
    games = [(BEGUN - 1020, 1), (BEGUN - 1000, 2)]
    async with on_its_way(tmp_path, games=games) as made:
        with pytest.raises(NotSoError, match="so far 20 s lay between two games"):
            await _covering(made, 50)


async def test_a_single_game_tells_no_interval(tmp_path: Path) -> None:
    """Nobody can say then that one is overdue, so it is waited for."""
    async with on_its_way(tmp_path, games=[(BEGUN - 10**6, 1)]) as made:
        with pytest.raises(WaitingError):
            await _covering(made, 50)


async def test_games_of_strangers_are_left_alone(tmp_path: Path) -> None:
    """Where the proposer is known, and games tell who made them, others do not count."""
    async with on_its_way(tmp_path) as made:
        chain = replace(made.stand.chain, roles=(("proposer", "0x" + "99" * 20),))
        made.stand.chain = chain
        # These games do not tell who created them, so they may be the proposer's.
        assert (await _covering(made, 5)).creator == ""


async def test_a_claim_that_our_node_confirms(tmp_path: Path) -> None:
    """Root, proof and the withdrawal in storage come from the chain, not from the game."""
    async with on_its_way(tmp_path) as made:
        await made.work._initiate()  # noqa: SLF001 - The message must be on L2 to be proven.
        (withdrawal,) = made.l2.withdrawals.values()
        game = Game(0, GAME, BEGUN, 1, ROOTS.root, "")
        claim = await claim_of(made.stand, game, withdrawal.storage_slot)

    assert claim.proof == ROOTS
    assert claim.storage_proof == (b"\xc0",)


async def test_a_claim_that_is_false(tmp_path: Path) -> None:
    """Whoever could prove against it could take what is not theirs."""
    async with on_its_way(tmp_path) as made:
        game = Game(3, GAME, BEGUN, 1, b"\x09" * 32, "0x" + "99" * 20)
        with pytest.raises(WrongRootError, match="the proposer proposed another root") as wrong:
            await claim_of(made.stand, game, SLOT)

    assert "dispute game 3" in wrong.value.message
    assert "created by 0x9999" in wrong.value.message


async def test_a_withdrawal_that_is_not_in_storage(tmp_path: Path) -> None:
    """The output is true, and yet the message is not in it."""
    async with on_its_way(tmp_path) as made:
        game = Game(0, GAME, BEGUN, 1, ROOTS.root, "")
        with pytest.raises(NotSoError, match="the withdrawal in the message passer"):
            await claim_of(made.stand, game, SLOT)
