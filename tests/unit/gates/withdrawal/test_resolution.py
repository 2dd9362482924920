"""Resolving the game that a withdrawal rests on."""

from pathlib import Path

import pytest

from gonogo.gates.ending import NotSoError, WaitingError
from gonogo.gates.withdrawal.portal import Proven
from gonogo.gates.withdrawal.resolution import Resolution, waits_for
from gonogo.protocol import selector
from tests.unit.gates.withdrawal.on_its_way import BEGUN, OnItsWay, on_its_way
from tests.unit.gates.withdrawal.two_chains import GAME

PROVEN = Proven(GAME, BEGUN)


def _resolution(made: OnItsWay) -> Resolution:
    return Resolution(made.stand, made.portal, made.outbox, made.wait)


async def test_an_uncontested_game_is_resolved_by_us(tmp_path: Path) -> None:
    """First its only claim, then the game, once its clock has run out."""
    async with on_its_way(tmp_path, wait_seconds=30, pace=5, clock_seconds=1) as made:
        resolved_at = await _resolution(made).of(PROVEN)
        calls = [each.transaction.data[:4] for each in made.l1.sent if each.transaction.data]

    assert resolved_at == made.l1.resolved_at
    assert calls == [selector("resolveClaim(uint256,uint256)"), selector("resolve()")]


async def test_one_that_others_resolved_is_left_as_it_is(tmp_path: Path) -> None:
    """On a live network the challenger does this."""
    async with on_its_way(tmp_path, status=2, resolved_at=77) as made:
        assert await _resolution(made).of(PROVEN) == 77
        assert made.l1.sent == []


async def test_a_clock_that_still_runs_is_left_to_a_later_run(tmp_path: Path) -> None:
    """With the moment at which the withdrawal can be finalized, not merely the game resolved."""
    async with on_its_way(tmp_path, maturity_seconds=100_000) as made:
        with pytest.raises(WaitingError, match="can be finalized after") as left:
            await _resolution(made).of(PROVEN)

    assert left.value.until == "2023-11-18T22:13:13Z"


async def test_a_contested_game_is_its_challengers(tmp_path: Path) -> None:
    """Nobody else knows in which order its claims resolve."""
    async with on_its_way(tmp_path, claims=2, clock_seconds=0, pace=100) as made:
        with pytest.raises(WaitingError, match="its dispute game is contested"):
            await _resolution(made).of(PROVEN)


async def test_a_game_that_the_challenger_wins(tmp_path: Path) -> None:
    """The claim was what the chain has: the network failed, and this one is given up."""
    async with on_its_way(tmp_path, status=1) as made:
        with pytest.raises(NotSoError, match="resolved against it"):
            await _resolution(made).of(PROVEN)

        assert made.outbox.entry.given_up


def test_what_is_waited_for_says_until_when() -> None:
    """Both moments are told as people and machines read them."""
    words = waits_for(Proven(GAME, 0), 60)

    assert words == "proven at 1970-01-01T00:00:00Z, can be finalized after 1970-01-01T00:01:00Z"
