"""What a report on a release computes: who decided, what is left open, what expires, what to do."""

from gonogo.report import ReportKind, release_html
from tests.unit.report import releases
from tests.unit.report.page import Page


def test_solo_and_break_glass_stand_beside_the_verdict() -> None:
    """One person alone, and a gate opened by force, are seen before anything else."""
    alone = releases.Release(is_solo=True)
    alone.run(releases.PASSING)

    assert "SOLO" in Page(release_html(alone.report(), ReportKind.READINESS)).all("h1")[0].text
    forced = Page(release_html(releases.revoked(), ReportKind.READINESS))
    assert "break-glass open" in forced.all("h1")[0].text
    assert "The fix must go out." in forced.text
