"""Which findings a report shows, and that damage takes no report away."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.bootstrap import Application, opened, report_of_record
from gonogo.networks import L1, Chain, Network
from gonogo.readiness import Decision, Reason, Verdict
from tests.contract.store.values import decision, deployment, finding, new_run

NETWORK = Network("bench", "bench", None, L1("l1", 900, ()), (Chain("bench-901", 901),))
FORMER = deployment("0xbb")
CARRIED, LEFT = "sha256:" + "c0" * 32, "sha256:" + "1e" * 32


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with opened(tmp_path) as application:
        for run, about in (("run-a", FORMER), ("run-b", deployment())):
            application.history.start_run(new_run(run))
            application.history.set_deployment(run, about)
        application.history.record_findings(
            [
                finding("sha256:here"),
                finding(CARRIED, FORMER.digest),
                finding(LEFT, FORMER.digest),
            ]
        )
        yield application


def naming(*findings: str) -> Decision:
    (answer,) = decision().answers
    return replace(decision(), answers=(replace(answer, findings=findings),))


@pytest.mark.parametrize(
    "judged",
    [
        naming(CARRIED),
        replace(decision(), reasons=(Reason(f"finding {CARRIED[:19]}", Verdict.HOLD, "unrated"),)),
    ],
)
def test_findings_that_are_carried_over_are_shown(
    application: Application, judged: Decision
) -> None:
    """Of former deployments, those that the decision names; of this one, all."""
    report = report_of_record(application, NETWORK, judged)

    assert [each.id for each in report.findings] == ["sha256:here", CARRIED]


def test_damaged_finding_is_a_note(application: Application, tmp_path: Path) -> None:
    """What cannot be shown is said, and the rest is shown."""
    with closing(sqlite3.connect(tmp_path / "history.sqlite", isolation_level=None)) as connection:
        connection.execute("UPDATE findings SET content = X'7b7d' WHERE id = 'sha256:here'")
    report = report_of_record(application, NETWORK, naming(CARRIED))

    assert [each.id for each in report.findings] == [CARRIED]
    assert "not shown: finding sha256:here is damaged" in report.notes[-1]
