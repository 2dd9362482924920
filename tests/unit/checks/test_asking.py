"""Asking outside of the ticks."""

import pytest

from gonogo.checks.asking import ask_each, ask_in_turn
from gonogo.checks.errors import CannotObserveError
from gonogo.checks.readings import MALFORMED, UNREACHABLE, read
from gonogo.rpc import MalformedAnswerError, Quantity, UnreachableError
from tests.simulator.clock import SimulatedClock
from tests.unit.checks.endpoints import Answer, EndpointsInMemory, nobody, reaches, view_of

METHOD = "eth_chainId"


def nodes(**said: Answer) -> dict[str, dict[str, Answer]]:
    return {name: {METHOD: answer} for name, answer in said.items()}


async def test_everybody_is_asked_and_nobodys_failure_is_an_error() -> None:
    """Each is a reading: an answer, or what went wrong."""
    view = view_of(nodes(a=lambda: "0x385", dead=nobody, odd=lambda: "hello"))

    content = await ask_each(view, view.execution, METHOD, answer=Quantity)

    found = {one.n: one.e or one.a for one in read("x", content, Quantity)}
    assert found == {"a": 901, "dead": UNREACHABLE, "odd": MALFORMED}


async def test_nobody_to_ask_gives_no_readings() -> None:
    """Which a check then judges as nothing seen."""
    view = view_of({})

    assert await ask_each(view, view.execution, METHOD, answer=Quantity) == b""


async def in_turn(**said: Answer) -> int:
    client = EndpointsInMemory(nodes(**said))
    return await ask_in_turn(reaches(client, SimulatedClock(), *said), METHOD, answer=Quantity)


async def test_the_first_that_can_be_reached_answers() -> None:
    """Dead ones are passed over, and nobody after it is asked."""
    assert await in_turn(dead=nobody, a=lambda: "0x1", b=lambda: "0x2") == 1


async def test_a_wrong_answer_is_not_hidden_by_the_next_endpoint() -> None:
    """A node that answers nonsense is there, and that must show."""
    with pytest.raises(MalformedAnswerError):
        await in_turn(odd=lambda: "hello", a=lambda: "0x1")


async def test_where_none_can_be_reached_the_last_failure_is_told() -> None:
    """With no endpoint at all it says what is missing."""
    with pytest.raises(UnreachableError):
        await in_turn(one=nobody, two=nobody)
    with pytest.raises(CannotObserveError) as nothing:
        await in_turn()
    assert nothing.value.hint
