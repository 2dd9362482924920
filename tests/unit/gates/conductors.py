"""Conductors in memory, served on loopback: they know who leads, and hand over when told to."""

import functools
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.unit.gates.served import served


@dataclass
class Conductors:
    """A few conductors; each can be unwell, and all can refuse to hand over."""

    names: tuple[str, ...] = ("a", "b", "c")
    leader: str = "a"
    unhealthy: set[str] = field(default_factory=set)
    paused: set[str] = field(default_factory=set)
    strays: set[str] = field(default_factory=set)
    """Those that believe that they lead as well."""
    is_stuck: bool = False
    falls_ill: bool = False
    """Whether who takes over becomes unhealthy by it."""
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What some of them believe who the members are."""
    urls: dict[str, str] = field(default_factory=dict)

    def answer(self, name: str, method: str, params: list[Any]) -> object:
        """Return what one of them answers."""
        if method == "conductor_transferLeaderToServer":
            if not self.is_stuck:
                self.leader = params[0]
            if self.falls_ill:
                self.unhealthy.add(params[0])
            return None
        members = self.members.get(name, self.names)
        answers: dict[str, object] = {
            "conductor_leader": name == self.leader or name in self.strays,
            "conductor_leaderWithID": self._server(self.leader),
            "conductor_sequencerHealthy": name not in self.unhealthy,
            "conductor_paused": name in self.paused,
            "conductor_stopped": False,
            "conductor_clusterMembership": {
                "servers": [self._server(each) for each in members],
                "version": 1,
            },
        }
        return answers[method]

    def _server(self, name: str) -> dict[str, object]:
        return {"id": name, "addr": f"{name}:50050", "suffrage": 0}


@asynccontextmanager
async def conducting(conductors: Conductors) -> AsyncIterator[Conductors]:
    """Serve each conductor at an address of its own."""
    async with AsyncExitStack() as stack:
        for name in conductors.names:
            answer = functools.partial(conductors.answer, name)
            conductors.urls[name] = await stack.enter_async_context(served(answer))
        yield conductors
