"""A command and the report that it leaves, held against each other."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from gonogo.acceptance import Ending, NamedTest, Result, Surroundings, Task
from gonogo.acceptance.runners.command import CommandRunner, NoCommandError
from gonogo.acceptance.stream import Recording
from gonogo.evidence import Outcome

GREEN = '<testsuite tests="1"><testcase classname="fees" name="pays"/></testsuite>'
RED = (
    '<testsuite><testcase classname="fees" name="pays"><failure>no</failure></testcase></testsuite>'
)
PAYS = NamedTest("fees", "pays")


def _script(place: Path, body: str) -> tuple[str, ...]:
    path = place / "tool.py"
    path.write_text(f"import sys, os\n{body}\n")
    return (sys.executable, "-I", str(path))


async def _run(
    place: Path,
    body: str,
    *words: str,
    report: str = "report.xml",
    names: tuple[str, ...] = ("pays",),
) -> tuple[dict[NamedTest, Result], Ending]:
    """Run a script as a command; return what came of it, and how it ended for us."""
    runner = CommandRunner(command=(*_script(place, body), *words), report=report)
    workplace = place / "work"
    workplace.mkdir(exist_ok=True)
    surroundings = Surroundings(place, workplace, {"PATH": "/usr/bin:/bin"}, place / "run")
    task = Task("001", "fees", names, timeout_seconds=20.0)
    with Recording(place / "run", secrets=()) as recording:
        sink = recording.sink(task)
        ending = await runner.run(task, surroundings, sink)
        results = sink.close(ending, [NamedTest("fees", name) for name in names])
    return {result.test: result for result in results}, ending


def _writes(text: str, code: int = 0) -> str:
    return f"open(sys.argv[1], 'w').write({text!r})\nsys.exit({code})"


async def test_a_green_report_of_a_clean_end_has_passed(tmp_path: Path) -> None:
    """The report says that it passed, and the command ended well."""
    results, ending = await _run(tmp_path, _writes(GREEN), "{report}")

    assert results[PAYS].outcome is Outcome.PASSED
    assert ending.is_clean
    assert list(results) == [PAYS]


async def test_a_failure_stays_one_though_the_command_is_content(tmp_path: Path) -> None:
    """An exit code of 0 makes no failure less."""
    results, _ = await _run(tmp_path, _writes(RED), "{report}")

    assert results[PAYS].outcome is Outcome.FAILED


async def test_a_bad_end_with_a_green_report_is_errored(tmp_path: Path) -> None:
    """Something went wrong of which the report tells nothing."""
    results, ending = await _run(tmp_path, _writes(GREEN, code=3), "{report}")

    assert results[NamedTest("fees")].outcome is Outcome.ERRORED
    assert "code 3, and its report has no failure" in ending.fault


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("pass", "wrote no report"),
        (_writes(""), "it is empty"),
        (_writes(GREEN[:40]), "breaks off"),
        (_writes("all is well"), "none of junit"),
        (_writes("<html/>"), "no JUnit"),
        (_writes("<testsuite tests='0'/>"), "no test"),
    ],
)
async def test_without_a_whole_report_nothing_has_passed(
    tmp_path: Path, body: str, said: str
) -> None:
    """A report that is missing, empty, half or something else is no answer."""
    results, ending = await _run(tmp_path, body, "{report}")

    assert said in ending.fault
    assert {result.outcome for result in results.values()} == {Outcome.ERRORED}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("pass", "wrote no report"),
        ("os.utime('results.xml')", "wrote no report"),
        ("open('results.xml', 'a').close()", "it is empty"),
        ("os.rename('before.xml', 'results.xml')", "before this run"),
        ("os.link('before.xml', 'results.xml')", "before this run"),
        ("os.symlink('before.xml', 'results.xml')", "before this run"),
        ("import shutil; shutil.copy('stamped.xml', 'results.xml')", "before this run"),
    ],
)
async def test_a_report_of_an_earlier_run_is_none(tmp_path: Path, body: str, said: str) -> None:
    """What lies there from before is not what this run says, whatever is done to its date."""
    (tmp_path / "results.xml").write_text(GREEN)
    (tmp_path / "before.xml").write_text(GREEN)
    os.utime(tmp_path / "before.xml", (1e9, 1e9))
    stamped = GREEN.replace("tests=", "timestamp='2026-01-01T00:00:00Z' tests=")
    (tmp_path / "stamped.xml").write_text(stamped)

    results, ending = await _run(tmp_path, body, report="results.xml")

    assert said in ending.fault
    assert results[PAYS].outcome is Outcome.ERRORED
    assert (tmp_path / "run/aside/001/results.xml").read_text() == GREEN
    assert "results.xml was there before" in (tmp_path / "run/output.log").read_text()


async def test_a_told_report_that_was_there_before_is_none(tmp_path: Path) -> None:
    """A task that is run again in the same place is not answered by what it wrote first."""
    first, _ = await _run(tmp_path, _writes(GREEN), "{report}")
    again, ending = await _run(tmp_path, "os.utime(sys.argv[1])", "{report}")

    assert first[PAYS].outcome is Outcome.PASSED
    assert "wrote no report" in ending.fault
    assert again[PAYS].outcome is Outcome.ERRORED


async def test_a_command_does_not_start_where_something_else_would_be_lost(
    tmp_path: Path,
) -> None:
    """A place that is no report's is the user's; the command could write over it."""
    (tmp_path / "settings.json").write_text("{}")
    body = "open('settings.json', 'w').write('gone')"

    results, ending = await _run(tmp_path, body, report="settings.json")

    assert "it is no report" in ending.fault
    assert results[PAYS].outcome is Outcome.ERRORED
    assert (tmp_path / "settings.json").read_text() == "{}"


async def test_a_report_in_a_place_of_its_own_is_read(tmp_path: Path) -> None:
    """A command that knows itself where to write is read from there."""
    body = f"open('results.xml', 'w').write({GREEN!r})"

    results, _ = await _run(tmp_path, body, report="results.xml")

    assert results[PAYS].outcome is Outcome.PASSED


async def test_names_become_words(tmp_path: Path) -> None:
    """A word for all names is as many words; in a longer word they stand together."""
    body = "print(sys.argv[1:], flush=True)"

    await _run(tmp_path, body, "-p={package}", "{names}", "-n={names}", names=("a b", "c;d"))

    printed = (tmp_path / "run" / "output.log").read_text()
    assert "['-p=fees', 'a b', 'c;d', '-n=a b,c;d']" in printed


async def test_reports_in_one_place_are_written_one_by_one(tmp_path: Path) -> None:
    """Two tasks whose commands write one file do not run at the same time."""
    body = (
        "assert not os.path.exists('busy'); open('busy', 'w'); import time; time.sleep(0.2)\n"
        f"open('results.xml', 'w').write({GREEN!r}); os.remove('busy')"
    )
    runner = CommandRunner(command=_script(tmp_path, body), report="results.xml")
    surroundings = Surroundings(tmp_path, tmp_path, {}, tmp_path / "run")
    with Recording(tmp_path / "run", secrets=()) as recording:
        tasks = [Task("001", "fees"), Task("002", "fees")]
        endings = await asyncio.gather(
            *(runner.run(task, surroundings, recording.sink(task)) for task in tasks)
        )

    assert [ending.fault for ending in endings] == ["", ""]


@pytest.mark.parametrize(("command", "report"), [((), "report.xml"), (("make",), "")])
def test_without_a_command_or_a_report_there_is_no_runner(
    command: tuple[str, ...], report: str
) -> None:
    """Both must be said."""
    with pytest.raises(NoCommandError):
        CommandRunner(command=command, report=report)
