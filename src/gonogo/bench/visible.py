"""Break and mend a running bench, and return when it shows.

What shows is asked of the published addresses only, as any check would ask
them. "Stands still" is believed after several block times without progress,
because one late block proves nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable

from gonogo.bench.control import Status, read_status, request_break, request_mend
from gonogo.bench.errors import BrokenBenchError, NotVisibleError
from gonogo.bench.outside import Outside
from gonogo.bench.parts import Part
from gonogo.bench.session import Session, State
from gonogo.bench.settings import (
    BLOCK_TIME_SECONDS,
    MOST_SECONDS_BEHIND,
    PROPOSAL_INTERVAL_SECONDS,
    SEQUENCER,
)
from gonogo.clock import Clock
from gonogo.rpc import JSONRPCClient, RPCError, UnreachableError

Progress = Callable[[str], None]
Seen = Callable[[], Awaitable[bool]]

PATIENCE_SECONDS = 30.0
MEND_PATIENCE_SECONDS = 180.0
"""A verifier that was forked derives its whole chain anew."""

_STILL_SECONDS = 3.0 * BLOCK_TIME_SECONDS
_POLL_SECONDS = 0.2
_CALL_SECONDS = 2.0


async def break_visibly(
    session: Session, part: Part, *, clock: Clock, on_progress: Progress
) -> None:
    """Break a part and return when everybody can see its effect.

    Raises:
        BrokenBenchError: the bench is broken by itself, or breaks meanwhile.
        ControlError: the supervisor did not do it, or is gone.
        NotVisibleError: it was done, and did not show in time.
    """
    async with JSONRPCClient(timeout_seconds=_CALL_SECONDS) as client:
        outside = Outside(client, await _sound_status(session))
        await asyncio.to_thread(request_break, session, part.value)
        on_progress(f"broke the {part.value}; waiting until {part.effect}")
        seen = _while_sound(session, _effect(part, outside, clock))
        await wait_until_seen(part.effect, seen, clock, PATIENCE_SECONDS)


async def mend_visibly(session: Session, *, clock: Clock, on_progress: Progress) -> None:
    """Mend everything and return when all nodes agree on a safe head that is new again.

    It is beyond where they stood, and as young as on a bench on which nothing was ever broken.

    Raises:
        BrokenBenchError: the bench is broken by itself, or breaks meanwhile.
        ControlError: the supervisor did not do it, or is gone.
        NotVisibleError: it was done, and the network did not recover in time.
    """
    status = await _sound_status(session)
    async with JSONRPCClient(timeout_seconds=_CALL_SECONDS) as client:
        outside = Outside(client, status)
        start = status.heads
        games = None
        were_fees_wrong = Part.FEES.value in status.broken_parts
        # Counted before the mend; a game comes only every few seconds, so others need not wait.
        if {Part.PROPOSER.value, Part.ROOTS.value} & set(status.broken_parts):
            games = await outside.games()
        await asyncio.to_thread(request_mend, session)
        on_progress(f"mended: {', '.join(status.broken_parts) or 'nothing was broken'}")

        async def has_recovered() -> bool:
            safe = [await outside.safe_head(node) for node in outside.nodes]
            if min(safe) <= start.unsafe:
                on_progress(f"safe head {min(safe)}, waiting for {start.unsafe + 1}")
                return False
            # A sequencer that stood still builds at once what it missed. That the first of these
            # blocks is safe says nothing of the others: L1 takes them with later batches.
            age_seconds = clock.now().timestamp() - await outside.oldest_safe_time()
            if age_seconds > MOST_SECONDS_BEHIND:
                on_progress(f"the safe head is {age_seconds:.0f} s old, waiting for newer ones")
                return False
            on_progress("the safe head is past where it stood; waiting until all nodes agree")
            return (
                await outside.l1_head() > start.l1
                and (games is None or await _is_proposed(outside, games))
                and (not were_fees_wrong or all(await outside.followed_fees()))
                and len(await outside.hashes(*outside.nodes)) == 1
            )

        seen = _while_sound(session, has_recovered)
        await wait_until_seen("the recovery", seen, clock, MEND_PATIENCE_SECONDS)


async def _is_proposed(outside: Outside, games: int) -> bool:
    """Say whether a game was created since, and the newest claims what the chain has."""
    return await outside.games() > games and await outside.is_newest_claim_true()


def _while_sound(session: Session, seen: Seen) -> Seen:
    """Return the same question; a bench that breaks or ends meanwhile is an error at once."""

    async def is_seen() -> bool:
        await _sound_status(session)
        return await seen()

    return is_seen


async def _sound_status(session: Session) -> Status:
    # Asking the supervisor blocks, and must not hold up what is asked of the nodes.
    status = await asyncio.to_thread(read_status, session)
    if status.state is State.BROKEN:
        raise BrokenBenchError(status.name, status.reason or "it does not say why")
    return status


def _effect(part: Part, outside: Outside, clock: Clock) -> Seen:
    async def rpc_refuses() -> bool:
        try:
            await outside.head(outside.first_verifier)
        except UnreachableError:
            return True
        return False

    async def chains_differ() -> bool:
        return len(await outside.derived_hashes(SEQUENCER, outside.first_verifier)) > 1

    async def is_stuck_without_funds() -> bool:
        return await outside.batcher_balance() == 0 and await safe_is_still()

    async def claims_wrongly() -> bool:
        return not await outside.is_newest_claim_true()

    async def follows_no_fees() -> bool:
        return not any(await outside.followed_fees())

    safe_is_still = stands_still(outside.safe_head, clock, _STILL_SECONDS)
    # Two intervals: the game after the last one may only be late.
    no_game_seconds = 2 * PROPOSAL_INTERVAL_SECONDS
    effects: dict[Part, Seen] = {
        Part.BATCHER: safe_is_still,
        Part.SEQUENCER: stands_still(outside.unsafe_head, clock, _STILL_SECONDS),
        Part.PROPOSER: stands_still(outside.games, clock, no_game_seconds),
        Part.VERIFIER: chains_differ,
        Part.L1: stands_still(outside.l1_head, clock, _STILL_SECONDS),
        Part.RPC: rpc_refuses,
        Part.FUNDS: is_stuck_without_funds,
        Part.ROOTS: claims_wrongly,
        Part.FEES: follows_no_fees,
    }
    return effects[part]


def stands_still(read: Callable[[], Awaitable[int]], clock: Clock, seconds: float) -> Seen:
    """Return whether a number has not moved for so long, counted from its last move seen."""
    last: int | None = None
    since = clock.monotonic()

    async def is_still() -> bool:
        nonlocal last, since
        value = await read()
        if value != last:
            last, since = value, clock.monotonic()
        return clock.monotonic() - since >= seconds

    return is_still


async def wait_until_seen(what: str, seen: Seen, clock: Clock, patience_seconds: float) -> None:
    """Return once it is seen.

    Raises:
        NotVisibleError: it was not seen for as long as patience lasts.
    """
    deadline = clock.monotonic() + patience_seconds
    while clock.monotonic() < deadline:
        try:
            if await seen():
                return
        except RPCError:
            # An address that does not answer shows nothing, neither this way nor that.
            pass
        await clock.sleep(_POLL_SECONDS)
    raise NotVisibleError(what, patience_seconds)
