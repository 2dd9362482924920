"""What the real forge says of tests, as we hear it."""

import pytest

from gonogo.acceptance import Cut
from tests.integration.acceptance.forge.suites import ForgeSuite

FILE = "test/AllSorts.t.sol"

ENDS = {
    "testPass": ("pass", "", ""),
    "testRequire": ("fail", "assertion", "one is not two"),
    "testAssert": ("fail", "assertion", "panic: assertion failed (0x01)"),
    "testCustomError": ("fail", "assertion", "TooLow(5)"),
    "testNoReason": ("fail", "assertion", "reverted without a reason"),
    "testNoGas": ("fail", "crash", "EvmError: OutOfGas"),
    "testSkip": ("skip", "skipped", "gave no reason"),
    "testSkipForAReason": ("skip", "skipped", "not on this chain"),
    "testLacksSomething": ("skip", "precondition", "the wallet is empty"),
    "testFuzzPass": ("pass", "", ""),
    "testOverloaded": ("fail", "assertion", "refused; with (true)"),
    "testOverloaded/(bool)": ("fail", "assertion", "refused; with (true)"),
    "testOverloaded/(uint256)": ("pass", "", ""),
    "test_Looks_like_json": ("pass", "", ""),
}


async def test_each_test_ends_as_it_did(all_sorts: ForgeSuite) -> None:
    """Every way in which a test can end has its event, with kind and reason."""
    heard = await all_sorts.run(f"{FILE}:FeesTest")

    assert {test: heard.summary_of(test) for test in ENDS} == ENDS
    assert heard.ends.keys() - ENDS.keys() == {"testCannotReach", "testFuzz"}
    assert heard.summary_of("")[0] == "fail"
    assert (heard.ending.exit_code, heard.ending.fault) == (1, "")


async def test_what_a_test_logs_is_its_output(all_sorts: ForgeSuite) -> None:
    """Logs come along, for tests that passed as well, and nothing in them is an event."""
    heard = await all_sorts.run(f"{FILE}:FeesTest")

    assert heard.output_of("testPass") == "said\nin two lines\n"
    assert heard.output_of("test_Looks_like_json").startswith('"}}}{"test/AllSorts')


async def test_a_network_out_of_reach_is_called_so(all_sorts: ForgeSuite) -> None:
    """A fork of a network that does not answer fails, with infrastructure as its kind."""
    heard = await all_sorts.run(f"{FILE}:FeesTest", ("testCannotReach",))

    action, kind, message = heard.summary_of("testCannotReach")
    assert (action, kind) == ("fail", "infrastructure")
    assert "Connection refused" in message


async def test_made_up_inputs_are_shown(all_sorts: ForgeSuite) -> None:
    """Of a fuzz test and an invariant, the inputs that broke them are in their output."""
    fuzz = await all_sorts.run(f"{FILE}:FeesTest", ("testFuzz",))
    invariant = await all_sorts.run(f"{FILE}:CounterTest")

    assert fuzz.summary_of("testFuzz")[2].startswith("too high; with (")
    assert invariant.ends == {"invariant_stays_small": "fail", "invariant_exists": "pass"}
    assert "Counter.increase() by 0x" in invariant.output_of("invariant_stays_small")


@pytest.mark.parametrize(
    ("contract", "ends", "summary"),
    [
        (
            "NotSetUpTest",
            {"testA": "fail", "testB": "fail"},
            ("fail", "crash", "in setUp(): no network"),
        ),
        (
            "NotConstructedTest",
            {"testA": "fail"},
            ("fail", "crash", "in constructor(): no way"),
        ),
        (
            "SkippedSetUpTest",
            {"testA": "skip", "testB": "skip"},
            ("skip", "precondition", "no L1"),
        ),
    ],
)
async def test_what_ends_a_contract_is_said_of_its_tests(
    all_sorts: ForgeSuite, contract: str, ends: dict[str, str], summary: tuple[str, str, str]
) -> None:
    """Forge tells of `setUp()` in place of the tests; we tell of each that should have run."""
    heard = await all_sorts.run(f"{FILE}:{contract}")

    assert heard.ends == ends
    assert heard.summary_of("testA") == summary


async def test_a_set_up_that_fails_is_said_of_chosen_tests(all_sorts: ForgeSuite) -> None:
    """Of tests that nobody asked for nothing is said."""
    heard = await all_sorts.run(f"{FILE}:NotSetUpTest", ("testB",))

    assert heard.ends == {"testB": "fail"}


async def test_only_what_was_asked_for_runs(all_sorts: ForgeSuite) -> None:
    """Tests are chosen by their whole name, and so is what is left out."""
    some = await all_sorts.run(f"{FILE}:FeesTest", ("testFuzzPass", "testOverloaded/(uint256)"))
    others = await all_sorts.run(
        f"{FILE}:FeesTest", leaves_out=tuple(name for name in ENDS if name != "testPass")
    )

    assert some.ends == {
        "testFuzzPass": "pass",
        "testOverloaded": "pass",
        "testOverloaded/(uint256)": "pass",
    }
    assert others.ends == {"testPass": "pass", "testFuzz": "fail", "testCannotReach": "fail"}


async def test_contracts_of_one_name_are_told_apart(all_sorts: ForgeSuite) -> None:
    """The file is part of a package, so a contract of the same name elsewhere does not run."""
    heard = await all_sorts.run("test/deep/Other.t.sol:FeesTest")

    assert heard.ends == {"testPass": "pass"}
    assert heard.summary_of("") == ("pass", "", "")


async def test_a_hang_ends_with_its_time(all_sorts: ForgeSuite) -> None:
    """The one test of a task is known to run; of it no end is heard when its time is over."""
    heard = await all_sorts.run(f"{FILE}:HangTest", timeout_seconds=5.0)

    assert heard.ends == {"testHang": None}
    assert heard.ending.cut is Cut.TIMEOUT
