"""A history on disk in which one run ended, with everything that it recorded."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.evidence import RunState
from gonogo.store import SQLiteHistory, open_history
from tests.contract.store.values import NOON, decision, deployment, evidence, finding, new_run


@pytest.fixture
def history(tmp_path: Path) -> Iterator[SQLiteHistory]:
    opened = open_history(tmp_path / "history.sqlite", lambda _: False)
    opened.start_run(new_run())
    opened.set_deployment("run-a", deployment())
    opened.record_evidence([evidence(), evidence(check="other")])
    opened.record_findings([finding()])
    opened.record_decision("run-a", decision())
    opened.end_run("run-a", RunState.FINISHED, NOON)
    yield opened
    opened.close()
