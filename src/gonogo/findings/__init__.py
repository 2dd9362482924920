"""Findings: what is wrong, how bad it is and what is being done about it."""

from gonogo.findings.finding import Finding, FindingState, Plan, Resolution
from gonogo.findings.opening import merge, open_findings, open_findings_about
from gonogo.findings.severity import Severity

__all__ = [
    "Finding",
    "FindingState",
    "Plan",
    "Resolution",
    "Severity",
    "merge",
    "open_findings",
    "open_findings_about",
]
