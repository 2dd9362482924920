"""Findings: what is wrong, how bad it is and what is being done about it."""

from gonogo.findings.finding import Finding, Plan, Resolution
from gonogo.findings.severity import Severity

__all__ = ["Finding", "Plan", "Resolution", "Severity"]
