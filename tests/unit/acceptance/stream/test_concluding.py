"""What follows from a stream and the end of its process, above all from what was not heard."""

import pytest

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.stream.concluding import conclude_stream
from gonogo.acceptance.task import Cut, Ending, Task
from tests.unit.acceptance.stream.streams import (
    CLEAN,
    ENDED_AT,
    FAILED,
    PACKAGE,
    assembled,
    line,
    outcomes_of,
    passing,
    printed,
    recorded,
    results_of,
)

NEVER = "errored never-ran"
INTERRUPTED = "errored interrupted"
PASSED = "passed none"


@pytest.mark.parametrize(
    ("stream", "outcomes"),
    [
        (
            "mixed",
            {
                "TestPass": PASSED,
                "TestFail": "failed assertion",
                "TestSkip": "skipped skipped",
                "TestSub": "failed assertion",
                "TestSub/a/b_c": "failed assertion",
                "TestSub/ok": PASSED,
                "TestPar": PASSED,
                "TestLong": "failed assertion",
                "TestUTF": PASSED,
            },
        ),
        (
            "panic_in_subtest",
            {
                "TestBefore": PASSED,
                "TestPanic": "failed crash",
                "TestPanic/inner": "failed crash",
            },
        ),
        (
            "panic_in_parallel",
            {"TestA": "failed crash", "TestB": INTERRUPTED, "TestC": PASSED},
        ),
        ("panic_in_goroutine", {"TestA": "failed crash"}),
        ("fatal_error", {"TestA": "failed crash"}),
        (
            "time_is_over",
            {
                "TestQuick": PASSED,
                "TestA": INTERRUPTED,
                "TestB": "failed timeout",
                "TestB/sub": "failed timeout",
            },
        ),
        ("exit_zero", {"TestA": PASSED, "TestB": "failed crash"}),
        ("log_fatal", {"": "failed crash", "TestA": PASSED, "TestB": INTERRUPTED}),
        ("killed", {"": "failed crash", "TestA": PASSED, "TestB": INTERRUPTED}),
        ("main_fails", {"": "failed crash"}),
        ("does_not_build", {"": "errored build"}),
    ],
)
def test_what_go_says_of_a_failure(stream: str, outcomes: dict[str, str]) -> None:
    """Every way in which a package of Go fails is told for what it is, test by test."""
    package = _package_of(stream)

    assert outcomes_of(recorded(stream), FAILED, task=Task("001", package)) == outcomes


@pytest.mark.parametrize(
    ("stream", "test", "cause"),
    [
        ("panic_in_parallel", "TestB", "TestA ended its process: panic: boom"),
        ("time_is_over", "TestA", "TestB/sub ended its process: test timed out after 1s"),
        ("log_fatal", "TestB", "its process ended with code 1: "),
    ],
)
def test_whose_fault_it_is(stream: str, test: str, cause: str) -> None:
    """A test that did not end because of another says which one ended the process."""
    result = results_of(recorded(stream), FAILED, task=Task("001", _package_of(stream)))[test]

    assert cause in result.message


@pytest.mark.parametrize("stream", ["no_test_files", "main_runs_nothing", "misspelt"])
def test_success_without_a_test(stream: str) -> None:
    """A package that ends well and ran no test has answered nothing."""
    task = Task("001", _package_of(stream))

    outcomes = outcomes_of(recorded(stream), CLEAN, ["TestTypo"], task)

    assert outcomes == {"": NEVER, "TestTypo": NEVER}


def test_silence_is_no_success() -> None:
    """A process that ends with code 0 and says nothing leaves all that was selected unanswered."""
    assert outcomes_of(b"", CLEAN, ["TestA", ""]) == {"": NEVER, "TestA": NEVER}


def test_killed_in_the_middle() -> None:
    """Of a process that was killed, what had passed stays passed and nothing else is."""
    stream = line("start") + line("run", "TestA") + line("pass", "TestA") + line("run", "TestB")

    outcomes = outcomes_of(stream, Ending(None, "SIGKILL"), ["TestA", "TestB", "TestC"])

    assert outcomes == {
        "TestA": PASSED,
        "TestB": INTERRUPTED,
        "TestC": NEVER,
        "": INTERRUPTED,
    }


