"""Severities, in the words of the Release Readiness Process.

A finding is rated by its impact had it been on mainnet. The definitions are
those of the process (`release-readiness.md`, Results analysis).
"""

import enum


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
