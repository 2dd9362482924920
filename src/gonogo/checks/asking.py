"""Ask outside of the ticks: everybody at the same time, or whoever answers first in turn."""

import asyncio
from collections.abc import Mapping
from typing import TypeVar

from gonogo.checks.errors import CannotObserveError
from gonogo.checks.reach import Reach
from gonogo.checks.readings import Reading, Recorder, kind_of, reason_of
from gonogo.checks.view import View
from gonogo.rpc import RPCError, UnreachableError

T = TypeVar("T")


async def ask_each(
    view: View, reaches: Mapping[str, Reach], method: str, *params: object, answer: object
) -> bytes:
    """Return everyone's answer or failure as readings; nobody's failure is an error."""
    recorder = Recorder()
    asked = view.clock.monotonic()

    async def ask(reach: Reach) -> Reading[object]:
        try:
            found = await reach.call(method, *params, answer=answer)
        except RPCError as error:
            return Reading(
                0, 0.0, _took(view, asked), reach.name, e=kind_of(error), w=reason_of(error)
            )
        return Reading(0, 0.0, _took(view, asked), reach.name, a=found)

    for reading in await asyncio.gather(*(ask(reach) for reach in reaches.values())):
        recorder.add(reading)
    return recorder.content()


def _took(view: View, asked: float) -> float:
    return round(view.clock.monotonic() - asked, 3)


async def ask_in_turn(
    reaches: Mapping[str, Reach], method: str, *params: object, answer: type[T]
) -> T:
    """Return the answer of the first endpoint that can be reached.

    Raises:
        RPCError: none can be reached, or the one that can does not give this answer.
        CannotObserveError: there is no endpoint at all.
    """
    failure: RPCError | None = None
    for reach in reaches.values():
        try:
            found: T = await reach.call(method, *params, answer=answer)
        except UnreachableError as error:
            failure = error
        else:
            return found
    if failure is None:
        raise CannotObserveError(
            "no endpoint is known that could be asked",
            hint="Add the address of an RPC endpoint to the network's descriptor.",
        )
    raise failure
