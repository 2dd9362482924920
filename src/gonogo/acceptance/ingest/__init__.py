"""Results of tests from elsewhere, or of somebody else's tool: JUnit, CTRF, `go test -json`.

A report is foreign and may be cut off, empty, wrong about itself or made to hurt. What it says
about a test is taken as it is; whatever is wrong with the report as a whole is a fault, and
with a fault nothing that it says makes a gate go.
"""

from gonogo.acceptance.ingest.ctrf import read_ctrf
from gonogo.acceptance.ingest.go_json import read_go_json
from gonogo.acceptance.ingest.ingested import MOST_TESTS, Ingested
from gonogo.acceptance.ingest.junit import read_junit
from gonogo.acceptance.ingest.matching import (
    AmbiguousPackageError,
    is_relative,
    wanted_of_report,
)
from gonogo.acceptance.ingest.reading import FORMATS, UnknownFormatError, read_report
from gonogo.acceptance.ingest.recognising import NoReportError, recognise, require_report

__all__ = [
    "FORMATS",
    "MOST_TESTS",
    "AmbiguousPackageError",
    "Ingested",
    "NoReportError",
    "UnknownFormatError",
    "is_relative",
    "read_ctrf",
    "read_go_json",
    "read_junit",
    "read_report",
    "recognise",
    "require_report",
    "wanted_of_report",
]
