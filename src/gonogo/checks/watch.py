"""Ask every endpoint every question at every tick of a window, once for all checks.

Endpoints are asked side by side, the questions to one endpoint one after another
in a fixed order. An endpoint that is still busy with an earlier tick is passed
over, so late ticks never pile up; the gap shows in the readings. No tick waits for
an answer: one that begins late was held up by ourselves. The last tick falls on the
window's end, so what happened shortly before it is seen.

Answers are kept as bytes as they come; see `readings` for their form.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from gonogo.checks.attendance import Attendance, TickLog
from gonogo.checks.questions import SYNC_STATUS, Asked, Heads, Question
from gonogo.checks.reach import Reach
from gonogo.checks.readings import Reading, Recorder, kind_of, reason_of
from gonogo.clock import Clock
from gonogo.networks import Chain
from gonogo.rpc import RPCError, UnreachableError


@dataclass(frozen=True)
class Rhythm:
    """How long is observed, and how often."""

    window_seconds: float
    interval_seconds: float


@dataclass(frozen=True)
class Tick:
    """How far a window is, for showing progress while it lasts."""

    chain: str
    seconds: float
    window_seconds: float
    readings: int
    heads: tuple[tuple[str, Heads], ...]
    """The latest heads of each consensus node that ever answered."""
    silent: tuple[str, ...]
    """Endpoints that gave no answer when last asked."""


@dataclass(frozen=True)
class _Errand:
    """The questions to one endpoint, in the order in which they are asked."""

    reach: Reach
    questions: tuple[tuple[Question, tuple[object, ...]], ...]


class Watch:
    """One window over one chain."""

    def __init__(  # noqa: PLR0913 - what is asked, of whom, when: nothing is looked up.
        self,
        chain: Chain,
        questions: Iterable[Question],
        endpoints: Mapping[Asked, Iterable[Reach]],
        clock: Clock,
        rhythm: Rhythm,
        *,
        attendance: Attendance,
        on_tick: Callable[[Tick], None] | None = None,
    ) -> None:
        self._chain = chain
        self._clock = clock
        self._window_seconds = rhythm.window_seconds
        self._interval_seconds = rhythm.interval_seconds
        self._on_tick = on_tick
        self._recorders = {question: Recorder() for question in questions}
        self._errands = _errands(chain, self._recorders, endpoints)
        self._heads: dict[str, Heads] = {}
        self._silent: set[str] = set()
        self._attendance = attendance
        self._log = TickLog(attendance)
        self._ticks = b""

    def content(self, question: Question) -> bytes:
        """Return the readings of a question; complete once `run` has returned."""
        return self._recorders[question].content()

    def ticks(self) -> bytes:
        """Return the ticks, in the form of readings; complete once `run` has returned."""
        return self._ticks

    async def run(self) -> None:
        """Observe to the window's end. Cancelling it stops every call under way."""
        if not self._errands:
            return
        busy: dict[int, asyncio.Task[None]] = {}
        try:
            tick, due = 0, 0.0
            while True:
                self._log.begin(tick, due)
                for index, errand in enumerate(self._errands):
                    if index not in busy:
                        busy[index] = asyncio.create_task(self._ask(errand, tick))
                if self._elapsed() >= self._window_seconds:
                    break
                due = min((tick + 1) * self._interval_seconds, self._window_seconds)
                await self._let_pass(busy, due)
                tick = max(tick + 1, int(self._elapsed() / self._interval_seconds))
            await asyncio.gather(*busy.values())
            self._log.begin(tick + 1, self._elapsed())
            # Taken once: what other chains still hear must not give two checks two readings.
            self._ticks = self._log.content()
            self._report()
        finally:
            for task in busy.values():
                task.cancel()
            await asyncio.gather(*busy.values(), return_exceptions=True)

    async def _let_pass(self, busy: dict[int, asyncio.Task[None]], due: float) -> None:
        """Wait until the next tick is due; drop from `busy` who has answered by then."""
        patience = max(0.0, due - self._elapsed())
        await asyncio.wait(busy.values(), timeout=patience)
        await self._clock.sleep(due - self._elapsed())
        for index in [index for index, task in busy.items() if task.done()]:
            busy.pop(index).result()
        self._report()

    async def _ask(self, errand: _Errand, tick: int) -> None:
        reach = errand.reach
        began = self._elapsed()
        failure: RPCError | None = None
        is_answered = False
        for question, params in errand.questions:
            asked = self._elapsed()
            answer = None
            error = failure
            if failure is None:
                try:
                    answer = await reach.probe(question.method, *params, answer=question.answer)
                except RPCError as problem:
                    error = problem
            self._record(question, reach.name, tick, asked, error or answer)
            if not isinstance(error, UnreachableError):
                is_answered = True
                self._attendance.hear(tick)
            # A dead endpoint has cost its time limit; a slow one has when it is spent.
            if isinstance(error, UnreachableError):
                failure = error
            elif failure is None and self._elapsed() - began > reach.timeout_seconds:
                failure = UnreachableError(reach.url, question.method, "too slow for this tick")
        self._attendance.conclude(tick, is_answered=is_answered)
        self._silent.discard(reach.name)
        if failure is not None:
            self._silent.add(reach.name)

    def _record(
        self, question: Question, name: str, tick: int, asked: float, found: object
    ) -> None:
        now = self._elapsed()
        when = (tick, round(now, 3), round(now - asked, 3), name)
        if isinstance(found, RPCError):
            reading: Reading[object] = Reading(*when, e=kind_of(found), w=reason_of(found))
        else:
            reading = Reading(*when, a=found)
            if question is SYNC_STATUS and isinstance(found, Heads):
                self._heads[name] = found
        self._recorders[question].add(reading)

    def _elapsed(self) -> float:
        return self._attendance.elapsed()

    def _report(self) -> None:
        if self._on_tick is not None:
            self._on_tick(
                Tick(
                    self._chain.name,
                    min(self._elapsed(), self._window_seconds),
                    self._window_seconds,
                    sum(recorder.count for recorder in self._recorders.values()),
                    tuple(sorted(self._heads.items())),
                    tuple(sorted(self._silent)),
                )
            )


def _errands(
    chain: Chain, questions: Iterable[Question], endpoints: Mapping[Asked, Iterable[Reach]]
) -> list[_Errand]:
    """Sort questions by whom they go to; a question whose parameters are unknown is left out."""
    asked = [(question, question.params(chain)) for question in questions]
    errands = []
    for whom, reaches in endpoints.items():
        theirs = tuple(
            (question, params)
            for question, params in asked
            if question.asked is whom and params is not None
        )
        errands += [_Errand(reach, theirs) for reach in reaches if theirs]
    return errands
