"""Lines of a report on a release, as tests write them by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from gonogo.report.authority import Afterwards, Authority, SignedBy
from gonogo.report.release_entries import FindingEntry, PlanEntry, WaiverEntry

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ADA = SignedBy("act-1", "Ada", "SHA256:ada", ("platforms",), NOW - HOUR)


def authority(*afterwards: Afterwards, **changes: object) -> Authority:
    """Return a decision that stands for another hour."""
    whole = Authority(
        determination="act-1",
        decided=ADA,
        approvals=(),
        transition="promote:alphanet",
        level="READINESS_ALPHANET",
        valid_until=NOW + HOUR,
        heads=(),
        blocks=(),
        supersedes=(),
        afterwards=afterwards,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # keywords are the fields' own


def waiver(**changes: object) -> WaiverEntry:
    """Return a waiver in force."""
    whole = WaiverEntry(
        act="act-2",
        requirement="peers",
        chain=None,
        by="Bert",
        reason="a feast",
        signed_at=NOW - HOUR,
        until=NOW + HOUR,
        state="in force",
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # keywords are the fields' own


PLAN = PlanEntry("restart it", "fred", date(2026, 3, 4), "accepted", None, "it cannot be")


def finding(**changes: object) -> FindingEntry:
    """Return an open finding under an accepted plan."""
    whole = FindingEntry(
        id="finding-1",
        title="It stalls",
        severity="SEV 2 major",
        state="open",
        weight="conditional",
        care="planned",
        impact=None,
        team=None,
        tracker_url=None,
        about="peers",
        chain="bench-901",
        opened_at=NOW - HOUR,
        deployment="sha256:aa",
        is_elsewhere=False,
        plan=PLAN,
        cause=None,
        fix=None,
        duplicate_of=None,
        evidence="",
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # keywords are the fields' own
