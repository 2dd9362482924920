"""What stands on top of a report on a release, and which sections it has."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from gonogo.report import ReleaseReport, ReportKind
from gonogo.report.release_sheet import release_sheet
from tests.unit.report import releases


def stamps(report: ReleaseReport) -> tuple[str, ...]:
    return release_sheet(report, ReportKind.READINESS).stamps


@pytest.mark.parametrize(
    ("make", "stamp"),
    [
        (releases.go, "signed by ada"),
        (releases.hold, "unsigned"),
        (releases.revoked, "revoked"),
        (releases.expired, "expired"),
        (releases.forged, "doubtful"),
        (releases.revoked, "break-glass open"),
    ],
)
def test_what_must_be_seen_with_the_verdict_is_stamped(
    make: Callable[[], ReleaseReport], stamp: str
) -> None:
    """Whoever reads only the headline reads it too."""
    assert stamp in stamps(make())


def test_a_rehearsal_and_one_person_alone_are_stamped() -> None:
    """Neither looks like a release that two people answered for."""
    report = releases.hold()
    decision = replace(report.decision, level="READINESS_REHEARSAL")

    assert "rehearsal" in stamps(replace(report, decision=decision))
    assert "rehearsal" not in stamps(report)
    assert "SOLO" in stamps(replace(report, is_solo=True))


@pytest.mark.parametrize("kind", ReportKind)
@pytest.mark.parametrize(
    ("make", "is_fallen"),
    [
        (releases.go, False),
        (releases.hold, False),
        (releases.revoked, True),
        (releases.forged, True),
    ],
)
def test_only_what_was_signed_and_lost_its_force_has_fallen(
    make: Callable[[], ReleaseReport], kind: ReportKind, *, is_fallen: bool
) -> None:
    """What nobody decided never stood; and a warning says why."""
    sheet = release_sheet(make(), kind)

    assert sheet.is_fallen is is_fallen
    assert any("Nobody may act on this" in each for each in sheet.warnings) is is_fallen


def test_doubts_about_the_record_are_warnings() -> None:
    """Each in a sentence."""
    sheet = release_sheet(replace(releases.go(), doubts=("an act is gone",)), ReportKind.DECISION)

    assert sheet.warnings == ("Nobody can know that the record is complete: an act is gone.",)


@pytest.mark.parametrize("make", releases.EVERY_RELEASE)
def test_both_reports_tell_what_both_must(make: Callable[[], ReleaseReport]) -> None:
    """No section is left out that could change what a reader does, and none comes twice."""
    report = make()
    told = {
        kind: [each.anchor for each in release_sheet(report, kind).sections] for kind in ReportKind
    }

    for anchors in told.values():
        assert anchors[0] == "summary"
        assert len(set(anchors)) == len(anchors)
        assert {"decision", "reasons", "results", "recommendations", "verify"} <= set(anchors)
    assert set(told[ReportKind.DECISION]) <= set(told[ReportKind.READINESS])
