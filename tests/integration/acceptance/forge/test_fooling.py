"""Attempts to have a pass that nobody earned, against the real forge."""

import pytest

from gonogo.acceptance import Task
from gonogo.acceptance.runners.forge import ForgeError, ForgeRunner
from tests.integration.acceptance.forge.suites import SETTINGS, ForgeSuite

FILE = "test/AllSorts.t.sol"
TWO = "contract XTest is Test { function testA() public {} function testB() public {} }\n"


@pytest.mark.parametrize(
    ("package", "names"),
    [
        (f"{FILE}:FeesTest", ("testTypo",)),
        (f"{FILE}:FeesTest", ("testPas",)),
        (f"{FILE}:FeesTset", ()),
        ("test/Typo.t.sol:FeesTest", ()),
    ],
)
async def test_a_misspelt_name_is_never_heard_of(
    all_sorts: ForgeSuite, package: str, names: tuple[str, ...]
) -> None:
    """Forge ends with 0 where nothing fits; nothing is heard of any test then."""
    heard = await all_sorts.run(package, names)

    assert heard.ending.exit_code == 0
    assert "pass" not in heard.ends.values()
    assert heard.summary_of("")[0] == "skip"
    assert b"no tests match" in heard.printed


async def test_neighbours_of_a_misspelt_name_run(all_sorts: ForgeSuite) -> None:
    """One wrong name keeps no other test from being run."""
    heard = await all_sorts.run(f"{FILE}:FeesTest", ("testTypo", "testPass"))

    assert heard.ends == {"testPass": "pass"}


async def test_a_contract_that_forge_refuses_passes_nothing(all_sorts: ForgeSuite) -> None:
    """With a `testFail` of the old kind in it, forge runs no other test of a contract."""
    heard = await all_sorts.run(f"{FILE}:OldStyleTest")

    assert heard.ends == {"testFail_old": "fail"}


@pytest.mark.parametrize("setting", ["FOUNDRY_INVARIANT_RUNS", "FOUNDRY_INVARIANT_DEPTH"])
async def test_an_invariant_that_was_never_tried_has_not_passed(
    all_sorts: ForgeSuite, setting: str
) -> None:
    """Forge calls a success what it tried with no input at all; we do not."""
    around = all_sorts.surroundings(**{setting: "0"})
    heard = await all_sorts.run_in(around, Task("1", f"{FILE}:CounterTest", ("invariant_exists",)))

    assert heard.summary_of("invariant_exists") == (
        "skip",
        "skipped",
        "forge tried it with no input at all",
    )


async def test_a_fuzz_test_that_was_never_tried_has_not_passed(all_sorts: ForgeSuite) -> None:
    """The same holds for a fuzz test without runs."""
    heard = await all_sorts.run(f"{FILE}:FeesTest", ("testFuzzPass",), FOUNDRY_FUZZ_RUNS="0")

    assert heard.ends == {"testFuzzPass": "skip"}


async def test_an_allowed_failure_is_a_failure(all_sorts: ForgeSuite) -> None:
    """Where forge is told to end with 0 all the same, the test has failed."""
    heard = await all_sorts.run(f"{FILE}:FeesTest", ("testRequire",), FORGE_ALLOW_FAILURE="true")

    assert heard.ending.exit_code == 0
    assert heard.ends == {"testRequire": "fail"}


async def test_settings_leave_nothing_out(suite: ForgeSuite) -> None:
    """Filters in foundry.toml hide no test, neither from the list nor from the run."""
    filters = (
        '[profile.default]\nno_match_test = "testA"\nno_match_contract = "X"\n'
        'no_match_path = "test/*"\nmatch_test = "testB"\n'
    )
    suite.write(
        {
            "foundry.toml": SETTINGS.replace("[profile.default]\n", filters),
            "test/X.t.sol": TWO,
        }
    )

    found = await suite.discover("...")
    heard = await suite.run("test/X.t.sol:XTest")

    assert [package.tests for package in found["..."]] == [("testA", "testB")]
    assert heard.ends == {"testA": "pass", "testB": "pass"}


async def test_what_does_not_compile_is_not_built(suite: ForgeSuite) -> None:
    """A mistake anywhere keeps every contract from being built, and forge says where it is."""
    suite.write({"test/X.t.sol": TWO, "test/Y.t.sol": "contract YTest is Tset {}\n"})

    found = await suite.discover("test/X.t.sol:XTest", "test/...")
    heard = await suite.run("test/X.t.sol:XTest")

    assert [package.name for package in found["test/X.t.sol:XTest"]] == ["test/X.t.sol:XTest"]
    assert [package.name for package in found["test/..."]] == ["test/X.t.sol", "test/Y.t.sol"]
    assert all(
        "Y.t.sol:15:19" in package.fault for packages in found.values() for package in packages
    )
    assert [line["Action"] for line in heard.lines] == [
        "build-output",
        "build-fail",
        "start",
        "fail",
    ]


async def test_a_killed_forge_leaves_tests_open(suite: ForgeSuite) -> None:
    """A forge that is killed by a test of its own has said nothing about any."""
    kills = """
    contract XTest is Test {
        function testA() public {}
        function testB() public {
            string[] memory command = new string[](3);
            (command[0], command[1], command[2]) = ("sh", "-c", "kill -9 $PPID");
            vm.ffi(command);
        }
    }
    """
    suite.write(
        {"foundry.toml": SETTINGS.replace("[inv", "ffi = true\n[inv"), "test/X.t.sol": kills}
    )

    heard = await suite.run("test/X.t.sol:XTest")

    assert heard.ends == {}
    assert heard.ending.signal == "SIGKILL"


async def test_a_program_of_a_test_says_nothing_for_forge(suite: ForgeSuite) -> None:
    """A second document on forge's own output, behind its back, makes none of it believed."""
    forges = """
    contract XTest is Test {
        function testA() public {
            string[] memory command = new string[](3);
            (command[0], command[1], command[2]) = ("sh", "-c",
                "echo '{\\"test/X.t.sol:XTest\\":{\\"test_results\\":{}}}' >/proc/$PPID/fd/1");
            vm.ffi(command);
            require(false);
        }
    }
    """
    suite.write(
        {"foundry.toml": SETTINGS.replace("[inv", "ffi = true\n[inv"), "test/X.t.sol": forges}
    )

    heard = await suite.run("test/X.t.sol:XTest")

    assert heard.ends == {"testA": None}
    assert "not understood" in heard.ending.fault


async def test_a_forge_that_is_not_there_is_refused(suite: ForgeSuite) -> None:
    """Without forge nothing is found, and the error says what is missing."""
    with pytest.raises(ForgeError, match="cannot run /nowhere/forge"):
        await ForgeRunner(forge_binary="/nowhere/forge").discover(["..."], suite.surroundings())
