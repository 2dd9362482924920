"""Evidence that was altered, moved or taken away."""

from pathlib import Path

import pytest

from gonogo.store import SQLiteHistory
from tests.contract.store.values import deployment
from tests.unit.store.damaging import alter

ABOUT = deployment().digest


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evidence SET content = replace(content, 'passed', 'failed') WHERE id = 1",
        "UPDATE evidence SET content = X'7b7d' WHERE id = 1",
        "UPDATE evidence SET \"check\" = 'renamed' WHERE id = 1",
        "DELETE FROM evidence WHERE id = 1",
        "UPDATE evidence SET deployment = 'sha256:elsewhere' WHERE id = 1",
        "UPDATE evidence SET digest = 'sha256:00' WHERE id = 1",
    ],
)
def test_altered_evidence_is_a_problem(
    history: SQLiteHistory, tmp_path: Path, statement: str
) -> None:
    """A changed, moved or deleted row is told as a problem, or its run is damaged."""
    untouched = history.evidence_of_deployment(ABOUT).problems
    alter(tmp_path, statement)

    (run,) = history.runs()
    assert untouched == ()
    assert run.damage or history.evidence_of_deployment(ABOUT).problems
    assert run.damage or history.evidence_of_run("run-a").problems
