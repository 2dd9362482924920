"""Calls that wait for their answers, matched by id.

Over HTTP they are those of one request, over a WebSocket those of a connection. A client
that never lets its calls be answered must not make us grow, so beyond a certain number the
oldest are forgotten; they stay counted as not answered.
"""

from collections.abc import Iterable

from gonogo.acceptance.proxy.answers_in import Answer
from gonogo.acceptance.proxy.calls_in import Call, Id
from gonogo.acceptance.proxy.tally import Count, Tally

MOST_PENDING = 10_000


class Pending:
    """What was asked and is not answered yet."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._waiting: dict[Id, list[Count]] = {}
        self._number = 0

    @property
    def ids(self) -> tuple[Id, ...]:
        """The ids of the calls that wait, each as often as it was used."""
        return tuple(each for each, counts in self._waiting.items() for _ in counts)

    def note_calls(self, calls: Iterable[Call], otherwise: str) -> None:
        """Note calls.

        Args:
            calls: What was asked.
            otherwise: How to call what has no method.
        """
        for call in calls:
            count = self._tally.note_call(call.method if call.method is not None else otherwise)
            if self._number >= MOST_PENDING:
                self._forget_oldest()
            self._waiting.setdefault(call.id, []).append(count)
            self._number += 1

    def note_answers(self, answers: Iterable[Answer]) -> None:
        """Note answers; those to nothing that waits are left alone."""
        for answer in answers:
            counts = self._waiting.get(answer.id)
            if not counts:
                continue
            counts.pop(0).note_answer(is_error=answer.is_error)
            self._number -= 1
            if not counts:
                del self._waiting[answer.id]

    def note_answer_to_all(self, *, is_error: bool) -> None:
        """Note that one answer was given to everything that waits."""
        self.note_answers([Answer(each, is_error) for each in self.ids])

    def _forget_oldest(self) -> None:
        oldest = next(iter(self._waiting))
        self._number -= len(self._waiting.pop(oldest))
