"""What each of the two reports on a release says: verdict, warnings, and which sections."""

from collections.abc import Iterator

from gonogo.readiness import REHEARSAL_LEVEL
from gonogo.report import release_sections as sections
from gonogo.report import release_summary as summary
from gonogo.report.release import ReleaseReport, ReportKind
from gonogo.report.sheet import Sheet
from gonogo.report.wording import sentence


def release_sheet(report: ReleaseReport, kind: ReportKind) -> Sheet:
    """Return what a report of this kind says."""
    return Sheet(
        title=kind.title,
        verdict=report.decision.verdict.value,
        network=report.network.name,
        sentence=sentence(report.decision),
        stamps=tuple(_stamps(report)),
        is_fallen=report.authority is not None and bool(report.failings),
        warnings=tuple(_warnings(report)),
        sections=tuple(
            section for make in _SECTIONS[kind] if (section := make(report)) is not None
        ),
        tool_version=report.tool_version,
    )


def _stamps(report: ReleaseReport) -> Iterator[str]:
    authority = report.authority
    yield f"signed by {authority.decided.name}" if authority else "unsigned"
    if report.is_solo:
        yield "SOLO"
    # A print travels further than its file name: what counts nowhere must say so itself.
    if report.level.startswith(REHEARSAL_LEVEL):
        yield "rehearsal"
    if authority:
        yield from authority.failings(report.made_at)
    if report.break_glasses:
        yield "break-glass open"


def _warnings(report: ReleaseReport) -> Iterator[str]:
    authority = report.authority
    if authority and (failings := authority.failings(report.made_at)):
        yield f"Nobody may act on this decision any more: {', '.join(failings)}."
        yield from authority.doubts
    yield from (each.sentence for each in report.break_glasses)
    for doubt in report.doubts:
        yield f"Nobody can know that the record is complete: {doubt}."
    if report.is_solo:
        yield "SOLO: one person alone keeps this workspace; nobody else looked at what they signed."


_SECTIONS: dict[ReportKind, tuple[sections.Making, ...]] = {
    ReportKind.READINESS: (
        summary.glance,
        summary.advice,
        summary.authority,
        sections.reasons,
        sections.results,
        sections.findings,
        sections.waivers,
        sections.by_hand,
        sections.not_tested,
        sections.nearly_missed,
        sections.expiring,
        sections.features,
        sections.runs,
        sections.plots,
        sections.versions,
        sections.notes,
        sections.verifying,
        sections.reading,
    ),
    ReportKind.DECISION: (
        summary.glance,
        summary.authority,
        sections.reasons,
        sections.findings,
        sections.waivers,
        summary.advice,
        sections.expiring,
        sections.not_tested,
        sections.results_shortened,
        sections.by_hand,
        sections.features,
        sections.runs,
        sections.versions,
        sections.notes,
        sections.verifying,
        sections.reading,
    ),
}
