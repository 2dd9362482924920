"""The report for machines."""

import json
from collections.abc import Callable

import pytest

from gonogo.report import Report, ReportFileError, parse_report, report_json
from tests.unit.report import samples

SAMPLES = [samples.go, samples.no_go, samples.hold, samples.conditional, samples.hostile]


@pytest.mark.parametrize("make", SAMPLES)
def test_what_is_written_is_read_back(make: Callable[[], Report]) -> None:
    """Every field of a report survives the way through JSON."""
    report = make()

    assert parse_report(report_json(report)) == report


def test_the_form_is_canonical() -> None:
    """Keys are sorted, nothing is spaced out, and the same report gives the same bytes."""
    content = report_json(samples.no_go())

    plain = json.loads(content)
    canonical = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert content.decode() == canonical + "\n"
    assert content == report_json(samples.no_go())


def test_the_verdict_stands_on_top() -> None:
    """Who reads nothing else finds format, verdict, exit code and counts."""
    top = json.loads(report_json(samples.no_go()))
    del top["report"]

    assert top == {
        "format": "gonogo.report/v1",
        "verdict": "no-go",
        "exit_code": 1,
        "sentence": "No-go: 2 of 14 requirements are unmet, 1 is unknown, 1 is conditional and"
        " 10 are met; 1 other reason says no-go and 2 say hold.",
        "counts": {"unmet": 2, "unknown": 1, "conditional": 1, "met": 10},
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"verdict":"no-go"}', b'"verdict":"go"}'),
        (b'"exit_code":1', b'"exit_code":0'),
        (b'"answer":"unmet"', b'"answer":"met"'),
        (b'"met":10', b'"met":14'),
        (b"gonogo.report/v1", b"gonogo.report/v9"),
        (b'"answer":"unmet"', b'"answer":"fine"'),
        (b'"unsigned"', b'"signed"'),
        (b'"tool_version":"0.1.0"', b'"tool_version":null'),
    ],
)
def test_a_report_that_contradicts_itself_is_refused(old: bytes, new: bytes) -> None:
    """A prettier verdict than the answers give, or an unknown value, is no report."""
    content = report_json(samples.no_go())
    assert old in content

    with pytest.raises(ReportFileError, match="not a report that can be trusted"):
        parse_report(content.replace(old, new))


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"null", b"[]", b"\xff\xfe", b'{"format":"gonogo.report/v1"}']
)
def test_what_is_no_report_is_refused(content: bytes) -> None:
    """Garbage is an error for a person and never an empty report."""
    with pytest.raises(ReportFileError):
        parse_report(content)


def test_a_report_cut_off_is_refused() -> None:
    """Half a report is none."""
    content = report_json(samples.go())

    with pytest.raises(ReportFileError):
        parse_report(content[: len(content) // 2])
