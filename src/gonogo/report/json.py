"""The report for machines: canonical JSON, one line, keys sorted.

The shape is `gonogo.report/v1`: beside `format` it has

- `verdict`, `exit_code`, `sentence`, `counts`: what the decision comes to;
- `report`: the whole `Report`, field by field as its docstrings say; digests are
  text, times ISO 8601 in UTC, enumerations their values, durations seconds.

New fields may come; those that are there keep their meaning. The verdict is
stated for those who only read, and computed again by those who parse: a file
that states another verdict than its answers give is refused.
"""

from dataclasses import dataclass

import msgspec

from gonogo import digest
from gonogo.errors import GonogoError
from gonogo.readiness import Verdict
from gonogo.report.report import Report
from gonogo.report.wording import EXIT_CODES, grouped, sentence

FORMAT = "gonogo.report/v1"


class ReportFileError(GonogoError):
    """A file that should be a report is none, or contradicts itself."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"not a report that can be trusted: {problem}",
            hint="Write it anew with `gonogo show RUN --json`.",
        )
        self.problem = problem


@dataclass(frozen=True)
class ReportDocument:
    """The shape of the file."""

    format: str
    verdict: Verdict
    exit_code: int
    sentence: str
    counts: dict[str, int]
    """How many requirements got each answer."""
    report: Report


def report_json(report: Report) -> bytes:
    """Return the report as canonical JSON, with a line break at its end."""
    return digest.canonical_json(_document(report)) + b"\n"


def parse_report(content: bytes) -> Report:
    """Read a report back.

    Raises:
        ReportFileError: It is of another format, damaged, or its verdict is not
            the one that its own answers and reasons give.
    """
    try:
        document = msgspec.json.decode(content, type=ReportDocument)
    except msgspec.MsgspecError as error:
        raise ReportFileError(str(error)) from error
    except UnicodeDecodeError as error:
        raise ReportFileError("it is no UTF-8 text") from error
    if document.format != FORMAT:
        raise ReportFileError(f"its format is {document.format!r}, not {FORMAT!r}")
    # Not only the verdict: any line on top that its own answers do not give is a lie.
    if document != _document(document.report):
        raise ReportFileError("what it states on top is not what its answers come to")
    return document.report


def _document(report: Report) -> ReportDocument:
    decision = report.decision
    return ReportDocument(
        format=FORMAT,
        verdict=decision.verdict,
        exit_code=EXIT_CODES[decision.verdict],
        sentence=sentence(decision),
        counts={group.answer.value: len(group.members) for group in grouped(decision)},
        report=report,
    )
