"""What the portal and the contracts around it tell."""

from pathlib import Path

import pytest

from gonogo.gates.withdrawal.portal import Proven
from gonogo.protocol import parse_data
from tests.unit.gates.served import RefusedError
from tests.unit.gates.withdrawal import two_chains
from tests.unit.gates.withdrawal.on_its_way import on_its_way
from tests.unit.gates.withdrawal.two_chains import FACTORY, GAME, MONEY, PORTAL, word

HASH = "0x" + "ab" * 32
LOCKBOX = "0x" + "1b" * 20


async def test_nothing_was_proven(tmp_path: Path) -> None:
    """A record of zeros is no proof, at whatever time."""
    async with on_its_way(tmp_path) as made:
        assert await made.portal.proven(parse_data(HASH), b"\1" * 20) is None


async def test_a_proof_and_when_it_was_given(tmp_path: Path) -> None:
    """The game that it rests on comes along."""
    async with on_its_way(tmp_path) as made:
        made.l1.proven[HASH] = (GAME, 1234)
        proven = await made.portal.proven(parse_data(HASH), b"\1" * 20)

    assert proven == Proven(GAME, 1234)


async def test_its_delays_and_its_games(tmp_path: Path) -> None:
    """They are asked for, and never assumed."""
    async with on_its_way(tmp_path, maturity_seconds=60, finality_seconds=7) as made:
        assert await made.portal.maturity_seconds() == 60
        assert await made.portal.finality_seconds() == 7
        assert await made.portal.respected_game_type() == 0
        assert (await made.portal.factory()).address == FACTORY
        assert made.portal.side.chain_id == 900


async def test_whether_it_was_finalized(tmp_path: Path) -> None:
    """By the withdrawal's own hash."""
    async with on_its_way(tmp_path) as made:
        before = await made.portal.has_finalized(parse_data(HASH))
        made.l1.finalized.add(HASH)
        after = await made.portal.has_finalized(parse_data(HASH))

    assert (before, after) == (False, True)


class _Objecting(two_chains.Portal):
    """A portal that lets nothing be finalized."""

    def _of_portal(self, asked: str, argument: bytes) -> str:
        if asked == "checkWithdrawal":
            raise RefusedError("execution reverted: not yet")
        return super()._of_portal(asked, argument)


async def test_why_it_objects(tmp_path: Path) -> None:
    """In its own words; none where it would let it pass."""
    async with on_its_way(tmp_path / "content") as made:
        content = await made.portal.objection(parse_data(HASH), b"\1" * 20)
    async with on_its_way(tmp_path / "objecting", kind=_Objecting) as made:
        objecting = await made.portal.objection(parse_data(HASH), b"\1" * 20)

    assert content == ""
    assert "not yet" in objecting


class _Locking(two_chains.Portal):
    """A portal whose money lies in a lockbox."""

    def _of_portal(self, asked: str, argument: bytes) -> str:
        return (
            word(int(LOCKBOX, 16)) if asked == "ethLockbox" else super()._of_portal(asked, argument)
        )


class _Old(two_chains.Portal):
    """A portal that never heard of lockboxes."""

    def _of_portal(self, asked: str, argument: bytes) -> str:
        if asked == "ethLockbox":
            raise RefusedError("execution reverted")
        return super()._of_portal(asked, argument)


@pytest.mark.parametrize(
    ("kind", "wei"), [(two_chains.Portal, MONEY[PORTAL]), (_Old, MONEY[PORTAL]), (_Locking, 7)]
)
async def test_where_the_money_is(tmp_path: Path, kind: type[two_chains.Portal], wei: int) -> None:
    """In the lockbox where there is one, and in the portal of every other generation."""
    async with on_its_way(tmp_path, kind=kind) as made:
        made.l1.balances[-1][LOCKBOX] = 7

        assert await made.portal.locked_wei() == wei