def test_killed_between_two_tests() -> None:
    """Where no test was running when a process was killed, the package tells that some may miss."""
    stream = line("start") + line("run", "TestA") + line("pass", "TestA")

    assert outcomes_of(stream, Ending(None, "SIGKILL")) == {"TestA": PASSED, "": INTERRUPTED}


def test_time_of_the_task_is_over() -> None:
    """What ran when the time was over has failed; what waited for its turn has no answer."""
    stream = b"".join(
        (line("run", "TestA"), line("run", "TestB"), line("pause", "TestB"), line("run", "TestC"))
    )

    outcomes = outcomes_of(stream + line("pass", "TestC"), Ending(1, cut=Cut.TIMEOUT))

    assert outcomes == {
        "TestA": "failed timeout",
        "TestB": INTERRUPTED,
        "TestC": PASSED,
        "": INTERRUPTED,
    }


def test_run_is_ended_by_a_person() -> None:
    """Whoever ends a run leaves what was running without an answer, and nothing failed."""
    stream = line("start") + line("run", "TestA") + line("fail")

    outcomes = outcomes_of(stream, Ending(1, cut=Cut.CANCELLED), ["TestA", "TestB"])

    assert outcomes == {"TestA": INTERRUPTED, "TestB": NEVER, "": INTERRUPTED}


@pytest.mark.parametrize(
    ("ends", "outcome"),
    [
        (("pass", "fail"), "failed assertion"),
        (("fail", "pass"), "failed assertion"),
        (("pass", "skip"), "skipped skipped"),
        (("skip", "pass"), "skipped skipped"),
        (("pass", "pass"), PASSED),
    ],
)
def test_worse_of_two_ends_stays(ends: tuple[str, str], outcome: str) -> None:
    """A test that ended twice counts as what it came to when it was worse."""
    stream = b"".join(line("run", "TestA") + line(end, "TestA") for end in ends)

    assert outcomes_of(stream + line("pass"))["TestA"] == outcome


def test_begun_again_and_never_ended() -> None:
    """A test that passed once, began again and did not end has no answer."""
    stream = line("run", "TestA") + line("pass", "TestA") + line("run", "TestA") + line("pass")

    assert outcomes_of(stream)["TestA"] == INTERRUPTED


def test_pass_of_a_test_that_never_began() -> None:
    """A pass out of nowhere is believed by nobody, a failure is."""
    stream = line("pass", "TestA") + line("fail", "TestB") + line("skip", "TestC")

    outcomes = outcomes_of(stream + line("fail"), FAILED)

    assert outcomes == {
        "TestA": INTERRUPTED,
        "TestB": "failed assertion",
        "TestC": "skipped skipped",
    }


def test_failed_test_in_a_process_that_ends_well() -> None:
    """An exit code of 0 makes no failure a success."""
    stream = line("run", "TestA") + line("fail", "TestA") + line("pass")

    assert outcomes_of(stream, CLEAN) == {"TestA": "failed assertion"}


@pytest.mark.parametrize("end", [b"", line("pass")])
def test_exit_code_that_no_test_explains(end: bytes) -> None:
    """A process that ends with a code other than 0 although all passed has failed as a package."""
    stream = line("start") + line("run", "TestA") + line("pass", "TestA") + end

    assert outcomes_of(stream, Ending(3)) == {"TestA": PASSED, "": "failed crash"}


def test_tool_that_cannot_be_run() -> None:
    """A tool that is not there leaves everything unanswered, and says why."""
    results = results_of(b"", Ending(None, fault="cannot run go: No such file"), ["TestA"])

    assert results["TestA"].message.endswith("cannot run go: No such file")
    assert [result.kind.value for result in results.values()] == ["interrupted", "never-ran"]


def test_tool_that_fails_at_once() -> None:
    """A tool that ends with an error before any event has answered nothing."""
    results = results_of(b"go: cannot find main module\n", Ending(1), ["TestA"])

    assert results[""].message.endswith("go: cannot find main module")
    assert {result.outcome.value for result in results.values()} == {"errored"}


def test_same_name_in_two_packages() -> None:
    """Tests of one name in two packages are two tests."""
    stream = passing("TestA") + passing("TestA", package="other").replace(b'"pass"', b'"fail"', 1)

    results = conclude_stream(assembled(stream), FAILED, (), ENDED_AT)

    told = {str(result.test): result.outcome.value for result in results}
    assert told == {f"{PACKAGE}:TestA": "passed", "other:TestA": "failed"}


