"""What is known of tests while they run: how many are done, what runs, how long it may take.

Made of what is told while they run, and pure but for the clock. A result may be told twice, as
more becomes known of it; a failure is handed on once.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gonogo.acceptance import (
    CaseBegan,
    CaseEnded,
    Kind,
    Live,
    NamedTest,
    Result,
    SuitesBegan,
    TaskBegan,
    TaskEnded,
)
from gonogo.clock import Clock
from gonogo.evidence import Outcome

_TROUBLE = (Outcome.FAILED, Outcome.ERRORED)
# A package that cannot be built says so once, and not once for each of its tests.
_CONSEQUENCES = (Kind.BUILD, Kind.NEVER_RAN)
# One quick process says nothing about the others.
_FEWEST_TO_GUESS_BY = 3


@dataclass
class SuiteCourse:
    """The course of one attempt at some gates."""

    clock: Clock
    began: SuitesBegan | None = None
    tasks_done: int = 0
    _outcomes: dict[NamedTest, Outcome] = field(default_factory=dict)
    _told: set[tuple[NamedTest, int]] = field(default_factory=set)
    _cases: dict[NamedTest, tuple[str, float]] = field(default_factory=dict)
    _tasks: dict[str, tuple[str, float]] = field(default_factory=dict)
    _took: list[float] = field(default_factory=list)
    """How long each process took that ended."""
    _began_at: float = 0.0
    _ran_at: float | None = None
    """When the first task began; None: nothing runs yet."""

    def take(self, event: Live) -> tuple[Result, ...]:
        """Take note of an event, and return the failures that it is the first to tell."""
        now = self.clock.monotonic()
        match event:
            case SuitesBegan():
                self.began, self._began_at = event, now
            case TaskBegan():
                self._ran_at = now if self._ran_at is None else self._ran_at
                self._tasks[event.task.id] = (event.task.package, now)
            case CaseBegan() if not event.test.is_subtest:
                self._cases[event.test] = (event.task, now)
            case CaseEnded():
                return self._heard((event.result,))
            case TaskEnded():
                self._end(event)
                return self._heard(event.results)
        return ()

    @property
    def done(self) -> int:
        """Return how many tests have ended."""
        return len(self._outcomes)

    @property
    def total(self) -> int:
        """Return of how many: a package counts once until its tests are heard of."""
        selected = 0 if self.began is None else self.began.tests
        return max(selected, self.done + len(self._cases))

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """Return how many tests ended how."""
        return Counter(self._outcomes.values())

    @property
    def is_building(self) -> bool:
        """Whether nothing runs, and something is still to be run."""
        return self.began is not None and not self._tasks and self.tasks_done < self.began.tasks

    @property
    def elapsed_seconds(self) -> float:
        """Return for how long it has been going on."""
        return 0.0 if self.began is None else self.clock.monotonic() - self._began_at

    def running(self) -> list[tuple[str, float]]:
        """Return what runs and for how long, the longest first."""
        now = self.clock.monotonic()
        busy = {task for task, _ in self._cases.values()}
        found = [(str(test), now - since) for test, (_, since) in self._cases.items()]
        # A process of which no test is heard of right now starts up, or says little.
        found += [
            (package, now - since)
            for task, (package, since) in self._tasks.items()
            if task not in busy
        ]
        return sorted(found, key=lambda each: -each[1])

    def seconds_left(self) -> float | None:
        """Return about how long it will go on; None: nothing can be said."""
        if self.began is None or self._ran_at is None:
            return None
        ran = self.clock.monotonic() - self._ran_at
        if self.began.expected_seconds is not None:
            return max(0.0, self.began.expected_seconds / max(1, self.began.jobs) - ran)
        if len(self._took) < _FEWEST_TO_GUESS_BY:
            return None
        each, now = sum(self._took) / len(self._took), self.clock.monotonic()
        waiting = self.began.tasks - self.tasks_done - len(self._tasks)
        running = sum(max(0.0, each - (now - since)) for _, since in self._tasks.values())
        return (each * waiting + running) / max(1, self.began.jobs)

    def _end(self, event: TaskEnded) -> None:
        task = event.task.id
        self.tasks_done += 1
        # What could not be built took no time, and says nothing about the others.
        self._took += [event.ending.seconds] if event.ending.seconds > 0 else []
        self._tasks.pop(task, None)
        for test in [test for test, (its, _) in self._cases.items() if its == task]:
            del self._cases[test]

    def _heard(self, results: tuple[Result, ...]) -> tuple[Result, ...]:
        troubles: list[Result] = []
        for result in results:
            if result.test.is_subtest:
                continue
            self._cases.pop(result.test, None)
            if not result.test.is_package:
                self._outcomes[result.test] = result.outcome
            key = (result.test, result.attempt)
            if result.outcome in _TROUBLE and key not in self._told:
                self._told.add(key)
                troubles.append(result)
        return tuple(_without_consequences(troubles))


def _without_consequences(troubles: list[Result]) -> Iterator[Result]:
    """Yield failures but for tests that never ran because their package told why."""
    has_package_told = any(each.test.is_package for each in troubles)
    for each in troubles:
        if not (has_package_told and each.kind in _CONSEQUENCES and not each.test.is_package):
            yield each
