"""How tests of a gate are run, and what is said of each."""

import asyncio
import contextlib
import time
from dataclasses import replace

import pytest

from gonogo.gates.ending import NotSoError
from gonogo.gates.pauses import LEAST_PAUSE_SECONDS
from gonogo.gates.stand import Stand
from tests.unit.gates.rehearsal import Scene, expects_nothing, made_test, rehearse


async def holds(stand: Stand) -> None:
    stand.expect_equal("one", seen=1, expected=1)


async def fails_on_the_second_chain(stand: Stand) -> None:
    stand.expect_equal("the chain", seen=stand.chain.name, expected="simulated-901")


async def breaks(stand: Stand) -> None:
    raise KeyError(stand.chain.name)


async def waits(stand: Stand) -> None:
    stand.waiting("tomorrow", "it takes a day")


async def hangs(stand: Stand) -> None:
    with stand.waiting_for("nothing at all"):
        while True:
            await stand.clock.sleep(1)


async def asks_nobody(stand: Stand) -> None:
    stand.expect_equal("one", seen=1, expected=1)
    await stand.at("http://127.0.0.1:1").call("eth_chainId")


async def swallows(stand: Stand) -> None:
    with contextlib.suppress(NotSoError):
        stand.expect_equal("one", seen=2, expected=1)
    stand.expect_equal("two", seen=2, expected=2)


async def swallows_and_waits(stand: Stand) -> None:
    with contextlib.suppress(NotSoError):
        stand.expect_equal("one", seen=2, expected=1)
    stand.waiting("tomorrow", "it takes a day")


@pytest.mark.parametrize(
    ("run", "action", "kind", "message"),
    [
        (swallows, "fail", "assertion", "one: expected 1, saw 2"),
        (swallows_and_waits, "fail", "assertion", "one: expected 1, saw 2"),
        (holds, "pass", "", ""),
        (expects_nothing, "fail", "crash", "without expecting anything"),
        (breaks, "fail", "crash", "the test itself broke: KeyError: 'simulated-901'"),
        (waits, "skip", "waiting", "waiting until tomorrow: it takes a day"),
        (asks_nobody, "fail", "infrastructure", "eth_chainId at http://127.0.0.1:1"),
    ],
)
async def test_endings(devnet: Scene, run: object, action: str, kind: str, message: str) -> None:
    """Whatever a test does becomes its ending, and nothing but a kept promise is a pass."""
    said = await rehearse(devnet.network, devnet.devnet, made_test(run))

    ending = said.ending("made")
    assert ending[:2] == (action, kind)
    assert message in ending[2]
    assert said.ending("made/simulated-901")[:2] == (action, kind)
    assert said.has_passed is (action != "fail")


async def test_time_that_is_over(devnet: Scene) -> None:
    """A test that hangs says for what it was waiting."""
    said = await rehearse(devnet.network, devnet.devnet, made_test(hangs, timeout_seconds=0.2))

    assert said.ending("made") == (
        "fail",
        "timeout",
        "simulated-901: not done in 0 s, waiting for: nothing at all",
    )


async def test_one_test_does_not_end_another(devnet: Scene) -> None:
    """Tests run side by side, and each has its own ending."""
    tests = (made_test(breaks, name="breaks"), made_test(holds, name="holds"))

    said = await rehearse(devnet.network, devnet.devnet, *tests)

    assert said.ending("breaks")[0] == "fail"
    assert said.ending("holds")[0] == "pass"
    assert said.events[-1]["Action"] == "fail"
    assert "KeyError" in said.output("breaks/simulated-901")


async def test_every_chain_is_tested(devnet: Scene) -> None:
    """A test fails when it fails on one of its chains, and says on which."""
    (chain,) = devnet.network.chains
    network = replace(devnet.network, chains=(chain, replace(chain, name="other-902")))

    said = await rehearse(network, devnet.devnet, made_test(fails_on_the_second_chain))

    assert said.ending("made/simulated-901")[0] == "pass"
    assert said.ending("made/other-902")[0] == "fail"
    assert said.ending("made")[2].startswith("other-902: the chain: expected simulated-901")


