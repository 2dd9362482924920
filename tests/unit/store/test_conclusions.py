"""Findings, problems and decisions: the first stays, and what was altered is loud."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.readiness import Problem
from gonogo.store import SQLiteHistory
from gonogo.workflows import CorruptRecordError
from tests.contract.store.values import decision, deployment, finding, new_run
from tests.unit.store.damaging import alter

ABOUT = deployment().digest
Read = Callable[[SQLiteHistory], object]


@pytest.mark.parametrize(
    ("statement", "read"),
    [
        ("UPDATE findings SET content = X'7b7d'", lambda each: each.findings(ABOUT)),
        ("UPDATE findings SET digest = 'sha256:00'", lambda each: each.findings(ABOUT)),
        ("UPDATE findings SET id = 'another'", lambda each: each.findings(ABOUT)),
        ("UPDATE findings SET deployment = 'x'", lambda each: each.findings("x")),
        ("UPDATE decisions SET content = X'7b7d'", lambda each: each.decision("run-a")),
        ("UPDATE decisions SET digest = 'sha256:00'", lambda each: each.decision("run-a")),
        ("UPDATE problems SET content = X'7b7d'", lambda each: each.problems("run-b")),
    ],
)
def test_what_was_concluded_is_verified_whenever_it_is_read(
    history: SQLiteHistory, tmp_path: Path, statement: str, read: Read
) -> None:
    """Changed or moved, it is never read as if nothing had happened."""
    history.start_run(new_run("run-b"))
    history.record_problem("run-b", Problem("node", "it hung"))
    alter(tmp_path, statement)

    with pytest.raises(CorruptRecordError):
        read(history)


def test_a_finding_and_a_decision_stay_as_they_were_recorded_first(history: SQLiteHistory) -> None:
    """A step that is repeated after a crash changes nothing."""
    history.record_findings([replace(finding(), title="another")])
    again = history.record_decision("run-a", replace(decision(), notes=("another",)))

    assert history.findings(ABOUT) == (finding(),)
    assert again == history.decision("run-a") == decision()


def test_a_problem_is_recorded_once_and_in_order(history: SQLiteHistory) -> None:
    """However often it came up."""
    history.start_run(new_run("run-b"))
    problems = (Problem("b", "second"), Problem("a", "first"))
    for problem in (*problems, *problems):
        history.record_problem("run-b", problem)

    assert history.problems("run-b") == problems
    assert history.problems("run-a") == ()


def test_where_nothing_was_concluded_nothing_is_found(history: SQLiteHistory) -> None:
    """None and nothing are not the same as something empty."""
    history.start_run(new_run("run-b"))

    assert history.decision("run-b") is None
    assert history.findings("sha256:elsewhere") == ()
