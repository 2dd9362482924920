"""Attempts to have a pass that nobody earned, or to lose a failure, against the real pytest."""

from dataclasses import replace

import pytest

from gonogo.acceptance import Cut
from tests.integration.acceptance.pytest.suites import Suite

TWO = """
    def test_a(): pass
    def test_b(): pass
"""


async def test_a_misspelt_name_is_never_heard_of(suite: Suite) -> None:
    """A name that no test has runs nothing, and its neighbours all the same."""
    suite.write({"test_x.py": TWO})

    none = await suite.run(names=("test_typo",))
    some = await suite.run(names=("test_typo", "test_a"))

    assert none.ends == {}
    assert none.end_of()["Action"] == "skip"
    assert none.ending == replace(none.ending, exit_code=0, fault="")
    assert some.ends == {"test_a": "pass"}


async def test_a_file_that_is_not_there_is_no_pass(suite: Suite) -> None:
    """A misspelt path is refused by pytest, and that is a fault."""
    heard = await suite.write({"test_x.py": TWO}).run("test_y.py")

    assert heard.ends == {}
    assert "refuses its settings" in heard.ending.fault
    assert b"test_y.py" in heard.printed


async def test_what_settings_leave_out_is_told_and_does_not_run(suite: Suite) -> None:
    """With `-k` in the settings, nothing is heard of a test but that it was left out."""
    heard = await suite.write(
        {"pytest.ini": "[pytest]\naddopts = -k nothing_like_it\n", "test_x.py": TWO}
    ).run()

    assert heard.ends == {}
    assert heard.output_of() == "the settings of pytest leave out: test_a, test_b\n"


async def test_a_case_that_settings_leave_out_is_missed(suite: Suite) -> None:
    """A parametrised test has not passed when only some of its cases did."""
    heard = await suite.write(
        {
            "pytest.ini": "[pytest]\naddopts = -k good\n",
            "test_x.py": """
            import pytest
            @pytest.mark.parametrize("way", ["good", "bad"])
            def test_ways(way): assert way == "good"
            """,
        }
    ).run()

    assert heard.ends == {"test_ways": "skip", "test_ways/good": "pass"}


UNREGISTERS = """
def pytest_configure(config):
    config.pluginmanager.unregister(name="gonogo_events_of_tests")
"""


@pytest.mark.parametrize(
    ("conftest", "fault"),
    [
        ("import os\nos._exit(0)\n", "pytest ended before it was done (exit code 0)"),
        ("import sys\nsys.exit(0)\n", "(exit code 0)"),
        ("raise ValueError\n", "cannot load a conftest.py or plugin (exit code 4)"),
        (UNREGISTERS, "(exit code 0)"),
        (
            "import pytest\ndef pytest_collection(session): pytest.exit('bye', returncode=0)\n",
            "(exit code 0)",
        ),
        (
            "import pytest\ndef pytest_runtest_setup(item): pytest.exit('bye', returncode=0)\n",
            "with 2 of its tests unfinished",
        ),
        ("def pytest_runtestloop(session): return True\n", "with 2 of its tests unfinished"),
        ("def pytest_runtest_protocol(item): return True\n", "with 2 of its tests unfinished"),
    ],
)
async def test_a_conftest_that_ends_it_all_is_a_fault(
    suite: Suite, conftest: str, fault: str
) -> None:
    """Exit code 0 says nothing where the tests were not told to their end."""
    heard = await suite.write({"conftest.py": conftest, "test_x.py": TWO}).run()

    assert "pass" not in heard.ends.values()
    assert heard.ending.fault.endswith(fault)


@pytest.mark.parametrize(
    "conftest",
    [
        "def pytest_collection_modifyitems(items): items[:] = []\n",
        "def pytest_pycollect_makeitem(name): return []\n",
    ],
)
async def test_a_conftest_that_hides_tests_makes_none_pass(suite: Suite, conftest: str) -> None:
    """Tests that are taken away before they run are not heard of as run."""
    heard = await suite.write({"conftest.py": conftest, "test_x.py": TWO}).run()

    assert heard.ends == {}


@pytest.mark.parametrize(
    "hook",
    [
        """
        @pytest.hookimpl(hookwrapper=True)
        def pytest_runtest_makereport(item, call):
            outcome = yield
            outcome.get_result().outcome = "passed"
        """,
        """
        @pytest.hookimpl(hookwrapper=True)
        def pytest_runtest_makereport(item, call):
            outcome = yield
            report = outcome.get_result()
            if report.failed:
                report.outcome = "skipped"
                report.longrepr = ("test_x.py", 1, "Skipped: known to be flaky")
        """,
        """
        @pytest.hookimpl(tryfirst=True)
        def pytest_runtest_logreport(report):
            report.outcome = "passed"
        """,
        """
        def pytest_report_teststatus(report): return "passed", ".", "PASSED"
        """,
        """
        @pytest.hookimpl(hookwrapper=True)
        def pytest_sessionfinish(session):
            yield
            session.exitstatus = 0
        """,
    ],
)
async def test_a_conftest_cannot_call_a_failure_a_pass(suite: Suite, hook: str) -> None:
    """What was raised counts, whatever other plugins make of the report."""
    conftest = "import pytest\n" + hook.replace("\n        ", "\n")

    heard = await suite.write(
        {"conftest.py": conftest, "test_x.py": "def test_a(): assert 1 == 2\n"}
    ).run()

    assert heard.ends == {"test_a": "fail"}
    assert heard.end_of()["Action"] == "fail"


