"""The value behind both reports."""

from dataclasses import replace

import pytest

from gonogo.report import ReportKind
from gonogo.report.report import MixedReportError
from tests.unit.report import releases, samples


def test_a_report_of_two_networks_is_refused() -> None:
    """A verdict on one must not stand over the versions of the other."""
    report = releases.go()

    with pytest.raises(MixedReportError):
        replace(report, network=samples.network("another"))


def test_a_decision_is_worth_what_was_signed() -> None:
    """Where nobody signed, what was judged; and that nobody signed is why it does not stand."""
    signed, unsigned = releases.conditional(), releases.hold()

    assert signed.authority is not None
    assert signed.level == signed.authority.level
    assert unsigned.level == unsigned.decision.level_reached
    assert unsigned.failings == ("unsigned",)


def test_whether_it_stands_is_told_for_the_time_of_the_report() -> None:
    """A file that is made later tells what became of it."""
    report = releases.conditional()
    assert report.authority is not None

    later = replace(report, made_at=report.authority.valid_until)

    assert (report.failings, later.failings) == ((), ("expired",))


def test_the_two_reports_have_the_names_of_the_process() -> None:
    """By which people ask for them."""
    assert [kind.title for kind in ReportKind] == [
        "Release Readiness Report",
        "Release Decision Documentation",
    ]
