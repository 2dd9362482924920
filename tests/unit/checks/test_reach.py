"""An endpoint that costs its time limit once."""

import pytest

from gonogo.rpc import MalformedAnswerError, Quantity, UnreachableError
from tests.simulator.clock import SimulatedClock
from tests.unit.checks.endpoints import Answer, EndpointsInMemory, nobody, reaches

METHOD = "eth_chainId"


class Endpoint:
    """One endpoint that may die and come back."""

    def __init__(self, answer: Answer) -> None:
        self.clock = SimulatedClock(turns_to_settle=0)
        self.says = answer
        self.client = EndpointsInMemory({"node": {METHOD: self._say}})
        self.reach = reaches(self.client, self.clock, "node")["node"]

    def _say(self) -> object:
        return self.says()

    @property
    def asked(self) -> int:
        """Return how often it was really asked."""
        return len(self.client.asked)


async def test_a_dead_endpoint_is_not_asked_again_while_it_rests() -> None:
    """It fails at once, with the same words."""
    dead = Endpoint(nobody)

    for _ in range(3):
        with pytest.raises(UnreachableError) as told:
            await dead.reach.call(METHOD)
        assert told.value.what == "refused"

    assert dead.asked == 1


async def test_it_is_asked_again_when_it_has_rested() -> None:
    """Not a moment earlier."""
    dead = Endpoint(nobody)
    with pytest.raises(UnreachableError):
        await dead.reach.call(METHOD)

    await dead.clock.sleep(9.9)
    with pytest.raises(UnreachableError):
        await dead.reach.call(METHOD)
    before = dead.asked
    await dead.clock.sleep(0.1)
    dead.says = lambda: "0x385"

    assert await dead.reach.call(METHOD, answer=Quantity) == 901
    assert (before, dead.asked) == (1, 2)


async def test_a_probe_finds_it_back_though_it_rests() -> None:
    """And then everybody may ask again."""
    dead = Endpoint(nobody)
    with pytest.raises(UnreachableError):
        await dead.reach.call(METHOD)
    dead.says = lambda: "0x385"

    await dead.reach.probe(METHOD)

    assert await dead.reach.call(METHOD, answer=Quantity) == 901
    assert dead.asked == 3


async def test_a_wrong_answer_is_no_reason_to_rest() -> None:
    """Whoever answers is there."""
    odd = Endpoint(lambda: "hello")

    for _ in range(2):
        with pytest.raises(MalformedAnswerError):
            await odd.reach.call(METHOD, answer=Quantity)

    assert odd.asked == 2
