"""A part of the bench that does one thing again and again, and can stand still.

A role works in steps. Stopping it lets the step that is under way finish, since
a block that is half built or a transaction that is half sent would leave
something behind; a step that hangs, because a node is dead, is cut off.
"""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from gonogo.clock import Clock
from gonogo.rpc import RPCError

_LOG = logging.getLogger("gonogo.bench")

SECONDS_BETWEEN_LOOKS = 0.05
"""How long a role rests when there was nothing to do; looking costs no request."""
SECONDS_AFTER_AN_ERROR = 0.5
_SECONDS_TO_FINISH_A_STEP = 0.3


@dataclass(frozen=True)
class Surroundings:
    """What every role is given."""

    clock: Clock
    on_crash: Callable[[str], None]
    """Takes one sentence for a person: the bench is broken, and why."""


class Role(ABC):
    """Repeats a step until told to stand still, and goes on from there when started again."""

    def __init__(self, name: str, surroundings: Surroundings) -> None:
        self.name = name
        self._clock = surroundings.clock
        self._on_crash = surroundings.on_crash
        self._task: asyncio.Task[None] | None = None
        self._is_stopping = False
        self._is_resting = False

    @abstractmethod
    async def step(self) -> float:
        """Do what is due and return after how many seconds to look again.

        Raises:
            RPCError: a node did not answer; the step is repeated later.
        """

    def failed(self, error: RPCError) -> None:
        """Take note that a step failed because a node did not answer."""
        _LOG.warning("%s: %s", self.name, error)

    @property
    def is_running(self) -> bool:
        """Whether it steps."""
        return self._task is not None and not self._task.done()

    def start(self) -> None:
        """Step from now on; does nothing when running."""
        if not self.is_running:
            self._is_stopping = False
            self._is_resting = False
            self._task = asyncio.create_task(self._run(), name=self.name)

    async def stop(self) -> None:
        """Stand still after the step that is under way; does nothing when stopped."""
        task, self._task = self._task, None
        if task is None or task.done():
            return
        # Asked first and cancelled afterwards: a step that is nearly done may finish.
        self._is_stopping = True
        if not self._is_resting:
            await asyncio.wait({task}, timeout=_SECONDS_TO_FINISH_A_STEP)
        task.cancel()
        await asyncio.wait({task})

    async def _run(self) -> None:
        while not self._is_stopping:
            try:
                pause_seconds = await self.step()
            except RPCError as error:
                self.failed(error)
                pause_seconds = SECONDS_AFTER_AN_ERROR
            except Exception as error:  # noqa: BLE001
                # The boundary of a role: what it did not expect ends it, and the bench says so.
                _LOG.exception("%s ended", self.name)
                self._on_crash(f"{self.name}: {error}")
                return
            # Told apart from a step, so that stopping need not wait for the end of a rest.
            self._is_resting = True
            await self._clock.sleep(pause_seconds)
            self._is_resting = False
