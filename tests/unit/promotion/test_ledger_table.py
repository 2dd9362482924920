"""The ledger as rows and cells: every line, and why it is no pass."""

from dataclasses import replace
from datetime import UTC, datetime

from gonogo.promotion import Refusal, ledger_table
from gonogo.promotion.ledger import Ledger, LedgerLine
from gonogo.promotion.ledger_table import ledger_rows

LINE = LedgerLine(
    feature="interop",
    transition="promote:alphanet",
    network="eris",
    versions={"op-node": "2.0", "op-geth": "1.0"},
    determination="sha256:" + "d" * 64,
    promotion="sha256:" + "e" * 64,
    at=datetime(2026, 3, 2, 12, 34, 56, tzinfo=UTC),
    faults=(),
)
FAULTS = (Refusal("expired", "it expired", "Decide again."), Refusal("revoked", "no", ""))
REFUSED = replace(LINE, feature="other", faults=FAULTS)
LEDGER = Ledger((LINE, REFUSED), frozenset())


def test_a_line_is_told_in_cells_of_its_head() -> None:
    """Versions sorted, times in UTC, and no digest too long to read."""
    table = ledger_table(LEDGER)

    assert all(len(row) == len(table.head) for row in table.rows)
    first = dict(zip(table.head, table.rows[0], strict=True))
    assert first["versions"] == "op-geth 1.0, op-node 2.0"
    assert first["at (UTC)"] == "2026-03-02 12:34"
    assert len(first["decision"]) < 30


def test_what_is_no_pass_never_reads_as_one() -> None:
    """Every fault is named, in the order in which it was found."""
    assert [row[-1] for row in ledger_table(LEDGER).rows] == ["yes", "no: expired, revoked"]


def test_a_pass_at_no_version_is_not_told_as_a_yes() -> None:
    """It counts for nothing at the next stage, which asks at which version it passed."""
    (row,) = ledger_table(Ledger((replace(LINE, versions={}),), frozenset())).rows

    assert row[-1] == "versions unknown"
    assert row[3] == "unknown"


def test_programs_get_the_same_with_every_fault_in_words() -> None:
    """Whole digests, times to the second, and what to do."""
    passed, refused = ledger_rows(LEDGER)

    assert (passed.is_pass, passed.faults) == (True, ())
    assert (refused.is_pass, [fault.code for fault in refused.faults]) == (
        False,
        ["expired", "revoked"],
    )
    assert refused.faults[0].remedy == "Decide again."
    assert (passed.at, passed.determination) == ("2026-03-02T12:34:56Z", LINE.determination)
    assert list(passed.versions) == ["op-geth", "op-node"]


def test_an_empty_ledger_has_a_head_and_no_row() -> None:
    """Nothing went up, and nothing is made up."""
    empty = Ledger((), frozenset())

    assert ledger_table(empty).rows == ()
    assert ledger_rows(empty) == ()
    assert ledger_table(empty).head
