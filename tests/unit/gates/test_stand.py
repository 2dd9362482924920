"""What a test has before it, and how it says what it expects."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from gonogo.gates.ending import (
    NotApplicableError,
    NotSoError,
    PreconditionError,
    WaitingError,
)
from gonogo.gates.funding import Funds, Purse
from gonogo.gates.stand import Stand
from gonogo.networks import Chain
from gonogo.rpc import JSONRPCClient, UnreachableError
from tests.simulator.clock import SimulatedClock
from tests.unit.gates.rehearsal import Scene


@pytest.fixture
async def stand(devnet: Scene) -> AsyncIterator[Stand]:
    async with JSONRPCClient() as client:
        yield standing(devnet, client, devnet.network.chains[0])


def standing(devnet: Scene, client: JSONRPCClient, chain: Chain) -> Stand:
    funds = Funds(Purse((), 0, "", lambda _: None), "made", lambda _: None)
    return Stand(devnet.network, chain, client, funds, lambda _: None, clock=devnet.devnet.clock)


@pytest.mark.parametrize(
    ("seen", "expected", "is_so"), [(1, 1, True), (1, 2, False), ("1", 1, False)]
)
def test_expectations_are_counted(
    stand: Stand, seen: object, expected: object, *, is_so: bool
) -> None:
    """Each counts, whether it holds or not."""
    if is_so:
        stand.expect_equal("it", seen=seen, expected=expected)
    else:
        with pytest.raises(NotSoError, match=f"it: expected {expected}, saw {seen}"):
            stand.expect_equal("it", seen=seen, expected=expected)
    assert stand.expectations == 1


def test_bounds_belong_to_what_is_expected(stand: Stand) -> None:
    """At least and at most both include the bound itself."""
    stand.expect_at_least("it", seen=3, least=3)
    stand.expect_at_most("it", seen=3, most=3)
    with pytest.raises(NotSoError):
        stand.expect_at_least("it", seen=2, least=3)
    with pytest.raises(NotSoError):
        stand.expect_at_most("it", seen=4, most=3)


def test_a_precondition_is_no_expectation(stand: Stand) -> None:
    """What a test needs says nothing about the network when it is there."""
    stand.precondition(True, "money")  # noqa: FBT003 - reads as an assertion.
    with pytest.raises(PreconditionError, match="precondition not met: money"):
        stand.precondition(False, "money")  # noqa: FBT003
    assert stand.expectations == 0


def test_waiting_says_until_when(stand: Stand) -> None:
    """A later run goes on, and people know from when."""
    with pytest.raises(WaitingError) as waits:
        stand.waiting("2026-12-24", "the game must end")

    assert waits.value.until == "2026-12-24"


def test_only_an_inventory_knows_what_is_absent(devnet: Scene, stand: Stand) -> None:
    """Without one a test that does not apply is one whose precondition is not met."""
    with pytest.raises(NotApplicableError):
        stand.not_applicable("there is none")
    unlisted = replace(stand.chain, has_inventory=False)
    with pytest.raises(PreconditionError):
        standing(devnet, stand.client, unlisted).not_applicable("there is none")


async def test_until_it_is_so(stand: Stand) -> None:
    """Looking ends as soon as it is so, and counts as an expectation."""
    values = iter((1, 2, 3, 4))

    async def read() -> int:
        return next(values)

    assert await stand.until("it is 3", read, lambda value: value == 3, seconds=10) == 3
    assert (stand.expectations, stand.waits) == (1, [])


async def test_until_time_is_over(stand: Stand) -> None:
    """What was seen last is told; and there is a last look when time is over."""
    clock = stand.clock
    assert isinstance(clock, SimulatedClock)
    start, looks = clock.monotonic(), []

    async def read() -> str:
        looks.append(clock.monotonic() - start)
        return f"look {len(looks)}"

    with pytest.raises(NotSoError, match="it: expected within 3 s, saw look 7"):
        await stand.until("it", read, lambda _: False, seconds=3)
    assert looks[-1] == pytest.approx(3)


async def test_until_somebody_answers(stand: Stand) -> None:
    """An answer that does not come is no answer yet; at the end it is the reason."""
    failures = iter((True, True, False))

    async def read() -> int:
        if next(failures, True):
            await stand.at("http://127.0.0.1:1").call("eth_chainId")
        return 1

    assert await stand.until("it", read, lambda value: value == 1, seconds=5) == 1
    with pytest.raises(UnreachableError):
        await stand.until("it", read, lambda value: value == 1, seconds=2)


async def test_what_is_done_together_ends_together(stand: Stand) -> None:
    """The first failure is raised, and nothing of the others goes on behind it."""
    ended: list[str] = []

    async def fails() -> None:
        stand.fail("it", expected=1, seen=2)

    async def goes_on() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("ended")

    with pytest.raises(NotSoError):
        await stand.together(goes_on(), fails(), goes_on())
    assert ended == ["ended", "ended"]


def test_users_look_first_where_it_is_public(devnet: Scene, stand: Stand) -> None:
    """The public RPC, else the sequencer, else any node; none is a precondition."""
    chain = stand.chain
    sequencer, verifier = chain.nodes
    for found, url in (
        (replace(chain, public_rpc="http://127.0.0.1:9"), "http://127.0.0.1:9"),
        (replace(chain, nodes=(verifier, sequencer)), sequencer.execution_rpc),
        (replace(chain, nodes=(verifier,)), verifier.execution_rpc),
    ):
        assert standing(devnet, stand.client, found).l2.endpoint.url == url
    with pytest.raises(PreconditionError):
        _ = standing(devnet, stand.client, replace(chain, nodes=())).l2
