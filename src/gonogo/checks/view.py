"""What a check may see and use while it observes.

A check gets everything through its view: the endpoints, the readings of the
window that all checks share, the clock, and what sending needs. So it reaches
nothing else, and a test can hand it a network in memory.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from gonogo.checks.attendance import TICKS
from gonogo.checks.errors import CannotObserveError, NotSentError
from gonogo.checks.facts import Facts
from gonogo.checks.loopback import is_on_this_machine
from gonogo.checks.outbox import Outbox
from gonogo.checks.questions import Question
from gonogo.checks.reach import Reach
from gonogo.checks.vigil import Vigil
from gonogo.clock import Clock
from gonogo.networks import Chain, Network, Wallet


@dataclass(frozen=True)
class Sender:
    """What sending a transaction needs: a funded account, and a place to keep what is signed."""

    address: str
    private_key: str = field(repr=False)
    outbox: Outbox


@dataclass(frozen=True)
class View:
    """One chain during one window, as a check sees it."""

    chain: Chain
    network: Network
    facts: Facts
    clock: Clock
    execution: Mapping[str, Reach]
    """By node name; only nodes whose address is known."""
    consensus: Mapping[str, Reach]
    l1: Mapping[str, Reach]
    await_window: Callable[[], Awaitable[None]]
    content: Callable[[Question], bytes]
    ticks: Callable[[], bytes]
    vigil: Vigil
    sending: asyncio.Lock
    """Held from signing a transaction until it is through; one for all chains."""
    entrances: tuple[Reach, ...] = ()
    """Where users' transactions go in: the public RPC, then sequencers, then other nodes."""
    wallet: Wallet | None = None
    outbox: Outbox | None = None
    may_send: bool = False

    async def watched(self, *questions: Question) -> dict[str, bytes]:
        """Return the ticks and the readings of these questions, once the window has ended."""
        await self.await_window()
        readings = {reading_name(question): self.content(question) for question in questions}
        return {TICKS: self.ticks(), **readings}

    def sender(self) -> Sender:
        """Return what sending needs.

        Raises:
            NotSentError: nobody lent a funded key, or sending here was not allowed.
            CannotObserveError: there is no place to keep signed transactions.
        """
        if self.wallet is None or self.wallet.private_key is None:
            raise NotSentError(
                "needs a funded key, and none is known for this network",
                hint="Give the network a wallet with a private key in its descriptor.",
            )
        if not self.may_send and not is_on_this_machine(self.network):
            raise NotSentError(
                "sends transactions, which nobody allowed on this network",
                hint="Allow sending explicitly; on a local network it is allowed by itself.",
            )
        if self.outbox is None:
            raise CannotObserveError(
                "there is no outbox to keep signed transactions in before they are sent",
                hint="This is a fault in gonogo: report it with the command that you ran.",
            )
        return Sender(self.wallet.address, self.wallet.private_key, self.outbox)

    def require_role(self, role: str) -> str:
        """Return the address that has a role.

        Raises:
            CannotObserveError: the network's files do not name it.
        """
        address = self.chain.role(role)
        if address is None:
            raise CannotObserveError(
                f"no address is known for the {role}",
                hint=f"Add the {role}'s address to the network's descriptor.",
            )
        return address

    def require_contract(self, name: str) -> str:
        """Return the address of a contract on L1.

        Raises:
            CannotObserveError: the network's files do not name it.
        """
        address = self.chain.contract(name)
        if address is None:
            raise CannotObserveError(
                f"no address is known for the contract {name}",
                hint=f"Add {name} to the chain's addresses in the network's files.",
            )
        return address


def reading_name(question: Question) -> str:
    """Return the name under which the readings of a question are kept."""
    return f"{question.name}.jsonl"