async def test_a_rerun_does_not_make_a_pass(suite: Suite) -> None:
    """A failure that a plugin repeats until it passes stays a failure."""
    heard = await suite.write(
        {
            "conftest.py": """
            from _pytest.runner import runtestprotocol
            def pytest_runtest_protocol(item, nextitem):
                item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
                for attempt in range(2):
                    item._initrequest()
                    for report in runtestprotocol(item, nextitem=nextitem, log=False):
                        if report.failed and attempt == 0: report.outcome = "rerun"
                        item.ihook.pytest_runtest_logreport(report=report)
                item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
                return True
            """,
            "test_x.py": """
            attempts = []
            def test_a():
                attempts.append(1)
                assert len(attempts) > 1
            """,
        }
    ).run()

    assert heard.ends == {"test_a": "fail"}
    assert heard.why("test_a")[1].endswith("(and something in this pytest called that 'rerun')")


async def test_what_was_raised_before_a_silent_retry_counts(suite: Suite) -> None:
    """Whoever tries again and reports the last attempt alone has seen the test fail."""
    heard = await suite.write(
        {
            "conftest.py": """
            from _pytest.runner import runtestprotocol
            def pytest_runtest_protocol(item, nextitem):
                item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
                for attempt in range(3):
                    item._initrequest()
                    reports = runtestprotocol(item, nextitem=nextitem, log=False)
                for report in reports:
                    item.ihook.pytest_runtest_logreport(report=report)
                item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
                return True
            """,
            "test_x.py": """
            attempts = []
            def test_a():
                attempts.append(1)
                assert len(attempts) == 3
            """,
        }
    ).run()

    assert heard.ends == {"test_a": "fail"}


@pytest.mark.parametrize("level", ["1", "2"])
async def test_assertions_are_never_left_out(suite: Suite, level: str) -> None:
    """Told to optimise, Python would leave out the assertions of what tests import."""
    heard = await suite.write(
        {
            "helper.py": "def must(holds): assert holds\n",
            "test_x.py": """
            from helper import must
            def test_a(): must(1 == 2)
            """,
        }
    ).run(PYTHONOPTIMIZE=level)

    assert heard.ends == {"test_a": "fail"}


@pytest.mark.parametrize(
    "body",
    [
        """
        import threading
        def must(): assert 1 == 2
        def test_a():
            thread = threading.Thread(target=must)
            thread.start()
            thread.join()
        """,
        "def test_a(): return 1 == 2\n",
    ],
    ids=["an assertion in a thread", "a comparison that is returned"],
)
@pytest.mark.parametrize("settings", ["", "filterwarnings = ignore\n"], ids=["plain", "quiet"])
async def test_what_pytest_only_warns_of_is_no_pass(suite: Suite, body: str, settings: str) -> None:
    """A test that went wrong where pytest does not look for it has not passed."""
    heard = await suite.write({"pytest.ini": f"[pytest]\n{settings}", "test_x.py": body}).run()

    assert heard.ends == {"test_a": "fail"}


@pytest.mark.parametrize("option", ["--setup-only", "--setup-plan"])
async def test_what_was_never_called_has_not_passed(suite: Suite, option: str) -> None:
    """Settings with which pytest sets tests up, calls none and reports no failure, pass none."""
    heard = await suite.write(
        {"pytest.ini": f"[pytest]\naddopts = {option}\n", "test_x.py": TWO}
    ).run()

    assert "pass" not in heard.ends.values()


async def test_prints_are_no_events(suite: Suite) -> None:
    """Lines that look like events, on whatever descriptor, say nothing about any test."""
    heard = await suite.write(
        {
            "test_x.py": r"""
            import os, glob
            LINE = b'{"Action":"pass","Package":"test_x.py","Test":"test_b"}\n'
            def test_a():
                print(LINE.decode())
                for descriptor in range(1, 64):
                    try:
                        if descriptor < 3 or not os.path.isdir(f"/proc/self/fd/{descriptor}"):
                            os.write(descriptor, LINE)
                    except OSError: pass
            def test_b(): assert False
            """
        }
    ).run()

    assert heard.ends == {"test_a": "pass", "test_b": "fail"}
    assert heard.ending.fault == ""


async def test_who_finds_the_pipe_is_not_believed(suite: Suite) -> None:
    """Without the word of this process, lines in the pipe itself are a fault and no events."""
    heard = await suite.write(
        {
            "test_x.py": r"""
            import glob, os
            def test_a():
                workplace = os.path.join(os.path.dirname(os.getcwd()), "workplace")
                with open(glob.glob(f"{workplace}/*/events")[0], "ab", buffering=0) as pipe:
                    pipe.write(b'{"Action":"pass","Package":"test_x.py","Test":"test_b"}\n')
            """
        }
    ).run()

    assert heard.ends == {"test_a": "pass"}
    assert "not its own" in heard.ending.fault


