"""The claim that a withdrawal is proven against: wait for it, and see that it is true.

A dispute game must claim the output of a block that has the withdrawal. How long to wait for
one follows from how often they came until now: one that is far overdue is a failure of the
network, and not a reason to wait. A claim that is not what our nodes have is a failure at once:
whoever could prove against it could take what is not theirs.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from gonogo.gates.ending import NotSoError
from gonogo.gates.side import Side
from gonogo.gates.stand import Stand
from gonogo.gates.withdrawal.games import Game, latest_games, usual_gap_seconds
from gonogo.gates.withdrawal.portal import Portal
from gonogo.gates.withdrawal.wait import Wait, told
from gonogo.protocol import MESSAGE_PASSER, OutputRootProof, format_address, format_data, parse_data
from gonogo.rpc import Endpoint, Hash, RPCError, UnreachableError

_SECONDS_BETWEEN_LOOKS = 1.0
_GAPS_UNTIL_OVERDUE = 3
# On a bench games come every few seconds, and three of those gaps are no time at all.
_SLACK_SECONDS = 20
_DAY_SECONDS = 86_400


class WrongRootError(NotSoError):
    """A dispute game claims another output than the chain has."""

    def __init__(self, game: Game, root: bytes) -> None:
        super().__init__(
            f"the proposer proposed another root: dispute game {game.index} ({game.address}, "
            f"created by {game.creator or 'nobody known'}) for L2 block {game.l2_block}",
            expected=format_data(root),
            seen=format_data(game.root_claim),
        )


@dataclass(frozen=True)
class Claim:
    """A game with what proves a withdrawal against it."""

    game: Game
    proof: OutputRootProof
    storage_proof: tuple[bytes, ...]


class _Block(msgspec.Struct, frozen=True, rename="camel"):
    hash: Hash
    state_root: Hash


class _StorageProof(msgspec.Struct, frozen=True):
    value: str
    proof: tuple[str, ...]


class _AccountProof(msgspec.Struct, frozen=True, rename="camel"):
    storage_hash: Hash
    storage_proof: tuple[_StorageProof, ...]


async def covering_game(stand: Stand, portal: Portal, l2_block: int, wait: Wait) -> Game:
    """Return the newest believed game that claims this block or a later one, once there is one.

    Raises:
        NotSoError: games came before, and none comes any more.
        WaitingError: one is not due before this run ends.
    """
    factory, game_type = await asyncio.gather(portal.factory(), portal.respected_game_type())
    proposer = (stand.chain.role("proposer") or "").lower()
    with stand.waiting_for(f"a dispute game that covers L2 block {l2_block}"):
        while True:
            games = _of(proposer, await latest_games(factory, game_type))
            for game in games:
                if game.l2_block >= l2_block:
                    return game
            await _wait_for_another(stand, portal.side, games, l2_block, wait)


async def claim_of(stand: Stand, game: Game, slot: bytes) -> Claim:
    """Return what proves a slot of the message passer against a game.

    Raises:
        WrongRootError: the game claims another output than our node has.
        PreconditionError: no node proves anything about that block.
    """
    block, account = await _from_any_node(stand, game, slot)
    proof = OutputRootProof(
        state_root=parse_data(block.state_root),
        message_passer_storage_root=parse_data(account.storage_hash),
        block_hash=parse_data(block.hash),
    )
    # Counted before it is compared, so that a wrong root is an expectation that did not hold.
    stand.expectations += 1
    if proof.root != game.root_claim:
        raise WrongRootError(game, proof.root)
    stand.log(f"holds: dispute game {game.index} claims the output of L2 block {game.l2_block}")
    (slot_proof,) = account.storage_proof
    stand.expect_equal(
        f"the withdrawal in the message passer at L2 block {game.l2_block}",
        seen=int(slot_proof.value, 16),
        expected=1,
    )
    return Claim(game, proof, tuple(parse_data(node) for node in slot_proof.proof))


def _of(proposer: str, games: Sequence[Game]) -> tuple[Game, ...]:
    """Return the games of the network's proposer; all, where it or they are not known."""
    if not proposer:
        return tuple(games)
    # Where everybody may propose, a stranger's false claim is the challenger's work.
    return tuple(game for game in games if game.creator in ("", proposer))


async def _wait_for_another(
    stand: Stand, l1: Side, games: Sequence[Game], l2_block: int, wait: Wait
) -> None:
    now = int((await l1.header()).timestamp)
    gap = usual_gap_seconds(games)
    last = games[0].created_at if games else None
    if gap is None or last is None:
        # Nothing tells how often they come; a day of waiting is the next run's business.
        overdue, expected = now + _DAY_SECONDS, now
    else:
        overdue, expected = last + _GAPS_UNTIL_OVERDUE * gap + _SLACK_SECONDS, last + gap
    if now > overdue and gap is not None and last is not None:
        stand.fail(
            f"a dispute game that covers L2 block {l2_block}",
            expected=f"before {told(overdue)}: so far {gap} s lay between two games",
            seen=f"none since {told(last)}, which covers L2 block {games[0].l2_block}",
        )
    if wait.left_seconds == 0 or expected - now > wait.left_seconds:
        stand.waiting(
            told(max(expected, now)),
            f"no dispute game of the proposer covers L2 block {l2_block} yet",
        )
    await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)


async def _from_any_node(stand: Stand, game: Game, slot: bytes) -> tuple[_Block, _AccountProof]:
    """Ask one node after the other; not every one keeps the state of that block."""
    endpoints = {at.url: at for at in (stand.l2.endpoint, *(at for _, at in stand.execution_nodes))}
    refusals = []
    for endpoint in endpoints.values():
        try:
            return await _proof_from(endpoint, game.l2_block, slot)
        except UnreachableError:
            raise
        except RPCError as error:
            refusals.append(error.message)
    stand.precondition(
        False,  # noqa: FBT003 - it reads as an assertion, and this one never holds.
        f"a node that proves what is in L2 block {game.l2_block}: {'; '.join(refusals)}",
    )
    raise AssertionError(refusals)


async def _proof_from(endpoint: Endpoint, number: int, slot: bytes) -> tuple[_Block, _AccountProof]:
    at = hex(number)
    block = await endpoint.call("eth_getBlockByNumber", at, False, answer=_Block)  # noqa: FBT003
    account = await endpoint.call(
        "eth_getProof",
        format_address(MESSAGE_PASSER),
        [format_data(slot)],
        at,
        answer=_AccountProof,
    )
    return block, account
