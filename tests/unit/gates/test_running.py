"""How tests of a gate are run, and what is said of each."""

import contextlib
from dataclasses import replace

import pytest

from gonogo.gates.ending import NotSoError
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
