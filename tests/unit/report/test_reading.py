"""The words of a report, explained in it."""

from gonogo.findings import Severity
from gonogo.readiness import Verdict
from gonogo.report.reading import words_of_a_report
from gonogo.report.sheet import written


def test_every_verdict_and_severity_is_explained_with_what_programs_see() -> None:
    """Each once, with the exit code by which a pipeline goes, and no two share one."""
    verdicts, severities = words_of_a_report()

    told = {written(name): written(number) for name, number, _ in verdicts.rows}
    assert told.keys() == {verdict.value for verdict in Verdict}
    assert len({*told.values()}) == len(told)
    assert told["go"] == "0"
    assert len(severities.rows) == len(Severity)
    assert all(written(cells[-1]) for table in (verdicts, severities) for cells in table.rows)
