"""Carry out tasks: build all, run some at a time, write down what came of each.

1. What the journal says was done is not done again.
2. Everything else is built. What cannot be built has no answer, and the rest goes on.
3. Tasks run, the longest first. Each has its own doors to the network, its own sink and its
   own process group; one that breaks takes no other with it.
4. A task's results are what its sink made of the stream, judged against what was selected for
   it: a test of which nothing was heard has never run.

Cancelled, it ends every process, writes down what was seen of each, and raises on.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from gonogo.acceptance.calls import CallCount
from gonogo.acceptance.carrying.journal import Done, Journal, Past
from gonogo.acceptance.carrying.schedule import longest_first
from gonogo.acceptance.live import OnLive, TaskBegan, TaskEnded
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Kind, Result
from gonogo.acceptance.runner import Runner, Sink
from gonogo.acceptance.task import Cut, Ending, Surroundings, Task
from gonogo.errors import GonogoError
from gonogo.evidence import Outcome


class TaskSink(Sink, Protocol):
    """A sink that knows what became of the tests of its task."""

    def close(self, ending: Ending, selected: Sequence[NamedTest]) -> tuple[Result, ...]:
        """Take note of how the task ended, and return the results of its tests."""
        ...


@dataclass(frozen=True)
class Carried:
    """What came of the tasks."""

    done: Mapping[str, Done]
    """The tasks that ended, by their id."""
    earlier_failures: tuple[Result, ...] = ()
    """What tasks were seen to fail at that were cut off, before they ran again."""

    @property
    def results(self) -> tuple[Result, ...]:
        """Return the results of all tests."""
        ended = (result for each in self.done.values() for result in each.results)
        return (*ended, *self.earlier_failures)

    @property
    def calls(self) -> tuple[CallCount, ...]:
        """Return who called what."""
        return tuple(call for each in self.done.values() for call in each.calls)


@dataclass(frozen=True)
class Carrier:
    """What carries tasks out."""

    runner: Runner
    sink_of: Callable[[Task], TaskSink]
    journal: Journal
    past: Past
    bare: Surroundings
    """What building has around it: no network."""
    around: Callable[[Task], AbstractAsyncContextManager[Surroundings]]
    """Opens the doors of a task to the network, and closes them."""
    jobs: int
    seconds_of: Callable[[Task], float | None] = lambda _task: None
    calls_of: Callable[[str], tuple[CallCount, ...]] = lambda _task: ()
    """What a task called so far, by its id."""
    on_live: OnLive = lambda _live: None

    async def carry_out(
        self, tasks: Sequence[Task], selected: Mapping[str, Sequence[NamedTest]]
    ) -> Carried:
        """Carry out all tasks that were not carried out before.

        Args:
            tasks: What to do.
            selected: Of which tests an answer is expected, by the id of a task.

        Raises:
            GonogoError: nothing at all can be built.
            OSError: what came of a task cannot be written down.
        """
        done = dict(self.past.done)
        left = (task for task in tasks if not self.past.is_over(task.id))
        to_do = longest_first(left, self.seconds_of)
        sinks = {task.id: self.sink_of(task) for task in to_do}
        unbuilt: Mapping[str, str] = {}
        if to_do:
            unbuilt = await self.runner.prepare(to_do, self.bare, sinks)
        # Workers with one queue, and not a task each: so the longest begin first.
        queue = asyncio.Queue[Task]()
        for task in to_do:
            queue.put_nowait(task)
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self.jobs):
                    group.create_task(self._work(queue, sinks, unbuilt, selected, done))
        except ExceptionGroup as several:
            # What ends a worker ends them all; the first of them says why.
            raise several.exceptions[0] from None
        return Carried(done, tuple(self.past.failures))

    async def _work(
        self,
        queue: "asyncio.Queue[Task]",
        sinks: Mapping[str, TaskSink],
        unbuilt: Mapping[str, str],
        selected: Mapping[str, Sequence[NamedTest]],
        done: dict[str, Done],
    ) -> None:
        while not queue.empty():
            task = queue.get_nowait()
            self.journal.began(task.id)
            self.on_live(TaskBegan(task))
            ending = Ending(None, cut=Cut.CANCELLED)
            try:
                if task.id in unbuilt:
                    ending = Ending(None, fault=f"it cannot be built: {unbuilt[task.id]}")
                else:
                    ending = await self._run(task, sinks[task.id])
            finally:
                # Also where it is cancelled: what its tests did until then was seen.
                results = sinks[task.id].close(ending, selected.get(task.id, ()))
                if task.id in unbuilt:
                    results = tuple(_unbuilt(each) for each in results)
                done[task.id] = Done(task.id, ending, results, self.calls_of(task.id))
                self.journal.ended(done[task.id])
            self.on_live(TaskEnded(task, ending, results))

    async def _run(self, task: Task, sink: Sink) -> Ending:
        try:
            async with self.around(task) as surroundings:
                return await self.runner.run(task, surroundings, sink)
        except GonogoError as error:
            return Ending(None, fault=error.message)
        except Exception as fault:  # noqa: BLE001
            # The boundary of a task: a fault of a runner is an answer that is missing, never a
            # reason to lose the answers of the others. Cancellation is no `Exception`.
            return Ending(None, fault=f"the runner itself broke: {type(fault).__name__}: {fault}")


def _unbuilt(result: Result) -> Result:
    if result.outcome is not Outcome.ERRORED:
        return result
    return Result(
        result.test,
        Outcome.ERRORED,
        Kind.BUILD,
        0.0,
        result.message,
        attempt=result.attempt,
        task=result.task,
        log=result.log,
    )
