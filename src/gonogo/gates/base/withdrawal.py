"""A withdrawal comes out on L1, exact to the wei: initiated, proven, finalized.

The way out is what an L2 is trusted for. It goes through everything: the message on L2, the
proposer's claim (which must be the output that the chain has), the real portal's proof, the
resolution of the dispute game, the wait. On a live network that takes days: a run does what
can be done now, keeps it in the state directory and says until when it waits; later runs go
on from there. One withdrawal is begun each day at most, so that on each day one can finish.
A run passes when a withdrawal finished in it, or when the newest one still has to wait and
another finished on this very deployment within the last day.

The usual causes of failure are a proposer that stands still or claims wrong outputs, a batcher
that stands still (nothing is safe, so nothing is proposed), and a paused portal.
"""

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from gonogo.clock import SystemClock
from gonogo.gates.account import Account
from gonogo.gates.contract import Contract
from gonogo.gates.ending import NotSoError, PreconditionError, WaitingError
from gonogo.gates.stand import Stand
from gonogo.gates.withdrawal import (
    SUPER_GAMES,
    Deployment,
    Entry,
    Journal,
    JournalInUseError,
    MalformedEntryError,
    Outbox,
    Portal,
    Wait,
    Work,
)
from gonogo.protocol import PrivateKey, parse_data

TITLE = "A withdrawal is initiated, proven and finalized with exact balances"
COMPONENT = None
NEEDS_FUNDS = True
TIMEOUT_SECONDS = 300.0

WAIT_SECONDS = 150.0
"""So long a run waits in all; whatever takes longer is left to a later one."""
BEGUN_ANEW_AFTER = timedelta(hours=20)
FRESH_FOR = timedelta(hours=24)


async def run(stand: Stand) -> None:
    """Carry on what is in flight, begin what may begin, and say what came of it."""
    address = stand.chain.contract("OptimismPortalProxy")
    stand.precondition(address is not None, "the address of OptimismPortalProxy")
    portal = Portal(Contract(stand.l1, str(address)))
    game_type = await portal.respected_game_type()
    stand.precondition(
        game_type not in SUPER_GAMES,
        f"a portal that believes games of one chain; games of type {game_type} are of several",
    )
    deployment = await _deployment(stand, str(address))
    with _journal(stand) as journal:
        mine = _of(deployment, _entries(journal), stand)
        mine = tuple([await _asked_again(stand, portal, journal, entry) for entry in mine])
        if _may_begin(mine):
            entry = journal.begin(deployment, _now())
            stand.log(f"beginning withdrawal {entry.id}")
            mine = (*mine, entry)
        await _carry_on(stand, portal, journal, mine)


async def _carry_on(stand: Stand, portal: Portal, journal: Journal, mine: Sequence[Entry]) -> None:
    """Carry on each withdrawal in flight; end as the gate must end.

    Raises:
        NotSoError: the network failed one of them.
        WaitingError: none finished, and none finished lately.
    """
    wait = Wait(stand, WAIT_SECONDS)
    l1_before = await stand.l1.height()
    failures: list[NotSoError] = []
    waiting: list[WaitingError] = []
    finished = 0
    for entry in (entry for entry in mine if entry.is_in_flight):
        account = Account(PrivateKey(parse_data(entry.key)), stand.funds.purse.turns, stand.log)
        stand.log(f"withdrawal {entry.id} of {account.address}")
        try:
            await Work(stand, portal, Outbox(stand, journal, account, entry), wait).go_on()
            finished += 1
        # What one of them meets must not keep the others from going on.
        except NotSoError as error:
            stand.log(f"withdrawal {entry.id}: {error.message}")
            failures.append(error)
        except WaitingError as error:
            stand.log(f"withdrawal {entry.id}: {error.message}")
            waiting.append(error)
    if failures:
        raise failures[0]
    if finished:
        return
    if not await _finished_lately(stand, portal, mine):
        raise waiting[0]
    # By the clock of an L1 that stands still no wait is ever over, and none is too long.
    await stand.until(
        "L1 goes on, by whose clock these withdrawals wait",
        stand.l1.height,
        lambda height: height > l1_before,
        seconds=await stand.l1.patience_seconds(),
    )


async def _finished_lately(stand: Stand, portal: Portal, mine: Sequence[Entry]) -> bool:
    """Say whether one finished within a day, and still has."""
    for entry in reversed(mine):
        # Nor does one count that finished in the future: somebody turned the clock of L1.
        if entry.finalized_at is None or abs(_now() - entry.finalized_at) > FRESH_FOR:
            continue
        stand.expect_equal(
            f"whether {entry.hash} is finalized on this deployment, at {entry.finalized_at}",
            seen=await portal.has_finalized(parse_data(entry.hash)),
            expected=True,
        )
        return True
    return False


async def _asked_again(stand: Stand, portal: Portal, journal: Journal, entry: Entry) -> Entry:
    """Return an entry as L1 has it now: what is not finalized any more is in flight again."""
    if entry.finalized_at is None or await portal.has_finalized(parse_data(entry.hash)):
        return entry
    stand.log(f"L1 was reorganised: {entry.hash} was finalized and is not any more; it goes on")
    entry = msgspec.structs.replace(entry, finalized_at=None)
    journal.save(entry)
    return entry


async def _deployment(stand: Stand, portal: str) -> Deployment:
    l1, l2 = stand.l1, stand.l2
    return Deployment(
        l1_chain_id=l1.chain_id,
        l2_chain_id=l2.chain_id,
        l1_genesis=(await l1.header(0)).hash.lower(),
        l2_genesis=(await l2.header(0)).hash.lower(),
        portal=portal.lower(),
    )


@contextlib.contextmanager
def _journal(stand: Stand) -> Iterator[Journal]:
    """Return the journal to work on alone; one for this run only where nothing is kept."""
    with contextlib.ExitStack() as stack:
        directory = stand.state_directory
        if directory is None:
            stand.log("no state directory: what does not finish in this run is lost")
            directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        journal = Journal(directory / str(stand.chain.chain_id))
        try:
            stack.enter_context(journal.held())
        except JournalInUseError as error:
            raise PreconditionError(f"precondition not met: {error.message}") from error
        yield journal


def _entries(journal: Journal) -> tuple[Entry, ...]:
    try:
        return journal.entries()
    except MalformedEntryError as error:
        message = f"precondition not met: {error.message}"
        raise PreconditionError(message, hint=error.hint) from error


def _of(deployment: Deployment, entries: Sequence[Entry], stand: Stand) -> tuple[Entry, ...]:
    """Return the withdrawals of this deployment; those of another one are left alone."""
    for entry in entries:
        if entry.deployment != deployment and entry.is_in_flight:
            stand.log(f"withdrawal {entry.id} is of another deployment, and is left alone")
    return tuple(entry for entry in entries if entry.deployment == deployment)


def _may_begin(mine: Sequence[Entry]) -> bool:
    in_flight = [entry for entry in mine if entry.is_in_flight]
    return not in_flight or _now() - in_flight[-1].began_at >= BEGUN_ANEW_AFTER


def _now() -> datetime:
    # Not L1's clock: one that stands still would keep what finished on it fresh for ever.
    return SystemClock().now()
