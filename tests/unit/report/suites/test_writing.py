"""Files are written whole or not at all, each for itself, and without secrets."""

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.acceptance import Kind, LogPart, NamedTest
from gonogo.acceptance.gate_run import LeftOut
from gonogo.acceptance.stream import log_file
from gonogo.evidence import Outcome
from gonogo.report.suites import (
    ENVIRONMENT,
    SuiteReport,
    suite_bytes,
    write_environment,
    write_suite_files,
)
from gonogo.report.suites import FILES as LATER_FILES
from tests.unit.report.suites import reports

FILES = (ENVIRONMENT, *LATER_FILES)
KEY = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"


def written(directory: Path, report: SuiteReport, *secrets: str) -> tuple[str, ...]:
    return (
        *write_environment(directory, f"export A={KEY}\n", secrets=secrets),
        *write_suite_files(directory, report, secrets=secrets),
    )


@pytest.mark.parametrize(
    "make", [reports.of_all_sorts, reports.all_passed, reports.hostile, reports.report]
)
def test_all_files_are_written(tmp_path: Path, make: object) -> None:
    """Also of a run without gates and without output."""
    assert written(tmp_path, make()) == ()  # type: ignore[operator]

    assert {each.name for each in tmp_path.iterdir()} == set(FILES)
    assert all(stat.S_IMODE(each.stat().st_mode) == 0o600 for each in tmp_path.iterdir())
    json.loads((tmp_path / "summary.json").read_bytes())


def test_no_file_has_a_secret(tmp_path: Path) -> None:
    """Neither what tests say nor what they print nor the environment shows it."""
    test = reports.all_passed().cases[0].test
    failed = reports.result(
        test, Outcome.FAILED, Kind.CRASH, f"key 0x{KEY}", log=(LogPart(0, 99),), task=KEY
    )
    (tmp_path / "output.log").write_text(f"printed {KEY}\n", encoding="utf-8")

    assert written(tmp_path, reports.report(reports.gate_run((failed,), faults=(KEY,))), KEY) == ()

    for name in FILES:
        content = (tmp_path / name).read_bytes()
        assert KEY.encode() not in content
        assert b"[secret]" in content or name == "calls.json"


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_written_costs_no_other(tmp_path: Path, name: str) -> None:
    """It is told, and nothing is left of it."""
    (tmp_path / name).mkdir()

    (fault,) = written(tmp_path, reports.of_all_sorts())

    assert fault.startswith(f"{name} could not be written")
    assert {each.name for each in tmp_path.iterdir()} == set(FILES)


def test_a_directory_that_is_gone_is_told(tmp_path: Path) -> None:
    """Nothing is raised: results were recorded before."""
    faults = written(tmp_path / "gone", reports.of_all_sorts())

    assert len(faults) == len(FILES)


def test_what_was_written_before_is_replaced(tmp_path: Path) -> None:
    """A run that is gone on with leaves the later report."""
    written(tmp_path, reports.all_passed())

    written(tmp_path, reports.of_all_sorts())

    assert json.loads((tmp_path / "summary.json").read_bytes())["outcome"] == "errored"
    assert (tmp_path / ENVIRONMENT).read_text(encoding="utf-8").startswith("export")


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), -1.0])
def test_what_is_no_time_breaks_no_file(tmp_path: Path, seconds: float) -> None:
    """Results may have been read from somewhere else."""
    test = reports.all_passed().cases[0].test
    inner = replace(test, name=f"{test.name}/inner")
    results = tuple(replace(reports.result(each), seconds=seconds) for each in (test, inner))

    assert written(tmp_path, reports.report(reports.gate_run(results))) == ()


UNSEEN = frozenset("\x1b\x7f\x9b\u061c\u200b\u200e\u200f\u2028\u202a\u202e\u2066\u2069\ufeff")


def test_no_file_turns_a_line_around(tmp_path: Path) -> None:
    """What a test calls itself, says and prints can be read by people and by other tools."""
    evil = f"Test{''.join(sorted(UNSEEN))}End"
    test, inner = NamedTest(f"pkg/{evil}", evil), NamedTest(f"pkg/{evil}", f"{evil}/{evil}")
    printed = f"printed {evil}\n".encode()
    (tmp_path / "output.log").write_bytes(printed)
    log = (LogPart(0, len(printed)),)
    run = reports.gate_run(
        tuple(
            reports.result(each, Outcome.FAILED, Kind.CRASH, f"first\n{evil}", log=log, task=evil)
            for each in (test, inner)
        ),
        gate=evil,
        faults=(evil,),
        left_out=(LeftOut(test, evil),),
    )

    report = reports.report(run, network=evil)
    assert write_environment(tmp_path, f"# {evil}\n", secrets=()) == ()
    assert write_suite_files(tmp_path, report, secrets=()) == ()

    for name in FILES:
        content = (tmp_path / name).read_text(encoding="utf-8")
        assert UNSEEN.isdisjoint(content), name
        assert "End" in content
        if name.endswith("json"):
            assert UNSEEN.isdisjoint(repr(json.loads(content)))
    told = json.loads((tmp_path / "summary.json").read_bytes())["tests"]
    assert [(each["outcome"], len(each["subtests"])) for each in told] == [("failed", 1)]
    assert "\\u202e" in told[0]["test"]
    # Said of a log that is there under this very name.
    assert told[0]["log_file"] == str(log_file(test))


@pytest.mark.parametrize(("ending", "name"), [(".html", "report.html"), (".json", "summary.json")])
def test_what_is_asked_for_later_is_what_was_left(tmp_path: Path, ending: str, name: str) -> None:
    """To the byte, and as free of secrets."""
    test = reports.all_passed().cases[0].test
    failed = reports.result(test, Outcome.FAILED, Kind.CRASH, f"key {KEY}", log=(LogPart(0, 9),))
    (tmp_path / "output.log").write_text(f"printed {KEY}", encoding="utf-8")
    report = reports.report(reports.gate_run((failed,)))
    written(tmp_path, report, KEY)

    content = suite_bytes(tmp_path, report, ending, secrets=[KEY])

    assert content == (tmp_path / name).read_bytes()
    assert KEY.encode() not in content
