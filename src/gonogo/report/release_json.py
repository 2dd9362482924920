"""The reports on a release for machines: canonical JSON, one line, keys sorted.

The shape is `gonogo.release-report/v1`, described in `docs/reading-a-report.md`. It
holds everything, whichever of the two reports it is: the kinds differ in what people
read first, and a program reads what it asks for. New fields may come; those that are
there keep their meaning.
"""

from dataclasses import dataclass

from gonogo import digest
from gonogo.readiness import Verdict
from gonogo.report.release import ReleaseReport, ReportKind
from gonogo.report.release_sheet import release_sheet
from gonogo.report.wording import EXIT_CODES, grouped, sentence

RELEASE_FORMAT = "gonogo.release-report/v1"


@dataclass(frozen=True)
class ReleaseDocument:
    """The shape of the file."""

    format: str
    kind: ReportKind
    title: str
    verdict: Verdict
    exit_code: int
    level: str
    sentence: str
    stamps: tuple[str, ...]
    stands: bool
    """Whether anybody may act on it: signed, in force, and not doubtful."""
    failings: tuple[str, ...]
    """Why nobody may, in single words."""
    warnings: tuple[str, ...]
    counts: dict[str, int]
    """How many requirements got each answer."""
    report: ReleaseReport


def release_json(report: ReleaseReport, kind: ReportKind) -> bytes:
    """Return the report as canonical JSON, with a line break at its end."""
    sheet = release_sheet(report, kind)
    decision = report.decision
    document = ReleaseDocument(
        format=RELEASE_FORMAT,
        kind=kind,
        title=kind.title,
        verdict=decision.verdict,
        exit_code=EXIT_CODES[decision.verdict],
        level=report.level,
        sentence=sentence(decision),
        stamps=sheet.stamps,
        stands=not report.failings,
        failings=report.failings,
        warnings=sheet.warnings,
        counts={group.answer.value: len(group.members) for group in grouped(decision)},
        report=report,
    )
    return digest.canonical_json(document) + b"\n"
