"""What the user's own pytest says of a test, as we hear it."""

import pytest

from tests.integration.acceptance.pytest.suites import Suite

ALL_SORTS = """
    import logging, sys, unittest, pytest

    def test_passes():
        print("out"); print("err", file=sys.stderr); logging.getLogger().warning("logged")
    def test_fails(): assert 1 == 2, "one is not two"
    def test_crashes(): raise ValueError("broken")
    def test_cannot_reach(): raise ConnectionRefusedError("127.0.0.1:8545")
    def test_skips(): pytest.skip("not on this chain")
    @pytest.mark.skip
    def test_gives_no_reason(): pass
    def test_gives_an_empty_reason(): pytest.skip()
    def test_lacks_something(): pytest.skip("Precondition: the wallet is empty")
    @pytest.mark.skipif(True, reason="waiting: proven, final in 7 days")
    def test_waits(): pass
    @pytest.mark.xfail(reason="known")
    def test_fails_as_expected(): assert False
    @pytest.mark.xfail(reason="known")
    def test_passes_unexpectedly(): pass
    @pytest.mark.xfail(reason="known", strict=True)
    def test_passes_against_the_rule(): pass
    @pytest.fixture
    def not_set_up(): assert False, "no network"
    def test_is_not_set_up(not_set_up): pass
    @pytest.fixture
    def not_torn_down():
        yield
        raise RuntimeError("left over")
    def test_is_not_torn_down(not_torn_down): pass
    class TestGroup:
        class TestInner:
            def test_in_groups(self): pass
    class Old(unittest.TestCase):
        def test_of_unittest(self): self.assertEqual(1, 2)
        def test_skips(self): self.skipTest("old reason")
"""

ENDS = {
    "test_passes": ("pass", "", ""),
    "test_fails": ("fail", "assertion", "AssertionError: one is not two\nassert 1 == 2"),
    "test_crashes": ("fail", "crash", "ValueError: broken"),
    "test_cannot_reach": ("fail", "infrastructure", "ConnectionRefusedError: 127.0.0.1:8545"),
    "test_skips": ("skip", "skipped", "not on this chain"),
    "test_gives_no_reason": ("skip", "skipped", "unconditional skip"),
    "test_gives_an_empty_reason": ("skip", "skipped", "gave no reason"),
    "test_lacks_something": ("skip", "precondition", "the wallet is empty"),
    "test_waits": ("skip", "waiting", "proven, final in 7 days"),
    "test_fails_as_expected": ("skip", "skipped", "expected to fail: known"),
    "test_passes_unexpectedly": ("skip", "skipped", "expected to fail, and passed: known"),
    "test_passes_against_the_rule": ("fail", "assertion", "[XPASS(strict)] known"),
    "test_is_not_set_up": (
        "fail",
        "crash",
        "in its setup: AssertionError: no network\nassert False",
    ),
    "test_is_not_torn_down": ("fail", "crash", "in its teardown: RuntimeError: left over"),
    "TestGroup.TestInner.test_in_groups": ("pass", "", ""),
    "Old.test_of_unittest": ("fail", "assertion", "AssertionError: 1 != 2"),
    "Old.test_skips": ("skip", "skipped", "old reason"),
}


async def test_each_test_ends_as_it_did(suite: Suite) -> None:
    """Every way in which a test can end has its event, with kind and reason."""
    heard = await suite.write({"test_x.py": ALL_SORTS}).run()

    assert {str(test): heard.summary_of(str(test)) for test in heard.ends} == ENDS


async def test_a_package_fails_with_a_test_of_it(suite: Suite) -> None:
    """The end of a file tells of the gravest of its tests, and pytest's exit code is kept."""
    heard = await suite.write({"test_x.py": ALL_SORTS}).run()

    assert heard.end_of()["Action"] == "fail"
    assert (heard.ending.exit_code, heard.ending.fault) == (1, "")


async def test_output_belongs_to_the_test_that_printed_it(suite: Suite) -> None:
    """Standard output, standard error, the log and the failure are told of their own test."""
    heard = await suite.write({"test_x.py": ALL_SORTS}).run()

    assert heard.output_of("test_passes").splitlines() == [
        "out",
        "--- Captured stderr call ---",
        "err",
        "--- Captured log call ---",
        "WARNING  root:test_x.py:5 logged",
    ]
    assert "one is not two" in heard.output_of("test_fails")