def test_garbage_is_told() -> None:
    """A line that nobody understands leaves the package without an answer, and a test with it."""
    stream = b'{"Action":"pass","Pack\n' + line("exploded", "TestA") + passing("TestA", "TestB")

    results = results_of(stream)

    assert results["TestB"].outcome.value == "passed"
    assert results["TestA"].outcome.value == "errored"
    assert results[""].message.startswith("2 lines of its stream could not be understood: ")


def test_text_between_events_is_no_fault() -> None:
    """What a tool prints between events is text, and takes nothing from the tests."""
    assert outcomes_of(b"go: downloading x\n" + passing("TestA")) == {"TestA": PASSED}


@pytest.mark.parametrize(
    ("above", "below", "outcome"),
    [
        ("pass", "fail", "failed assertion"),
        ("pass", "", INTERRUPTED),
        ("pass", "pass", PASSED),
        ("pass", "skip", "skipped skipped"),
        ("fail", "pass", "failed assertion"),
        ("skip", "fail", "failed assertion"),
    ],
)
def test_subtests_weigh_on_their_test(above: str, below: str, outcome: str) -> None:
    """A test is never better than a subtest that failed, and not passed where all were skipped."""
    lines = [line("run", "TestA"), line("run", "TestA/x")]
    lines += [line(below, "TestA/x")] if below else []
    stream = b"".join((*lines, line(above, "TestA"), line("fail")))

    assert outcomes_of(stream, FAILED)["TestA"] == outcome


def test_one_of_several_subtests_may_be_skipped() -> None:
    """A test whose subtests passed, but for some that were skipped, has passed."""
    ends = line("run", "TestA/y") + line("pass", "TestA/y")
    stream = line("run", "TestA") + line("run", "TestA/x") + line("skip", "TestA/x") + ends

    assert outcomes_of(stream + line("pass", "TestA") + line("pass"))["TestA"] == PASSED


def test_precondition_below_is_no_failure_above() -> None:
    """A test that failed for nothing but a subtest's precondition could not be made."""
    unmet = printed("    x.go:1: precondition not met: no faucet\n", "TestA/x", "error")
    stream = line("run", "TestA") + line("run", "TestA/x") + unmet

    ends = line("fail", "TestA/x") + line("fail", "TestA") + line("fail")
    results = results_of(stream + ends, FAILED)

    assert results["TestA"].outcome.value == "precluded"
    assert "precondition not met: no faucet" in results["TestA"].message


def test_precondition_below_excuses_nothing_above() -> None:
    """A test that logs something itself stays failed whatever precondition fails below it."""
    unmet = printed("    x.go:1: precondition not met: no faucet\n", "TestA/x")
    stream = line("run", "TestA") + line("run", "TestA/x") + unmet + line("fail", "TestA/x")

    ends = printed("    x_test.go:9: 3 != 4\n", "TestA") + line("fail", "TestA") + line("fail")
    results = results_of(stream + ends, FAILED)

    assert results["TestA/x"].outcome.value == "precluded"
    assert results["TestA"].outcome.value == "failed"


def test_times() -> None:
    """A test that ended took as long as it says; one that did not, until the end of all."""
    stream = line("run", "TestA") + line("pass", "TestA", Elapsed=2.5) + line("run", "TestB")

    results = results_of(stream, Ending(None, "SIGKILL"))

    assert (results["TestA"].seconds, results["TestB"].seconds) == (2.5, 59.5)


def test_what_a_result_tells_of_its_task() -> None:
    """A result names its task and attempt."""
    task = Task("007-deposit", PACKAGE, attempt=3)

    result = results_of(passing("TestA"), task=task)["TestA"]

    assert (result.task, result.attempt) == ("007-deposit", 3)


def test_package_as_a_whole_with_tests() -> None:
    """A package that was selected as a whole has no result of its own where its tests have."""
    results = conclude_stream(assembled(passing("TestA")), CLEAN, [NamedTest(PACKAGE)], ENDED_AT)

    assert [result.test.name for result in results] == ["TestA"]


def test_package_of_which_nothing_was_heard() -> None:
    """A package that was selected and does not appear has never run."""
    results = conclude_stream(assembled(passing("TestA")), CLEAN, [NamedTest("gone")], ENDED_AT)

    told = {str(result.test): result.kind.value for result in results}
    assert told == {f"{PACKAGE}:TestA": "none", "gone": "never-ran"}


