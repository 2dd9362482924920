"""What a real run leaves: the same facts in every file, nothing secret, and also when it is cut."""

import contextlib
import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from gonogo.acceptance.ingest import read_ctrf, read_junit
from gonogo.report.suites import ENVIRONMENT, FILES
from tests.integration.acceptance.reports.left import (
    SECRET,
    WAITS,
    LeftRun,
    command_for,
    environment_of,
    module_in,
)

IN_JUNIT = {"errored": "failed", "precluded": "skipped", "not-applicable": "skipped"}
IN_CTRF = {"precluded": "skipped", "not-applicable": "skipped"}

pytestmark = pytest.mark.slow


def told_by(left: LeftRun, names: dict[str, str]) -> dict[tuple[str, str], str]:
    """Return the outcome of each test, as the command said it, in the words of a format."""
    return {
        (each["package"], each["test"] or "(package)"): names.get(each["outcome"], each["outcome"])
        for each in left.document["tests"]
    }


def test_every_file_is_there(left: LeftRun) -> None:
    """Beside what is written while tests run."""
    assert left.code == 1
    assert {*FILES, "events.jsonl", "output.log", "logs"} <= {
        each.name for each in left.directory.iterdir()
    }


@pytest.mark.parametrize(
    ("name", "read", "names"),
    [("junit.xml", read_junit, IN_JUNIT), ("ctrf.json", read_ctrf, IN_CTRF)],
)
def test_what_is_read_back_is_what_was_said(
    left: LeftRun, name: str, read: object, names: dict[str, str]
) -> None:
    """Each format has every test, with the outcome that the command said."""
    with (left.directory / name).open("rb") as file:
        found = read(file)  # type: ignore[operator]

    assert not found.faults
    outcomes = {(each.test.package, each.test.name): each.outcome.value for each in found.results}
    assert outcomes == told_by(left, names)


def test_the_summary_says_what_the_command_said(left: LeftRun) -> None:
    """Gates and tests have the same outcomes in both."""
    summary = json.loads((left.directory / "summary.json").read_bytes())

    found = {(each["package"], each["test"] or "(package)"): each for each in summary["tests"]}
    assert {key: each["outcome"] for key, each in found.items()} == told_by(left, {})
    assert summary["gates"][0]["outcome"] == left.document["gates"][0]["outcome"]
    assert summary["gates"][0]["chains"][0]["summary"] == left.document["gates"][0]["summary"]


def test_logs_are_where_the_summary_says(left: LeftRun) -> None:
    """Places in the output hold what the test's own file holds."""
    summary = json.loads((left.directory / "summary.json").read_bytes())
    output = (left.directory / "output.log").read_bytes()
    named = [each for each in summary["tests"] if each["log_file"]]

    assert len(named) > 5
    for each in named:
        printed = b"".join(output[at : at + length] for at, length in each["log"])
        assert (left.directory / each["log_file"]).read_bytes() == printed


def test_no_file_has_a_secret_of_the_caller(left: LeftRun) -> None:
    """Though a test printed it, in its message and in a subtest."""
    files = [each for each in left.directory.rglob("*") if each.is_file()]

    assert b"[secret]" in (left.directory / "junit.xml").read_bytes()
    assert [each.name for each in files if SECRET.encode() in each.read_bytes()] == []


def test_the_environment_says_what_to_type(left: LeftRun) -> None:
    """With the options that matter."""
    text = (left.directory / ENVIRONMENT).read_text(encoding="utf-8")

    assert "gonogo accept --testdir " in text
    assert "--default-timeout 60s" in text
    assert "export DEVSTACK_KEYS_SALT=" in text


def test_events_tell_the_course(left: LeftRun) -> None:
    """From the beginning over each test to where everything lies."""
    names = [each["event"] for each in left.events]

    assert (names[0], names[-1]) == ("suites-began", "suites-left")
    assert names.count("task-began") == names.count("task-ended") == left.events[0]["tasks"]
    ended = {
        (each["package"], each["test"]): each["outcome"]
        for each in left.events
        if each["event"] == "test-ended"
    }
    assert ended["example.org/suite/fails", "TestWrong"] == "failed"
    assert left.events[-1] | {"time": ""} == {
        "time": "",
        "event": "suites-left",
        "directory": str(left.directory),
        "faults": [],
        "notes": [],
    }


def test_a_run_that_is_interrupted_leaves_a_report(tmp_path: Path) -> None:
    """Ctrl-C ends the tests, and what was seen until then is written and said to be partial."""
    module = module_in(tmp_path, waits=WAITS)
    with subprocess.Popen(  # noqa: S603 - What is run is ours.
        command_for(module),
        env=environment_of(tmp_path),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as running:
        try:
            assert running.stderr is not None
            events = map(json.loads, running.stderr)
            next(each for each in events if each.get("test") == "TestWaits")
            running.send_signal(signal.SIGINT)
            left = next(each for each in events if each["event"] == "suites-left")
            running.stderr.read()
            running.wait(20)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)

    directory = Path(left["directory"])
    summary = json.loads((directory / "summary.json").read_bytes())
    outcomes = {each["test"]: each["outcome"] for each in summary["tests"]}
    assert running.returncode == 130
    assert summary["is_interrupted"]
    assert outcomes["TestWaits"] == "errored"
    assert "ended before all" in (directory / "report.html").read_text(encoding="utf-8")
    with (directory / "junit.xml").open("rb") as file:
        assert not read_junit(file).faults
