"""Carry out tasks: build all, run some at a time, write down what came of each.

1. What the journal says was done is not done again.
2. Everything else is built. What cannot be built has no answer, and the rest goes on.
3. Tasks run, the longest first. Each has its own doors to the network, its own sink and its
   own process group; one that breaks takes no other with it.
4. A task's results are what its sink made of the stream, judged against what was selected for
   it: a test of which nothing was heard has never run.

Cancelled, it ends every process and raises on; what was seen is in the journal by then.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Protocol

from gonogo.acceptance.carrying.journal import Journal, Past
from gonogo.acceptance.carrying.schedule import longest_first
from gonogo.acceptance.live import OnLive, TaskBegan, TaskEnded
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Kind, Result
from gonogo.acceptance.runner import Runner, Sink
from gonogo.acceptance.task import Ending, Surroundings, Task
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

    results: tuple[Result, ...]
    endings: Mapping[str, Ending]
    """How each task ended, by its id."""
    faults: tuple[str, ...] = ()
    """What kept us from running them as planned."""


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
    on_live: OnLive = lambda _live: None
    _ended: dict[str, tuple[Ending, tuple[Result, ...]]] = field(default_factory=dict, init=False)

    async def carry_out(
        self, tasks: Sequence[Task], selected: Mapping[str, Sequence[NamedTest]]
    ) -> Carried:
        """Carry out all tasks that were not carried out before.

        Args:
            tasks: What to do.
            selected: Of which tests an answer is expected, by the id of a task.

        Raises:
            GonogoError: nothing at all can be built.
        """
        done = self.past.ended
        to_do = longest_first((task for task in tasks if task.id not in done), self.seconds_of)
        sinks = {task.id: self.sink_of(task) for task in to_do}
        unbuilt: Mapping[str, str] = {}
        if to_do:
            unbuilt = await self.runner.prepare(to_do, self.bare, sinks)
        queue = asyncio.Queue[Task]()
        for task in to_do:
            queue.put_nowait(task)
        workers = (self._work(queue, sinks, unbuilt, selected) for _ in range(self.jobs))
        async with asyncio.TaskGroup() as group:
            for worker in workers:
                group.create_task(worker)
        return self._carried(tasks)

    async def _work(
        self,
        queue: "asyncio.Queue[Task]",
        sinks: Mapping[str, TaskSink],
        unbuilt: Mapping[str, str],
        selected: Mapping[str, Sequence[NamedTest]],
    ) -> None:
        while not queue.empty():
            task = queue.get_nowait()
            sink = sinks[task.id]
            self.journal.began(task.id)
            self.on_live(TaskBegan(task))
            if task.id in unbuilt:
                ending = Ending(None, fault=f"it cannot be built: {unbuilt[task.id]}")
            else:
                ending = await self._run(task, sink)
            results = sink.close(ending, selected.get(task.id, ()))
            if task.id in unbuilt:
                results = tuple(_unbuilt(each) for each in results)
            self.journal.ended(task.id, ending, results)
            self._ended[task.id] = (ending, results)
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

    def _carried(self, tasks: Sequence[Task]) -> Carried:
        all_ended = {**self.past.ended, **self._ended}
        results = [result for _, of_task in all_ended.values() for result in of_task]
        faults = [
            f"{task.package}: {all_ended[task.id][0].fault}"
            for task in tasks
            if task.id in all_ended and all_ended[task.id][0].fault
        ]
        if self.past.is_damaged:
            faults.append("the journal of this run is damaged, so it is not known what was done")
        return Carried(
            results=(*results, *self.past.failures),
            endings={name: ending for name, (ending, _) in all_ended.items()},
            faults=tuple(faults),
        )


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
