"""Observe a network: all checks at once, over one window, each answer when it is complete.

Everything that a check does wrong while it asks ends as an observation with an
error: one broken check must not take the others' answers with it.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import msgspec

from gonogo.checks.attendance import Attendance
from gonogo.checks.check import Check
from gonogo.checks.errors import NotSentError
from gonogo.checks.evaluate import FACTS
from gonogo.checks.facts import Facts, gather, l1_names
from gonogo.checks.observation import Observation
from gonogo.checks.outbox import Outbox
from gonogo.checks.questions import Asked, Question
from gonogo.checks.reach import Reach
from gonogo.checks.readings import reason_of
from gonogo.checks.view import View
from gonogo.checks.vigil import Vigil
from gonogo.checks.watch import Rhythm, Tick, Watch
from gonogo.clock import Clock
from gonogo.errors import GonogoError
from gonogo.evidence import Window
from gonogo.networks import Chain, Network, NodeKind, Wallet
from gonogo.rpc import JSONRPCClient, RPCError


@dataclass(frozen=True)
class Plan:
    """A check to make on a chain."""

    check: Check
    chain: Chain


class WindowError(GonogoError):
    """A window or an interval that nothing can be seen in."""

    def __init__(self, window_seconds: float, interval_seconds: float) -> None:
        super().__init__(
            f"cannot observe for {window_seconds:g} s every {interval_seconds:g} s",
            hint="Both must be more than nothing, and the interval no longer than the window.",
        )
        self.window_seconds = window_seconds
        self.interval_seconds = interval_seconds


async def observe(  # noqa: PLR0913 - what a run needs is handed in, never looked up.
    plans: Sequence[Plan],
    network: Network,
    *,
    client: JSONRPCClient,
    clock: Clock,
    window_seconds: float,
    interval_seconds: float,
    outbox: Outbox | None = None,
    wallet: Wallet | None = None,
    may_send: bool = False,
    on_progress: Callable[[Tick], None] | None = None,
) -> AsyncGenerator[Observation, None]:
    """Make every planned check and yield each observation as soon as it is complete.

    The order of observations is that in which they end. Closing the iterator or
    cancelling its task stops everything under way.

    Raises:
        WindowError: the window or the interval has no length.
    """
    if not 0 < interval_seconds <= window_seconds < float("inf"):
        raise WindowError(window_seconds, interval_seconds)
    means = _Means(
        network,
        client,
        clock,
        Rhythm(window_seconds, interval_seconds),
        outbox,
        wallet,
        may_send,
        on_progress,
        Attendance(clock),
        Vigil(clock),
    )
    tasks: list[asyncio.Task[Observation]] = []
    windows: list[asyncio.Task[None]] = []
    try:
        for chain in dict.fromkeys(plan.chain for plan in plans):
            checks = tuple(plan.check for plan in plans if plan.chain == chain)
            opened_seconds = clock.monotonic()
            view, window = means.open(chain, checks)
            windows.append(window)
            tasks += [asyncio.create_task(_attend(check, view, opened_seconds)) for check in checks]
        for finished in asyncio.as_completed(tasks):
            yield await finished
    finally:
        for task in (*tasks, *windows):
            task.cancel()
        await asyncio.gather(*tasks, *windows, return_exceptions=True)


@dataclass(frozen=True)
class _Means:
    """What one call of `observe` was given, for opening a window on each chain."""

    network: Network
    client: JSONRPCClient
    clock: Clock
    rhythm: Rhythm
    outbox: Outbox | None
    wallet: Wallet | None
    may_send: bool
    on_progress: Callable[[Tick], None] | None
    attendance: Attendance
    vigil: Vigil
    sending: asyncio.Lock = field(default_factory=asyncio.Lock)

    def open(self, chain: Chain, checks: tuple[Check, ...]) -> tuple[View, asyncio.Task[None]]:
        """Begin the window on a chain and return what checks see of it, and its task."""
        facts = gather(
            chain,
            self.network,
            started_at=self.clock.now(),
            window_seconds=self.rhythm.window_seconds,
            interval_seconds=self.rhythm.interval_seconds,
            time_limit_seconds=self.client.timeout_seconds,
        )
        endpoints = self._endpoints(chain)
        watch = Watch(
            chain,
            _followed(checks, facts),
            {whom: reaches.values() for whom, reaches in endpoints.items()},
            self.clock,
            self.rhythm,
            attendance=self.attendance,
            on_tick=self.on_progress,
        )
        window = asyncio.create_task(watch.run())
        view = View(
            chain=chain,
            network=self.network,
            facts=facts,
            clock=self.clock,
            execution=endpoints[Asked.EXECUTION],
            consensus=endpoints[Asked.CONSENSUS],
            l1=endpoints[Asked.L1],
            # Shielded: a check that is cancelled must not end the window of the others.
            await_window=lambda: asyncio.shield(window),
            content=watch.content,
            ticks=watch.ticks,
            sending=self.sending,
            vigil=self.vigil,
            entrances=self._entrances(chain, endpoints[Asked.EXECUTION]),
            wallet=self.wallet,
            outbox=self.outbox,
            may_send=self.may_send,
        )
        return view, window

    def _endpoints(self, chain: Chain) -> dict[Asked, dict[str, Reach]]:
        def reach(named: Iterable[tuple[str, str | None]]) -> dict[str, Reach]:
            return {name: self._reach(name, url) for name, url in named if url is not None}

        return {
            Asked.EXECUTION: reach((node.name, node.execution_rpc) for node in chain.nodes),
            Asked.CONSENSUS: reach((node.name, node.consensus_rpc) for node in chain.nodes),
            Asked.L1: reach(zip(l1_names(self.network), self.network.l1.rpcs, strict=True)),
        }

    def _entrances(self, chain: Chain, nodes: Mapping[str, Reach]) -> tuple[Reach, ...]:
        sequencers = [
            nodes[node.name]
            for node in chain.nodes
            if node.kind is NodeKind.SEQUENCER and node.name in nodes
        ]
        public = [self._reach("public RPC", chain.public_rpc)] if chain.public_rpc else []
        return tuple(dict.fromkeys((*public, *sequencers, *nodes.values())))

    def _reach(self, name: str, url: str) -> Reach:
        rest = max(self.rhythm.interval_seconds, self.client.timeout_seconds)
        return Reach(name, url, self.client, self.clock, rest_seconds=rest, vigil=self.vigil)


def _followed(checks: Iterable[Check], facts: Facts) -> tuple[Question, ...]:
    """Return what must be asked, once each; nothing for components that are not there."""
    return tuple(
        dict.fromkeys(
            question for check in checks if _applies(check, facts) for question in check.follows
        )
    )


def _applies(check: Check, facts: Facts) -> bool:
    return check.component is None or not facts.lacks(check.component)


async def _attend(check: Check, view: View, opened_seconds: float) -> Observation:
    """Let one check observe, and make an observation of whatever comes of it.

    How long it lasted is counted by the monotonic clock, from when its window was
    opened: a clock that is set forward must not make a short look a long one.
    """
    readings: dict[str, bytes] = {FACTS: msgspec.json.encode(view.facts)}
    error: str | None = None
    skipped: str | None = None
    if _applies(check, view.facts):
        try:
            readings |= await check.observe(view)
        except NotSentError as reason:
            skipped = _in_words(reason)
        except GonogoError as problem:
            error = _in_words(problem)
        except Exception as fault:  # noqa: BLE001
            # The boundary of a check: its fault is an answer that is missing, never a
            # reason to lose the answers of the others. Cancellation is no `Exception`.
            error = f"the check itself broke: {type(fault).__name__}: {fault}"
    started_at = view.facts.started_at
    lasted = timedelta(seconds=view.clock.monotonic() - opened_seconds)
    window = Window(started_at, started_at + lasted)
    return Observation(check.id, view.chain.name, window, readings, error, skipped)


def _in_words(problem: GonogoError) -> str:
    # An address of an endpoint may hold a password, so only what happened is kept.
    message = (
        f"{problem.method}: {reason_of(problem)}"
        if isinstance(problem, RPCError)
        else problem.message
    )
    return f"{message}. {problem.hint}" if problem.hint else message
