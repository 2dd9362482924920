"""Endpoints in memory: each answers by its method, or fails as a real one would."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from gonogo.checks.questions import Question
from gonogo.checks.reach import Reach
from gonogo.checks.view import View
from gonogo.checks.vigil import Vigil
from gonogo.networks import L1, Chain, Network
from gonogo.rpc import JSONRPCClient, MalformedAnswerError, UnreachableError
from gonogo.rpc.answers import decode_hook
from tests.simulator.clock import SimulatedClock
from tests.unit.checks.building import facts

Answer = Callable[..., object]
"""Gives what a node says to the parameters of a call; raises what the client would raise."""

DEAD = "refused"


def nobody(*_: object) -> object:
    """Fail as an endpoint that refuses the connection."""
    raise ConnectionRefusedError(DEAD)


class EndpointsInMemory(JSONRPCClient):
    """Answers what tests say, and remembers what was asked."""

    def __init__(self, answers: Mapping[str, Mapping[str, Answer]]) -> None:
        super().__init__(timeout_seconds=2.0)
        self.answers = answers
        self.asked: list[tuple[str, str]] = []

    async def call(self, url: str, method: str, *params: object, answer: Any = None) -> Any:
        """Answer as told, converted as the real client does."""
        self.asked.append((url, method))
        await asyncio.sleep(0)
        try:
            said = self.answers[url][method](*params)
        except ConnectionRefusedError as error:
            raise UnreachableError(url, method, str(error)) from error
        try:
            return msgspec.convert(said, Any if answer is None else answer, dec_hook=decode_hook)
        except msgspec.ValidationError as error:
            raise MalformedAnswerError(url, method, str(error)) from error


def reaches(client: JSONRPCClient, clock: SimulatedClock, *names: str) -> dict[str, Reach]:
    """Return endpoints of these names; each is its own address."""
    vigil = Vigil(clock)
    return {
        name: Reach(name, name, client, clock, rest_seconds=10.0, vigil=vigil) for name in names
    }


CHAIN = Chain("simulated-901", 901)
NETWORK = Network("simulated", "devnet", None, L1("L1", 900), (CHAIN,))


def view_of(
    answers: Mapping[str, Mapping[str, Answer]], *, l1: tuple[str, ...] = (), **changes: object
) -> View:
    """Return what a check sees of nodes that are both clients at once, and of L1 endpoints."""
    client, clock = EndpointsInMemory(answers), SimulatedClock()
    nodes = [name for name in answers if name not in l1]

    async def at_once() -> None:
        """End the window as soon as somebody waits for it."""

    def content(question: Question) -> bytes:
        return question.name.encode()

    whole = View(
        chain=CHAIN,
        network=NETWORK,
        facts=facts([(name, "verifier") for name in nodes], l1=l1),
        clock=clock,
        execution=reaches(client, clock, *nodes),
        consensus=reaches(client, clock, *nodes),
        l1=reaches(client, clock, *l1),
        await_window=at_once,
        content=content,
        ticks=lambda: b"ticks",
        vigil=Vigil(clock),
        sending=asyncio.Lock(),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # keywords are the fields' own