async def test_order_of_events(devnet: Scene) -> None:
    """Every test begins before it prints or ends, and the package embraces all."""
    said = await rehearse(devnet.network, devnet.devnet, made_test(holds))

    actions = [(event["Action"], event.get("Test", "")) for event in said.events]
    assert actions == [
        ("start", ""),
        ("run", "made"),
        ("output", "made"),
        ("run", "made/simulated-901"),
        ("output", "made/simulated-901"),
        ("pass", "made/simulated-901"),
        ("pass", "made"),
        ("pass", ""),
    ]


@pytest.mark.parametrize(
    ("has_inventory", "kind"), [(True, "not-applicable"), (False, "")], ids=["listed", "unlisted"]
)
async def test_only_an_inventory_makes_a_test_inapplicable(
    devnet: Scene, *, has_inventory: bool, kind: str
) -> None:
    """Without an inventory nothing is known to be absent, so the test runs."""
    (chain,) = devnet.network.chains
    network = replace(devnet.network, chains=(replace(chain, has_inventory=has_inventory),))

    said = await rehearse(network, devnet.devnet, made_test(holds, components=("op-conductor",)))

    assert said.ending("made")[1] == kind


def block_the_program(seconds: float) -> None:
    """Let nothing in this process go on for so long."""
    time.sleep(seconds)


async def test_who_stood_still_cannot_tell_the_time(devnet: Scene) -> None:
    """What fails by time is undecided then; what is wrong at any time has failed all the same."""
    has_stood_still = asyncio.Event()

    async def stands_still(stand: Stand) -> None:
        # Given to the loop first, so that all the others have begun.
        await asyncio.sleep(0)
        block_the_program(LEAST_PAUSE_SECONDS + 0.2)
        has_stood_still.set()
        stand.expect_equal("one", seen=1, expected=1)

    async def is_late(stand: Stand) -> None:
        await has_stood_still.wait()
        stand.fail_by_time("it", expected="soon", seen="nothing")

    async def is_wrong(stand: Stand) -> None:
        await has_stood_still.wait()
        stand.fail("it", expected=1, seen=2)

    async def was_wrong_and_is_late(stand: Stand) -> None:
        with contextlib.suppress(NotSoError):
            await is_wrong(stand)
        await is_late(stand)

    async def reaches_nobody(stand: Stand) -> None:
        await has_stood_still.wait()
        await asks_nobody(stand)

    async def breaks_afterwards(stand: Stand) -> None:
        await has_stood_still.wait()
        await breaks(stand)

    async def waits_until(stand: Stand) -> None:
        async def never() -> int:
            await has_stood_still.wait()
            return 0

        await stand.until("it is 1", never, lambda value: value == 1, seconds=1)

    undecided = (is_late, reaches_nobody, waits_until)
    decided = (is_wrong, was_wrong_and_is_late, breaks_afterwards)
    tests = [made_test(run, name=run.__name__) for run in (*undecided, *decided, stands_still)]
    tests.append(made_test(hangs, name="hangs", timeout_seconds=LEAST_PAUSE_SECONDS))

    said = await rehearse(devnet.network, devnet.devnet, *tests)

    for name in (*(run.__name__ for run in undecided), "hangs"):
        action, kind, message = said.ending(name)
        assert (action, kind) == ("skip", "precondition"), name
        assert "gonogo itself stood still for 3 s" in message
        assert "run it again. It saw: " in message
    assert {said.ending(run.__name__)[0] for run in decided} == {"fail"}
    assert said.ending("stands_still")[0] == "pass"


async def test_who_did_not_stand_still_says_that_it_is_late(devnet: Scene) -> None:
    """Without a pause of ours it is the network that did not keep time."""

    async def is_late(stand: Stand) -> None:
        stand.fail_by_time("it", expected="soon", seen="nothing")

    said = await rehearse(devnet.network, devnet.devnet, made_test(is_late))

    assert said.ending("made") == (
        "fail",
        "assertion",
        "simulated-901: it: expected soon, saw nothing",
    )
