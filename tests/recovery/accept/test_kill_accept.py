"""Kill -9 while acceptance tests run, and resume: what ended stays, and nothing else runs again."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from gonogo.report.suites import ENVIRONMENT, FILES
from tests.recovery.accept.suite import PACKAGES, Suite

EVIDENCE = "SELECT count(*) FROM evidence"


def has_run(suite: Suite) -> bool:
    return suite.simulation.rows("SELECT count(*) FROM runs") == [(1,)]


def has_deployment(suite: Suite) -> bool:
    return suite.simulation.rows("SELECT count(*) FROM deployments") == [(1,)]


def is_in_second(suite: Suite) -> bool:
    return suite.is_at("second")


def has_ended_first(suite: Suite) -> bool:
    return '"ended"' in suite.journal


def has_evidence(suite: Suite) -> bool:
    return suite.simulation.rows(EVIDENCE) == [(1,)]


MOMENTS: dict[str, tuple[Callable[[Suite], bool], str]] = {
    "recorded, nothing planned": (has_run, ""),
    "planned, nothing begun": (has_deployment, ""),
    "in the second of three processes": (is_in_second, "second"),
    "between two processes": (has_ended_first, ""),
    "evidence recorded, nothing decided": (has_evidence, ""),
}


@pytest.mark.parametrize("name", MOMENTS)
async def test_killed_run_is_finished_by_resume(suite: Suite, name: str) -> None:
    """Whenever it is killed, what had ended is not run again, and nothing is left behind."""
    has_come, held = MOMENTS[name]
    if held:
        suite.mark(f"hold-{held}")
    await suite.begin()
    await suite.until(lambda: has_come(suite), name)
    await suite.kill()
    ended = suite.journal.count('"ended"')
    await suite.simulation.until(lambda: not suite.processes(), "the end of the tests")
    if held:
        suite.unmark(f"hold-{held}")
    resumed = await suite.resume()

    assert resumed.code == 0, resumed.out + resumed.err
    assert "three: 3 tests passed" in resumed.out
    assert [suite.ran.count(package) for package in PACKAGES[:ended]] == [1] * ended
    assert suite.ran.count("third") == 1
    assert suite.simulation.rows("SELECT number, ending FROM runs") == [(1, "finished")]
    assert suite.simulation.rows(EVIDENCE) == [(1,)]
    assert (suite.processes(), suite.secret_files) == ([], [])


async def test_nothing_runs_again_when_all_had_ended(suite: Suite) -> None:
    """Killed after its last test and before the evidence, it only has to be judged."""
    suite.mark("hold-third")
    await suite.begin()
    await suite.until(lambda: suite.is_at("third"), "the last test")
    with closing(
        sqlite3.connect(suite.simulation.workspace / "history.sqlite", isolation_level=None)
    ) as history:
        history.execute("BEGIN IMMEDIATE")
        suite.unmark("hold-third")
        await suite.until(lambda: '"finished"' in suite.journal, "the last end")
        await suite.kill()
    assert suite.simulation.rows(EVIDENCE) == [(0,)]
    resumed = await suite.resume()

    assert resumed.code == 0, resumed.out + resumed.err
    assert suite.ran == list(PACKAGES)


async def test_killed_while_it_builds_it_builds_again(suite: Suite) -> None:
    """Nothing of a build is waited for, and the tools that built are gone with us."""
    suite.mark("hold-build")
    await suite.begin("built")
    await suite.until(lambda: suite.is_at("build"), "go that builds")
    await suite.kill()
    await suite.simulation.until(lambda: not suite.processes(), "the end of go")
    suite.unmark("hold-build")
    resumed = await suite.resume()

    assert resumed.code == 0, resumed.out + resumed.err
    assert "built: 1 test passed" in resumed.out
    assert (suite.processes(), suite.secret_files) == ([], [])


async def test_failure_seen_before_the_kill_stays(suite: Suite) -> None:
    """A process that was cut off runs again, and passing then takes nothing back."""
    suite.mark("fail-waits")
    suite.mark("hold-waits")
    await suite.begin("waits")
    await suite.until(lambda: suite.is_at("waits"), "a test that waits")
    await suite.until(lambda: '"failed"' in suite.journal, "the failure")
    await suite.kill()
    suite.unmark("fail-waits")
    suite.unmark("hold-waits")
    resumed = await suite.resume()

    assert resumed.code == 1, resumed.out + resumed.err
    assert "test_waits.py:test_fails" in resumed.out
    assert suite.simulation.rows("SELECT count(*) FROM findings") == [(1,)]


async def test_cancelled_run_keeps_the_failures_that_were_seen(suite: Suite) -> None:
    """Whoever ends a run that was cut off does not end what it was seen to fail at."""
    suite.mark("fail-waits")
    suite.mark("hold-waits")
    await suite.begin("waits")
    await suite.until(lambda: '"failed"' in suite.journal, "the failure")
    await suite.kill()
    await suite.simulation.until(lambda: not suite.processes(), "the end of the tests")
    ended = await suite.resume("--cancel")
    shown = await suite.simulation.run("show", "latest")

    assert ended.code in {1, 3}, ended.out + ended.err
    assert suite.simulation.rows("SELECT ending FROM runs") == [("cancelled",)]
    assert "test_waits.py:test_fails" in shown.out
    assert (suite.processes(), suite.secret_files) == ([], [])


async def test_cancelled_run_that_had_failed_nothing_holds(suite: Suite) -> None:
    """What never ran is listed, and nothing of it is a pass."""
    suite.mark("hold-second")
    await suite.begin()
    await suite.until(lambda: suite.is_at("second"), "the second test")
    await suite.kill()
    await suite.resume("--cancel")
    shown = await suite.simulation.run("show", "latest")

    assert shown.code == 3, shown.out + shown.err
    assert "it was ended before all of its tests had ended" in shown.out


async def test_cancelled_run_leaves_what_an_interrupted_one_does(suite: Suite) -> None:
    """All files for readers, and results in the history; asked for again it is the same page."""
    suite.mark("fail-first")
    suite.mark("hold-second")
    await suite.begin()
    await suite.until(lambda: suite.is_at("second"), "the second test")
    await suite.kill()
    await suite.simulation.until(lambda: not suite.processes(), "the end of the tests")
    early = suite.simulation.directory / "early.json"
    looked = await suite.simulation.run("show", "latest", "--report", str(early))
    cancelled = await suite.resume("--cancel", "--report", "late.html")
    again = await suite.simulation.run("show", "latest", "--report", "again.html")
    (left,) = (suite.simulation.workspace / "tests").iterdir()
    summary = json.loads((left / "summary.json").read_bytes())
    past = await suite.simulation.run("history", "--json")

    assert {*FILES, ENVIRONMENT} <= {each.name for each in left.iterdir()}
    assert (summary["outcome"], summary["is_interrupted"]) == ("failed", True)
    outcomes = {each["package"]: (each["outcome"], each["kind"]) for each in summary["tests"]}
    assert outcomes["first"] == ("failed", "assertion")
    assert {outcomes["second"][0], outcomes["third"][0]} == {"errored"}
    assert looked.code == 3, looked.err
    assert json.loads(early.read_bytes())["counts"] == summary["counts"]
    assert (cancelled.code, again.code) == (1, 1), cancelled.err + again.err
    pages = [suite.simulation.directory / name for name in ("late.html", "again.html")]
    assert all("[secret]" in page.read_text("utf-8") for page in (*pages, left / "report.html"))
    assert json.loads(past.out)["without_results"] == []


async def test_report_of_a_run_without_tests_is_told(suite: Suite) -> None:
    """Nobody waits for a file that nothing is known for."""
    checked = await suite.simulation.run(
        "check", "simulated", "--only", "l1_head_advances", "--window", "1"
    )
    shown = await suite.simulation.run("show", "latest", "--report", "page.html")

    assert shown.code == checked.code
    assert "no report was written" in shown.err
    assert not (suite.simulation.directory / "page.html").exists()


async def test_tests_that_changed_meanwhile_are_refused(suite: Suite) -> None:
    """What is gone on with must be what was begun; the message says what to do."""
    suite.mark("hold-second")
    await suite.begin()
    await suite.until(lambda: suite.is_at("second"), "the second test")
    await suite.kill()
    suite.unmark("hold-second")
    gates = suite.directory / "gates.yaml"
    gates.write_text(gates.read_text().replace(", {package: third}", ""))
    refused = await suite.resume()
    cancelled = await suite.resume("--cancel")

    assert refused.code == 2, refused.out + refused.err
    assert "the tests are not those that were begun with" in refused.err
    assert "gonogo resume" in refused.err
    assert "Traceback" not in refused.err
    assert suite.ran == ["first", "second"]
    assert cancelled.code in {1, 3}, cancelled.err
    assert suite.simulation.rows("SELECT ending FROM runs") == [("cancelled",)]


@pytest.mark.parametrize("fails", [True, False])
async def test_interrupt_says_what_was_seen(suite: Suite, *, fails: bool) -> None:
    """Ctrl-C ends every process at once, and what was seen is told and recorded."""
    if fails:
        suite.mark("fail-first")
    suite.mark("hold-second")
    await suite.begin()
    await suite.until(lambda: suite.is_at("second"), "the second test")
    suite.simulation.processes[-1].send_signal(2)
    ended = await suite.simulation.end(suite.simulation.processes[-1])
    shown = await suite.simulation.run("show", "latest")

    assert ended.code == 130, ended.out + ended.err
    assert ("✗ first:holds  [assertion]" in ended.out) is fails
    assert "? second  [interrupted]" in ended.out
    assert "? third  [never-ran]" in ended.out
    assert shown.code == (1 if fails else 3), shown.out
    assert suite.simulation.rows("SELECT ending FROM runs") == [("cancelled",)]
    assert (suite.processes(), suite.secret_files) == ([], [])
