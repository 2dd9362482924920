"""Flakes, broken tests and quarantine, put together."""

from datetime import date

from gonogo.acceptance import Track
from gonogo.acceptance.quarantine import QuarantineEntry
from gonogo.cli import flake_words
from tests.contract.store.past import (
    CANDIDATE,
    DEPOSIT,
    NOON,
    OTHER_CANDIDATE,
    TRANSFER,
    outcomes,
)

FLAKY = Track(TRANSFER, "eris", CANDIDATE, outcomes("PFP"), NOON)
BROKEN = Track(DEPOSIT, "eris", CANDIDATE, outcomes("FF"), NOON)
OF_TRANSFER = QuarantineEntry(TRANSFER, "protocol", "one block only", date(2026, 12, 1))
OF_DEPOSIT = QuarantineEntry(DEPOSIT, "infra", "no idea", date(2026, 12, 1))


def test_flaky_and_broken_are_told_apart() -> None:
    """A broken test stands under its own heading, whoever calls it a flake."""
    told = list(flake_words.lines([FLAKY, BROKEN], ()))

    assert told[0] == "Flaky: 1"
    assert "TestTransfer" in told[1]
    assert told[3] == "Broken: 1"
    assert "TestDeposit" in told[4]
    assert told[-1] == "In quarantine: none"


def test_an_entry_of_a_broken_test_is_not_believed() -> None:
    """The list of tests says it, and so does the list of entries, with why."""
    kept = flake_words.kept_entries(
        [OF_TRANSFER, OF_DEPOSIT], {TRANSFER: [FLAKY], DEPOSIT: [BROKEN]}, NOON
    )
    told = "\n".join(flake_words.lines([FLAKY, BROKEN], kept))

    assert [each.is_believed for each in kept] == [True, False]
    assert "TestTransfer   (in quarantine)" in told
    assert "TestDeposit   (quarantine not believed)" in told
    assert "! no flake is on record" in told
    assert "protocol, until 2026-12-01: one block only" in told


def test_the_candidate_that_was_tried_last_is_asked_about() -> None:
    """A flake of before that only fails now is excused no more."""
    tracks = [FLAKY, Track(TRANSFER, "eris", OTHER_CANDIDATE, outcomes("F"), NOON)]

    (kept,) = flake_words.kept_entries([OF_TRANSFER], {TRANSFER: tracks}, NOON)

    assert not kept.is_believed
    assert "it is broken" in kept.notes[0]


def test_an_entry_without_any_result_is_told() -> None:
    """A test that nobody ran is in nobody's quarantine."""
    (kept,) = flake_words.kept_entries([OF_TRANSFER], {}, NOON)

    assert not kept.is_believed


def test_programs_are_told_the_same() -> None:
    """Every list is there, also where it is empty."""
    kept = flake_words.kept_entries([OF_TRANSFER], {TRANSFER: [FLAKY]}, NOON)

    told = flake_words.document([FLAKY], kept, 14)

    assert [each["test"] for each in told["flaky"]] == ["TestTransfer"]  # type: ignore[attr-defined]
    assert told["broken"] == []
    assert told["quarantine"] == [
        {
            "package": "example.org/base",
            "test": "TestTransfer",
            "owner": "protocol",
            "reason": "one block only",
            "until": "2026-12-01",
            "exit": 20,
            "link": "",
            "is_believed": True,
            "notes": [],
        }
    ]
