"""What the processes of one plan have around them: doors, variables and places.

Building needs no network, and gets none. Each task gets doors of its own, so that every call
is known by who made it, and finds their addresses in files that are gone when it has ended.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gonogo.acceptance.attempting.grouping import SHIPPED_RUNNER
from gonogo.acceptance.attempting.planning import Planned
from gonogo.acceptance.calls import CallCount
from gonogo.acceptance.environment import (
    Inherited,
    SecretFiles,
    Terms,
    surroundings_for,
    variables_of,
)
from gonogo.acceptance.task import Surroundings, Task

if TYPE_CHECKING:
    # Brings an HTTP server along, which tests without a network do not need.
    from gonogo.acceptance.proxy import Proxy


@dataclass(frozen=True)
class Around:
    """What the processes of a plan have around them."""

    planned: Planned
    inherited: Inherited
    promised: Terms
    """What the attempt promises to those who may have all of it."""
    kept: Path
    """Where they leave what is to stay."""
    workplace: Path
    """Where they build; it goes with the attempt."""
    files: SecretFiles
    proxy: "Proxy | None"
    """None: the tests run for no network."""

    @property
    def terms(self) -> Terms:
        """Return what is promised to these tests: money and memory to our own gates alone.

        Whoever has them can spend what is lent, and say of a withdrawal that it is through.
        """
        if self.planned.runner.name == SHIPPED_RUNNER:
            return self.promised
        return replace(self.promised, state_directory=None, funder_key=None, budget_wei=None)

    @property
    def bare(self) -> Surroundings:
        """Return what building has around it."""
        variables = variables_of(self.terms, self.inherited, None)
        return Surroundings(self.planned.group.directory, self.workplace, variables)

    @asynccontextmanager
    async def of_task(self, task: Task) -> AsyncIterator[Surroundings]:
        """Open the doors of a task, and write down for it where they are."""
        async with AsyncExitStack() as exits:
            doors = None
            if self.proxy is not None:
                doors = await exits.enter_async_context(self.proxy.open(task.id))
            yield exits.enter_context(
                surroundings_for(
                    self.terms,
                    self.inherited,
                    doors,
                    files=self.files,
                    directory=self.planned.group.directory,
                    workplace=self.workplace,
                    kept=self.kept,
                )
            )

    def calls_of(self, task: str) -> tuple[CallCount, ...]:
        """Return what a task called so far."""
        if self.proxy is None:
            return ()
        return self.proxy.calls(task)