def test_older_go_does_not_say_who_ran() -> None:
    """Where Go does not list what was running, the test that it says it in ran out of time."""
    stream = line("run", "TestA") + printed("panic: test timed out after 1s\n", "TestA")

    result = results_of(stream + line("fail"), FAILED)["TestA"]

    assert (result.kind.value, result.message) == ("timeout", "test timed out after 1s")


def test_longest_message() -> None:
    """A message is never longer than messages may be."""
    stream = line("run", "TestA") + printed("x" * 100_000, "TestA", "error")

    result = results_of(stream + line("fail", "TestA") + line("fail"), FAILED)["TestA"]

    assert len(result.message) == 2000


def _package_of(stream: str) -> str:
    packages = {
        "mixed": "p",
        "misspelt": "p",
        "panic_in_subtest": "q",
        "does_not_build": "bad",
        "panic_in_parallel": "parpanic",
        "panic_in_goroutine": "gopanic",
        "time_is_over": "tmo",
        "exit_zero": "exit0",
        "log_fatal": "exit3",
        "killed": "killed",
        "main_fails": "mainfail",
        "main_runs_nothing": "mainskip",
        "fatal_error": "fatalerr",
        "no_test_files": "notests",
    }
    return f"example.com/m/{packages[stream]}"


CRASHES = ("SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGSEGV")
OF_GO = "SIGABRT: abort\nPC=0x4a11c1 m=0 sigcode=0\n\ngoroutine 0 gp=0x1 m=0:\n"


@pytest.mark.parametrize("signal", CRASHES)
def test_a_fault_of_the_process_is_that_of_the_test_that_ran(signal: str) -> None:
    """What had passed stays so, what runs failed by a crash, and what had not begun never ran."""
    stream = line("start") + line("run", "TestA") + line("pass", "TestA") + line("run", "TestB")

    outcomes = outcomes_of(stream, Ending(None, signal=signal), ("TestA", "TestB", "TestC"))

    assert outcomes["TestA"] == "passed none"
    assert outcomes["TestB"] == "failed crash"
    assert outcomes["TestC"] == "errored never-ran"


@pytest.mark.parametrize(
    "ending",
    [
        Ending(None, signal="SIGKILL"),
        Ending(None, signal="SIGTERM"),
        Ending(None, signal="SIGINT"),
        Ending(None, signal="SIGSEGV", cut=Cut.CANCELLED),
        Ending(None, signal="SIGSEGV", fault="its output was still held open"),
        Ending(139),
    ],
)
def test_what_was_ended_from_outside_has_no_answer(ending: Ending) -> None:
    """Who kills a process, and whose output is not whole, says nothing about the test in it."""
    assert outcomes_of(line("run", "TestA"), ending)["TestA"] == "errored interrupted"


def test_a_fault_of_the_process_blames_none_of_several() -> None:
    """Where two tests ran side by side, nobody knows whose fault it was."""
    stream = line("run", "TestA") + line("run", "TestB") + printed(OF_GO, "TestB")

    for ending in (Ending(None, signal="SIGSEGV"), Ending(2)):
        outcomes = outcomes_of(stream, ending)
        assert outcomes["TestA"] == outcomes["TestB"] == "errored interrupted"


def test_a_fault_of_the_process_blames_no_test_that_waits() -> None:
    """A test that waits for its turn ran nothing, though the fault is printed in it."""
    stream = line("run", "TestA") + line("pause", "TestA") + line("run", "TestB")

    outcomes = outcomes_of(stream + printed(OF_GO, "TestA"), Ending(2))

    assert outcomes["TestA"] == "errored interrupted"
    assert outcomes["TestB"] == "failed crash"


def test_a_fault_in_a_subtest_fails_it_and_what_it_is_in() -> None:
    """A test and its subtest are one test that runs."""
    stream = line("run", "TestA") + line("run", "TestA/one")

    outcomes = outcomes_of(stream, Ending(None, signal="SIGBUS"))

    assert (outcomes["TestA"], outcomes["TestA/one"]) == ("failed crash", "failed crash")


def test_words_about_a_signal_are_no_death() -> None:
    """A test that prints what a node's log says of it, and is then killed, has no answer."""
    stream = line("run", "TestA") + printed("SIGABRT: abort\nop-geth was restarted\n", "TestA")

    assert outcomes_of(stream, Ending(None, signal="SIGKILL"))["TestA"] == "errored interrupted"
