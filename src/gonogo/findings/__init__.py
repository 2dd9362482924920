"""Findings: what is wrong, how bad it is and what is being done about it."""

from gonogo.findings.finding import Finding, FindingState, Plan, Resolution
from gonogo.findings.lifecycle import (
    Care,
    care,
    cared_for,
    named_findings,
    reported_findings,
    shared_ratings,
)
from gonogo.findings.opening import finding_id, merge, open_findings, open_findings_about
from gonogo.findings.rating import Rating, standing_rating
from gonogo.findings.severity import (
    SEVERITY_NAMES,
    SEVERITY_WORDS,
    Severity,
    severity_in_short,
    severity_text,
)

__all__ = [
    "SEVERITY_NAMES",
    "SEVERITY_WORDS",
    "Care",
    "Finding",
    "FindingState",
    "Plan",
    "Rating",
    "Resolution",
    "Severity",
    "care",
    "cared_for",
    "finding_id",
    "merge",
    "named_findings",
    "open_findings",
    "open_findings_about",
    "reported_findings",
    "severity_in_short",
    "severity_text",
    "shared_ratings",
    "standing_rating",
]