async def test_cases_are_subtests(suite: Suite) -> None:
    """A parametrised test is the parent of its cases, and their gravest end is its own."""
    heard = await suite.write(
        {
            "test_x.py": """
            import pytest
            @pytest.mark.parametrize("way", ["a/b", "c", "bad"])
            def test_ways(way): assert way != "bad"
            @pytest.mark.parametrize("way", ["a", "b"])
            def test_partly(way):
                if way == "b": pytest.skip("precondition: no b")
            """
        }
    ).run()

    assert heard.ends == {
        "test_ways": "fail",
        "test_ways/a%2Fb": "pass",
        "test_ways/c": "pass",
        "test_ways/bad": "fail",
        "test_partly": "skip",
        "test_partly/a": "pass",
        "test_partly/b": "skip",
    }
    assert heard.why("test_partly") == (
        "precondition",
        "1 of 2 cases did not run; test_partly/b: no b",
    )


async def test_subtests_of_pytest_are_subtests(suite: Suite) -> None:
    """What goes on inside of a test by the `subtests` fixture is shown, and fails the test."""
    heard = await suite.write(
        {
            "test_x.py": """
            def test_steps(subtests):
                for step in range(2):
                    with subtests.test("step", number=step):
                        print("at", step)
                        assert step == 0
            """
        }
    ).run()

    assert heard.ends == {
        "test_steps": "fail",
        "test_steps/step#01": "pass",
        "test_steps/step#02": "fail",
    }
    assert "at 1" in heard.output_of("test_steps/step#02")


async def test_only_what_was_asked_for_runs(suite: Suite) -> None:
    """Tests are chosen by their whole name, a case by its own, and left out the same way."""
    suite.write(
        {
            "test_x.py": """
            import pytest
            def test_a(): pass
            def test_ab(): pass
            class TestC:
                def test_a(self): pass
            @pytest.mark.parametrize("n", [1, 2])
            def test_n(n): pass
            """
        }
    )

    some = await suite.run(names=("test_a", "test_n/2"))
    others = await suite.run(leaves_out=("test_a", "test_n"))

    assert set(some.ends) == {"test_a", "test_n", "test_n/2"}
    assert set(others.ends) == {"test_ab", "TestC.test_a"}


async def test_a_file_that_cannot_be_imported_is_not_built(suite: Suite) -> None:
    """An error while collecting is told as `go` tells what does not compile."""
    heard = await suite.write({"test_x.py": "import nothing_like_it\n"}).run()

    assert [line["Action"] for line in heard.lines] == [
        "start",
        "build-output",
        "build-fail",
        "fail",
    ]
    assert heard.end_of()["FailedBuild"] == "test_x.py"
    assert heard.why() == ("build", "ModuleNotFoundError: No module named 'nothing_like_it'")
    assert heard.ending.fault == ""


async def test_a_file_may_skip_itself(suite: Suite) -> None:
    """A skip of the whole file has its reason, and no test of it is heard of."""
    heard = await suite.write(
        {
            "test_x.py": """
            import pytest
            pytest.skip("precondition: no L1", allow_module_level=True)
            def test_a(): pass
            """
        }
    ).run()

    assert heard.ends == {}
    assert heard.end_of()["Action"] == "skip"
    assert heard.why() == ("precondition", "no L1")


@pytest.mark.parametrize(
    "options",
    ["-q -q", "-x", "--maxfail=1", "--lf", "-s", "-p no:cacheprovider", "--tb=no", "-p no:logging"],
)
async def test_settings_do_not_hide_tests(suite: Suite, options: str) -> None:
    """Options that a user has for daily work keep no test from being run and told."""
    suite.write(
        {
            "pytest.ini": f"[pytest]\naddopts = {options}\n",
            "test_x.py": "def test_a(): assert False\ndef test_b(): assert False\n"
            "def test_c(): pass\n",
            ".pytest_cache/v/cache/lastfailed": '{"test_x.py::test_a": true}',
        }
    )

    heard = await suite.run()

    assert heard.ends == {"test_a": "fail", "test_b": "fail", "test_c": "pass"}


async def test_other_processes_do_not_divide_a_file(suite: Suite) -> None:
    """With pytest-xdist asked for in the settings, one process runs and tells all the same."""
    suite.write(
        {
            "pytest.ini": "[pytest]\naddopts = -p xdist -n 2\n",
            "test_x.py": """
            import os
            def test_a(): assert "PYTEST_XDIST_WORKER" not in os.environ
            """,
        }
    )

    heard = await suite.run()

    assert heard.ends == {"test_a": "pass"}
