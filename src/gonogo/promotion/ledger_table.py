"""The ledger for people and for programs: one row for each feature that went up."""

from dataclasses import dataclass

import msgspec

from gonogo import digest
from gonogo.promotion.ledger import Ledger, LedgerLine

_HEAD = ("feature", "transition", "network", "versions", "at (UTC)", "decision", "pass")
_UNKNOWN = "unknown"


class LedgerRow(msgspec.Struct, frozen=True):
    """A line of the ledger, in plain values."""

    feature: str
    transition: str
    network: str
    versions: dict[str, str]
    at: str
    determination: str
    promotion: str
    is_pass: bool
    faults: tuple["FaultRow", ...]


class FaultRow(msgspec.Struct, frozen=True):
    """Why a line is no pass."""

    code: str
    explanation: str
    remedy: str


@dataclass(frozen=True)
class LedgerTable:
    """Cells as text, for whoever draws tables."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def ledger_rows(ledger: Ledger) -> tuple[LedgerRow, ...]:
    """Return every line in plain values, for JSON."""
    return tuple(
        LedgerRow(
            feature=line.feature,
            transition=line.transition,
            network=line.network,
            versions=dict(sorted(line.versions.items())),
            at=f"{line.at:%Y-%m-%dT%H:%M:%SZ}",
            determination=line.determination,
            promotion=line.promotion,
            is_pass=line.is_pass,
            faults=tuple(FaultRow(f.code, f.explanation, f.remedy) for f in line.faults),
        )
        for line in ledger.lines
    )


def ledger_table(ledger: Ledger) -> LedgerTable:
    """Return every line as cells, for a person to read."""
    return LedgerTable(_HEAD, tuple(_cells(line) for line in ledger.lines))


def _cells(line: LedgerLine) -> tuple[str, ...]:
    versions = (f"{name} {version}" for name, version in sorted(line.versions.items()))
    return (
        line.feature,
        line.transition,
        line.network,
        ", ".join(versions) or _UNKNOWN,
        f"{line.at:%Y-%m-%d %H:%M}",
        digest.short(line.determination),
        _in_words(line),
    )


def _in_words(line: LedgerLine) -> str:
    if not line.is_pass:
        return "no: " + ", ".join(fault.code for fault in line.faults)
    # It went up, and counts for no version: a yes would be read as one that does.
    return "yes" if line.versions else "versions unknown"
