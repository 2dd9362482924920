"""Severities, in the words of the Release Readiness Process.

A finding is rated by its impact had it been on mainnet. The definitions are
those of the process (`release-readiness.md`, Results analysis).
"""

import enum
from collections.abc import Mapping
from types import MappingProxyType


class Severity(enum.IntEnum):
    """How bad a finding is; the smaller the number, the worse."""

    SEV0 = 0
    """Catastrophic: warrants public notification; many users lose all or most functionality."""
    SEV1 = 1
    """Critical: warrants public notification; many users are severely affected."""
    SEV2 = 2
    """Major: actively impairs many users' ability to transact, or is critical for a few."""
    SEV3 = 3
    """Minor: a matter of stability or of minor impact that its owners look at now."""


SEVERITY_NAMES: Mapping[Severity, str] = MappingProxyType(
    {
        Severity.SEV0: "catastrophic",
        Severity.SEV1: "critical",
        Severity.SEV2: "major",
        Severity.SEV3: "minor",
    }
)
"""What the process calls them."""

SEVERITY_WORDS: Mapping[Severity, str] = MappingProxyType(
    {
        Severity.SEV0: "Warrants public notification and the attention of leadership; a large"
        " number of users lose all or most functionality.",
        Severity.SEV1: "Warrants public notification; a large number of users are severely"
        " affected.",
        Severity.SEV2: "Actively impairs many users' ability to transact, or is critical for a"
        " subset of users.",
        Severity.SEV3: "A matter of stability, or of minor impact that needs its owners'"
        " attention.",
    }
)
"""How the process defines them, had it been on mainnet."""


def severity_in_short(severity: Severity | None) -> str:
    """Return a severity as lists have it, such as `SEV 2`; an unrated finding says so."""
    return "unrated" if severity is None else f"SEV {severity:d}"


def severity_text(severity: Severity | None) -> str:
    """Return a severity with what the process calls it, such as `SEV 2 major`."""
    told = severity_in_short(severity)
    return told if severity is None else f"{told} {SEVERITY_NAMES[severity]}"
