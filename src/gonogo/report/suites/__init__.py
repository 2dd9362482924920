"""What a run of acceptance tests leaves for readers: JUnit, CTRF, JSON, text and a page.

All of them are made of one value, a piece at a time, and written by `write_suite_files`.
"""

from gonogo.report.suites.suite_report import JudgedGate, SuiteReport, judged
from gonogo.report.suites.summary_text import summary_lines
from gonogo.report.suites.writing import (
    ENVIRONMENT,
    FILES,
    PAGE,
    suite_bytes,
    write_environment,
    write_suite_files,
)

__all__ = [
    "ENVIRONMENT",
    "FILES",
    "PAGE",
    "JudgedGate",
    "SuiteReport",
    "judged",
    "suite_bytes",
    "summary_lines",
    "write_environment",
    "write_suite_files",
]
