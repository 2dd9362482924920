"""The stand: what a test has before it, and how it says what it expects.

A test asks nodes through it, states expectations with what it expected and what it saw, waits
for things by name, and says when it cannot run. Each expectation is counted and printed:
a test that ends without any has not passed.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from gonogo.clock import Clock, SystemClock
from gonogo.gates.applicability import lacks
from gonogo.gates.ending import (
    LateError,
    NotApplicableError,
    NotSoError,
    PreconditionError,
    WaitingError,
)
from gonogo.gates.funding import Funds
from gonogo.gates.side import Side
from gonogo.networks import Chain, Network, NodeKind
from gonogo.rpc import Endpoint, JSONRPCClient, RPCError

T = TypeVar("T")

SECONDS_BETWEEN_LOOKS = 0.5


@dataclass(frozen=True)
class StandNode:
    """A node of the chain, and where its two clients answer."""

    name: str
    kind: NodeKind
    execution: Endpoint | None
    """None: nobody told us an address."""
    consensus: Endpoint | None
    """None: nobody told us an address."""


@dataclass
class Stand:
    """A chain, and a test that is run on it; mutable, since it counts."""

    network: Network
    chain: Chain
    client: JSONRPCClient
    funds: Funds
    print_line: Callable[[str], None]
    clock: Clock = field(default_factory=SystemClock)
    state_directory: Path | None = None
    """Kept between runs against this deployment; None: nothing is."""
    expectations: int = 0
    broken: list[NotSoError] = field(default_factory=list)
    """The expectations that did not hold; a test that goes on after one has failed all the same."""
    waits: list[str] = field(default_factory=list)
    """What it is waiting for now."""
    _endpoints: dict[str, Endpoint] = field(default_factory=dict)

    @property
    def nodes(self) -> tuple[StandNode, ...]:
        """Return all nodes of the chain, those without a known address included."""
        return tuple(
            StandNode(
                node.name,
                node.kind,
                self._maybe_at(node.execution_rpc),
                self._maybe_at(node.consensus_rpc),
            )
            for node in self.chain.nodes
        )

    @property
    def execution_nodes(self) -> tuple[tuple[StandNode, Endpoint], ...]:
        """Return the nodes whose execution client has an address, with it.

        Raises:
            PreconditionError: none has.
        """
        found = tuple((node, node.execution) for node in self.nodes if node.execution is not None)
        self.precondition(bool(found), f"no address of an execution node of {self.chain.name}")
        return found

    @property
    def consensus_nodes(self) -> tuple[tuple[StandNode, Endpoint], ...]:
        """Return the nodes whose consensus client has an address, with it.

        Raises:
            PreconditionError: none has.
        """
        found = tuple((node, node.consensus) for node in self.nodes if node.consensus is not None)
        self.precondition(bool(found), f"no address of a consensus node of {self.chain.name}")
        return found

    @property
    def l1(self) -> Side:
        """Return L1.

        Raises:
            PreconditionError: nobody told us an address of it.
        """
        l1 = self.network.l1
        self.precondition(bool(l1.rpcs), f"no address of the L1 {l1.name}")
        return Side(l1.name, l1.chain_id, self.at(l1.rpcs[0]), is_l2=False, clock=self.clock)

    @property
    def l2(self) -> Side:
        """Return this chain, asked where its users ask: public RPC, sequencer, any node.

        Raises:
            PreconditionError: there is no address of any of them.
        """
        if self.chain.public_rpc is not None:
            url = self.chain.public_rpc
        else:
            known = self.execution_nodes
            # Verifiers may lag, and a test is to see what it sent.
            builds = [at for node, at in known if node.kind is NodeKind.SEQUENCER]
            url = (builds or [at for _, at in known])[0].url
        name, chain_id = self.chain.name, self.chain.chain_id
        return Side(name, chain_id, self.at(url), is_l2=True, clock=self.clock)

    def at(self, url: str) -> Endpoint:
        """Return an endpoint at this address."""
        return self._endpoints.setdefault(url, Endpoint(self.client, url))

    def log(self, text: str) -> None:
        """Print something for whoever reads the test's log."""
        self.print_line(text)

    def expect(self, what: str, *, is_so: bool, expected: object, seen: object) -> None:
        """State an expectation.

        Raises:
            NotSoError: it does not hold.
        """
        if not is_so:
            self.fail(what, expected=expected, seen=seen)
        self.expectations += 1
        self.log(f"holds: {what}: {seen}")

    def expect_equal(self, what: str, *, seen: object, expected: object) -> None:
        """Expect exactly this.

        Raises:
            NotSoError: it is something else.
        """
        self.expect(what, is_so=seen == expected, expected=expected, seen=seen)

    def expect_at_least(self, what: str, *, seen: float, least: float) -> None:
        """Expect this much or more.

        Raises:
            NotSoError: it is less.
        """
        self.expect(what, is_so=seen >= least, expected=f"at least {least}", seen=seen)

    def expect_at_most(self, what: str, *, seen: float, most: float) -> None:
        """Expect this much or less.

        Raises:
            NotSoError: it is more.
        """
        self.expect(what, is_so=seen <= most, expected=f"at most {most}", seen=seen)

    def fail(self, what: str, *, expected: object, seen: object) -> NoReturn:
        """End the test: this is not so.

        Raises:
            NotSoError: always.
        """
        self._break(NotSoError(what, expected=expected, seen=seen))

    def fail_by_time(self, what: str, *, expected: object, seen: object) -> NoReturn:
        """End the test: this is not so in time; a hold where this program itself stood still.

        Raises:
            LateError: always.
        """
        self._break(LateError(what, expected=expected, seen=seen))

    def precondition(self, is_met: bool, lacking: str) -> None:  # noqa: FBT001 - reads as an assertion.
        """Go on only if the test can be run at all.

        Raises:
            PreconditionError: what it needs is lacking.
        """
        if not is_met:
            raise PreconditionError(f"precondition not met: {lacking}")

    def waiting(self, until: str, why: str) -> NoReturn:
        """End for now: a later run goes on.

        Raises:
            WaitingError: always.
        """
        raise WaitingError(until, why)

    def not_applicable(self, why: str) -> NoReturn:
        """End: what the test is about does not exist on this chain.

        Without an inventory nobody knows what is absent, so that this is then a precondition.

        Raises:
            NotApplicableError: the chain has an inventory.
            PreconditionError: it has none.
        """
        if self.chain.has_inventory:
            raise NotApplicableError(why)
        raise PreconditionError(f"{why}, and no inventory says that this is meant to be so")

    def lacks(self, *components: str) -> bool:
        """Say whether the inventory is there and lists none of these components or clients."""
        return lacks(self.network, self.chain, components)

    @contextlib.contextmanager
    def waiting_for(self, what: str) -> Iterator[None]:
        """Remember what the test is waiting for, to be told when its time is over."""
        self.waits.append(what)
        yield
        # Not in a `finally`: a test whose time is over must leave this for whoever tells of it.
        self.waits.remove(what)

    async def until(
        self,
        what: str,
        read: Callable[[], Awaitable[T]],
        is_enough: Callable[[T], bool],
        *,
        seconds: float,
    ) -> T:
        """Look again and again until it is so; counts as an expectation.

        An answer that does not come is no answer yet; what it was is told at the end.

        Raises:
            LateError: it was not so in time.
            RPCError: there was no answer to the last look.
        """
        start = self.clock.monotonic()
        with self.waiting_for(what):
            while True:
                # Asked before the look, so that there is always one after the time is over.
                is_over = self.clock.monotonic() - start >= seconds
                try:
                    value = await read()
                except RPCError as error:
                    if is_over:
                        raise
                    self.log(f"waiting until {what}: {error.message}")
                else:
                    if is_enough(value):
                        break
                    if is_over:
                        self.fail_by_time(what, expected=f"within {seconds:g} s", seen=value)
                await self.clock.sleep(SECONDS_BETWEEN_LOOKS)
        self.expectations += 1
        self.log(f"holds after {self.clock.monotonic() - start:.1f} s: {what}: {value}")
        return value

    async def together(self, *parts: Coroutine[Any, Any, T]) -> list[T]:
        """Do several things side by side; the first that fails ends the others, and is raised."""
        tasks = [asyncio.ensure_future(part) for part in parts]
        try:
            return await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _break(self, broken: NotSoError) -> NoReturn:
        self.expectations += 1
        self.broken.append(broken)
        raise broken

    def _maybe_at(self, url: str | None) -> Endpoint | None:
        return None if url is None else self.at(url)