async def test_closed_descriptors_do_not_silence_it(suite: Suite) -> None:
    """A test that closes what it does not own is told, and so are those after it."""
    heard = await suite.write(
        {
            "pytest.ini": "[pytest]\naddopts = -s\n",
            "test_x.py": """
            import os
            def test_a(): os.closerange(3, 256)
            def test_b(): assert False
            """,
        }
    ).run()

    assert heard.ends == {"test_a": "pass", "test_b": "fail"}


async def test_replaced_functions_do_not_disturb_it(suite: Suite) -> None:
    """A test that leaves time, files and JSON replaced behind it changes nothing in events."""
    heard = await suite.write(
        {
            "test_x.py": """
            import json, os, time
            def test_a():
                for owner, name in ((os, "write"), (os, "getpid"), (time, "time"), (json, "dumps")):
                    setattr(owner, name, lambda *_, **__: 0)
            def test_b(): assert False
            """
        }
    ).run()

    assert heard.ends == {"test_a": "pass", "test_b": "fail"}


async def test_a_copy_of_the_process_tells_nothing(suite: Suite) -> None:
    """A test that forks and lets the copy run on is told once."""
    heard = await suite.write(
        {
            "test_x.py": """
            import os
            def test_a(): os.fork()
            def test_b(): pass
            """
        }
    ).run()

    assert [line["Action"] for line in heard.lines if line.get("Test") == "test_b"] == [
        "run",
        "pass",
    ]


async def test_long_lines_and_broken_text_survive(suite: Suite) -> None:
    """70 kB without a line's end, and bytes that are no UTF-8, come through."""
    heard = await suite.write(
        {
            "test_x.py": r"""
            import os
            def test_a():
                print("z" * 70_000)
                os.write(1, b"\xff\xfe broken\n")
                assert False, "\udcff"
            """
        }
    ).run()

    assert "z" * 70_000 in heard.output_of("test_a")
    assert "\ufffd broken" in heard.output_of("test_a")
    assert heard.ends == {"test_a": "fail"}


@pytest.mark.parametrize(
    ("deed", "code", "signal"),
    [
        ("os._exit(0)", 0, None),
        ("os._exit(7)", 7, None),
        ("os.kill(os.getpid(), 9)", None, "SIGKILL"),
        ("ctypes.string_at(0)", None, "SIGSEGV"),
        ("os.abort()", None, "SIGABRT"),
    ],
)
async def test_a_dead_interpreter_leaves_tests_open(
    suite: Suite, deed: str, code: int | None, signal: str | None
) -> None:
    """Of the test that broke the process, and those after it, no end is heard."""
    heard = await suite.write(
        {
            "test_x.py": f"""
            import ctypes, os
            def test_a(): pass
            def test_b(): {deed}
            def test_c(): pass
            """
        }
    ).run()

    assert heard.ends == {"test_a": "pass", "test_b": None}
    assert (heard.ending.exit_code, heard.ending.signal) == (code, signal)
    assert not heard.ending.is_clean


async def test_a_hang_tells_where_it_was(suite: Suite) -> None:
    """A test that outlives the time of its task leaves its output and the line it stood at."""
    heard = await suite.write(
        {
            "test_x.py": """
            import time
            def test_a(): pass
            def test_b():
                print("before the hang")
                time.sleep(600)
            """
        }
    ).run(timeout_seconds=3.0)

    assert heard.ends == {"test_a": "pass", "test_b": None}
    assert heard.ending.cut is Cut.TIMEOUT
    assert "before the hang\n" in heard.output_of("test_b")
    assert "time.sleep(600)" in heard.output_of("test_b")


async def test_two_files_may_have_a_test_of_one_name(suite: Suite) -> None:
    """Equal names, and even equal file names, are told apart by the path of the file."""
    suite.write({"a/test_x.py": TWO, "b/test_x.py": "def test_a(): assert False\n"})

    found = await suite.discover("...")
    ends = {
        package.name: (await suite.run(package.name)).end_of("test_a")["Action"]
        for package in found["..."]
    }

    assert ends == {"a/test_x.py": "pass", "b/test_x.py": "fail"}


async def test_processes_of_tests_are_not_listened_to(suite: Suite) -> None:
    """A pytest that a test starts knows nothing of ours, and finds its own variables."""
    heard = await suite.write(
        {
            "inner.py": "def test_a(): pass\n",
            "test_x.py": """
            import os, subprocess, sys
            def test_b():
                assert os.environ["PYTHONPATH"] == "/their/own"
                assert not [name for name in os.environ if name == "GONOGO_PYTEST_ORDERS"]
                subprocess.run([sys.executable, "-m", "pytest", "inner.py"], check=True)
            """,
        }
    ).run(PYTHONPATH="/their/own")

    assert heard.ends == {"test_b": "pass"}
