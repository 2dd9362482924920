"""Run one process to its end, or until its time is over, and leave nothing of it behind.

How one ends: the leader ends by itself, or a time limit or a person ends it. Then whoever else
still holds its output open has the grace to close it. Then the whole group is killed, in any
case, and after it whatever left the group. Only then is the leader taken note of: until that its
number, which is the group's, cannot become anybody else's, so no signal of ours can go astray.
"""

import asyncio
import contextlib
import signal
import time
from collections.abc import Callable

from gonogo.acceptance.process.command import Command
from gonogo.acceptance.process.guard import Guard, guarding
from gonogo.acceptance.process.leader import Leader
from gonogo.acceptance.process.marks import MARK_VARIABLE, end_leftovers, new_mark, processes
from gonogo.acceptance.task import Cut, Ending

_LAST_WORDS_SECONDS = 2.0
"""For what was killed to be gone, and for its last output to be read."""
_NO_NUMBER_RETURNS_SECONDS = 1.0
"""For so long the system surely gives a process no number that another had just before."""


async def run_process(
    command: Command,
    *,
    on_output: Callable[[bytes], None],
    on_text: Callable[[bytes], None] | None = None,
    timeout_seconds: float,
    grace_seconds: float = 5.0,
) -> Ending:
    """Run a program, and pass on what it prints, as it comes.

    Cancelling this ends the process group, waits for that, and raises on; cancelling it once
    more does so without any grace. What a callback raises ends the group too, and is raised.

    Args:
        command: What to run. It finds /dev/null as its input.
        on_output: Takes its standard output, in pieces cut anywhere.
        on_text: Takes its standard error; None: that goes the way of its output.
        timeout_seconds: How long it has.
        grace_seconds: How long it has after SIGTERM, and how long its children have to close
            its output after it has ended.
    """
    with contextlib.ExitStack() as exits:
        try:
            guard = exits.enter_context(guarding())
        except OSError as error:
            return Ending(None, fault=f"cannot guard {command.program}: {error.strerror}")
        return await _run(command, guard, on_output, on_text, timeout_seconds, grace_seconds)


async def _run(  # noqa: PLR0913, PLR0917 - What it was asked, and the guard.
    command: Command,
    guard: Guard,
    on_output: Callable[[bytes], None],
    on_text: Callable[[bytes], None] | None,
    timeout_seconds: float,
    grace_seconds: float,
) -> Ending:
    began, before = time.monotonic(), processes()
    mark = new_mark(command.environment, guard.mark)
    try:
        leader = Leader(command, {MARK_VARIABLE: mark}, on_output, on_text)
    except (OSError, ValueError) as error:
        return Ending(None, fault=_why_not(command, error), seconds=time.monotonic() - began)
    try:
        guard.watch(leader.id)
        course = _Course(leader, guard, mark, began, before, grace_seconds)
        return await course.run(timeout_seconds)
    finally:
        # Only where the loop itself was torn down is there anything left to end.
        if not leader.is_noted:
            leader.signal_group(signal.SIGKILL)
            guard.forget(leader.id)
            leader.close()
            leader.take_note()


def _why_not(command: Command, error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    # The directory and the program fail with the same error; only its file tells which it was.
    if isinstance(error, OSError) and str(error.filename) == str(command.directory):
        return f"cannot run {command.program} in {command.directory}: {reason}"
    return f"cannot run {command.program}: {reason}"


class _Course:
    """The course of one process, from its start to the end of all that it started."""

    def __init__(  # noqa: PLR0913, PLR0917 - All that is known at its start.
        self,
        leader: Leader,
        guard: Guard,
        mark: str,
        began: float,
        before: frozenset[str],
        grace_seconds: float,
    ) -> None:
        self._leader = leader
        self._guard = guard
        self._mark = mark
        self._began = began
        self._before = before
        self._grace_seconds = grace_seconds
        self._hurry = asyncio.Event()

    async def run(self, timeout_seconds: float) -> Ending:
        cut = None
        try:
            async with asyncio.timeout(timeout_seconds):
                await self._leader.ended.wait()
        except TimeoutError:
            cut = Cut.TIMEOUT
        except asyncio.CancelledError:
            await self._finish_in_spite_of_cancelling(Cut.CANCELLED)
            raise
        ending = await self._finish_in_spite_of_cancelling(cut)
        if self._leader.broken is not None:
            raise self._leader.broken
        return ending

    async def _finish_in_spite_of_cancelling(self, cut: Cut | None) -> Ending:
        finishing = asyncio.create_task(self._finish(cut))
        cancelled = None
        while not finishing.done():
            try:
                await asyncio.shield(finishing)
            except asyncio.CancelledError as error:
                cancelled = error
                self._hurry.set()
        if cancelled is not None:
            raise cancelled
        return finishing.result()

    async def _finish(self, cut: Cut | None) -> Ending:
        leader = self._leader
        try:
            if cut is not None:
                leader.signal_group(signal.SIGTERM)
            await self._grace()
            is_held_open = leader.is_open
            leader.signal_group(signal.SIGKILL)
            escaped = self._end_escaped()
            await _patiently(leader.gone.wait(), _LAST_WORDS_SECONDS)
            fault = self._fault(cut, escaped, is_held_open=is_held_open)
        finally:
            leader.close()
        self._guard.forget(leader.id)
        code = leader.take_note()
        if code is None:
            fault = fault or "it did not die when it was killed"
        return Ending(
            exit_code=code if code is not None and code >= 0 else None,
            signal=signal.Signals(-code).name if code is not None and code < 0 else None,
            cut=cut,
            seconds=time.monotonic() - self._began,
            fault=fault,
        )

    def _end_escaped(self) -> tuple[str, ...]:
        # Who was there before us is none of its own, as long as no number was used up since.
        is_short = time.monotonic() - self._began < _NO_NUMBER_RETURNS_SECONDS
        aside = self._before if is_short else frozenset[str]()
        return end_leftovers(self._mark, but_for_group=self._leader.id, aside=aside)

    async def _grace(self) -> None:
        """Wait until all is said and done, the grace is over, or nobody wants to wait."""
        waits = [asyncio.ensure_future(event.wait()) for event in (self._leader.gone, self._hurry)]
        try:
            await asyncio.wait(
                waits, timeout=self._grace_seconds, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            for wait in waits:
                wait.cancel()

    def _fault(self, cut: Cut | None, escaped: tuple[str, ...], *, is_held_open: bool) -> str:
        """Return what of its output may be missing through nobody's order; empty: nothing."""
        names = f": {', '.join(sorted(escaped))}" if escaped else ""
        if self._leader.is_open:
            return f"its output was still held open after its process group was dead{names}"
        if is_held_open and cut is None:
            return f"it ended, and what it had started kept its output open until killed{names}"
        if is_held_open and escaped:
            return f"what had left its process group kept its output open until killed{names}"
        return ""


async def _patiently(event: "asyncio._CoroutineLike[bool]", seconds: float) -> None:
    try:
        await asyncio.wait_for(event, seconds)
    except TimeoutError:
        return
