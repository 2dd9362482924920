"""What is written down about withdrawals, and how."""

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from gonogo.gates.withdrawal import (
    Deployment,
    Entry,
    Journal,
    JournalInUseError,
    MalformedEntryError,
)
from gonogo.gates.withdrawal.journal import Posted

DEPLOYMENT = Deployment(900, 901, "0x11", "0x22", "0x33")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def begun(directory: Path) -> tuple[Journal, Entry]:
    journal = Journal(directory)
    with journal.held():
        return journal, journal.begin(DEPLOYMENT, NOW)


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    """Transactions, moments and the deployment alike."""
    journal, entry = begun(tmp_path)
    posted = {"prove": (Posted("0x02", "0xab", 3, 10**20),)}
    journal.save(msgspec.structs.replace(entry, posted=posted, proven_at=NOW, hash="0xcd"))

    (read,) = journal.entries()
    assert (read.posted, read.proven_at, read.hash) == (posted, NOW, "0xcd")
    assert (read.deployment, read.key, read.is_in_flight) == (DEPLOYMENT, entry.key, True)


def test_each_withdrawal_has_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    """It holds a private key."""
    journal, _ = begun(tmp_path)
    journal.begin(DEPLOYMENT, NOW)

    files = sorted(tmp_path.glob("withdrawals/*.json"))
    assert len(files) == 2
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_nothing_is_left_beside_the_files(tmp_path: Path) -> None:
    """What is written first is renamed, so a listing never shows half a file."""
    journal, entry = begun(tmp_path)
    for hash_ in ("0x1", "0x2"):
        journal.save(msgspec.structs.replace(entry, hash=hash_))

    names = {path.name for path in (tmp_path / "withdrawals").iterdir()}
    assert names == {".lock", f"{entry.id}.json"}


def test_the_key_is_never_shown(tmp_path: Path) -> None:
    """Entries end up in logs and in traces."""
    _, entry = begun(tmp_path)

    assert entry.key[2:] not in f"{entry!r} {entry}"


def test_two_runs_do_not_work_on_the_same_withdrawals(tmp_path: Path) -> None:
    """The second is told, and the next one after the first has ended is not."""
    first, second = Journal(tmp_path), Journal(tmp_path)
    with first.held(), pytest.raises(JournalInUseError), second.held():
        pass
    with second.held():
        assert second.entries() == ()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"id": "x"}', '{"id": 5, "key": "0x"}', "\xff"], ids=repr
)
def test_a_file_that_is_no_withdrawal_is_named(tmp_path: Path, text: str) -> None:
    """Taking it for nothing would lose what it stands for."""
    journal, _ = begun(tmp_path)
    (tmp_path / "withdrawals" / "odd.json").write_text(text, "latin-1")

    with pytest.raises(MalformedEntryError, match=r"odd\.json"):
        journal.entries()


def test_a_file_of_a_later_version_is_not_guessed_at(tmp_path: Path) -> None:
    """Its words may mean something else."""
    journal, entry = begun(tmp_path)
    path = tmp_path / "withdrawals" / f"{entry.id}.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 2}))

    with pytest.raises(MalformedEntryError, match="format 2"):
        journal.entries()


@pytest.mark.parametrize(
    ("changes", "is_in_flight"),
    [({}, True), ({"finalized_at": NOW}, False), ({"given_up": "contested"}, False)],
)
def test_what_is_in_flight(
    tmp_path: Path,
    changes: dict[str, object],
    is_in_flight: bool,  # noqa: FBT001 - a table of cases.
) -> None:
    """What is finalized or given up has nothing left to do."""
    _, entry = begun(tmp_path)

    assert msgspec.structs.replace(entry, **changes).is_in_flight is is_in_flight
