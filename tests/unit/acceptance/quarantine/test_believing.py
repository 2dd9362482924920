"""Which entries are believed."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.acceptance import Quarantined, Track
from gonogo.acceptance.quarantine import Note, QuarantineEntry, believed
from tests.contract.store.past import (
    CANDIDATE,
    DEPOSIT,
    NOON,
    OTHER_CANDIDATE,
    OUTCOMES,
    TRANSFER,
    outcomes,
)

ENTRY = QuarantineEntry(TRANSFER, "protocol", "one block only", date(2026, 12, 1))


def track(letters: str, candidate: str = CANDIDATE, network: str = "eris") -> Track:
    return Track(TRANSFER, network, candidate, outcomes(letters), NOON)


def ask(
    *tracks: Track, now: datetime = NOON, entry: QuarantineEntry = ENTRY
) -> tuple[tuple[Quarantined, ...], tuple[Note, ...]]:
    return believed([entry], {TRANSFER: tracks}, now, CANDIDATE, network="eris")


def test_a_flake_is_believed() -> None:
    """Both outcomes on this candidate, in time: the gate is told what the file says."""
    kept, notes = ask(track("PPFP"))

    assert kept == (Quarantined(TRANSFER, "protocol", "one block only", "2026-12-01"),)
    assert notes == ()


def test_a_flake_of_another_candidate_that_passes_here_is_believed() -> None:
    """A flake is on record once it was seen, and this candidate did not break the test."""
    kept, _ = ask(track("PF", OTHER_CANDIDATE), track("P"))

    assert len(kept) == 1


@pytest.mark.parametrize(
    ("tracks", "told"),
    [
        ((), "no flake is on record"),
        ((track("PPPPPP"),), "no flake is on record"),
        ((track("F"),), "no flake is on record"),
        ((track("PPP", OTHER_CANDIDATE), track("F")), "no flake is on record"),
        ((track("PESDN"),), "no flake is on record"),
        ((track("PF", OTHER_CANDIDATE),), "neither passed nor failed on this candidate yet"),
        ((track("PF", OTHER_CANDIDATE), track("ESDN")), "neither passed nor failed"),
        ((track("PF", network="u19"),), "neither passed nor failed on this candidate yet"),
        ((track("PF", OTHER_CANDIDATE), track("F")), "it is broken: it failed 1 of 1"),
        ((track("PF", OTHER_CANDIDATE), track("FFEF")), "it is broken: it failed 3 of 3"),
        ((track("P" * 20 + "FFF"),), "it is broken: it failed 3 times, and passed not once"),
    ],
)
def test_what_is_no_flake_is_not_believed(tracks: tuple[Track, ...], told: str) -> None:
    """A broken test, and one that nobody saw flake, count as if nothing stood there."""
    kept, (note,) = ask(*tracks)

    assert kept == ()
    assert note.entry == ENTRY
    assert not note.is_believed
    assert told in note.message


@pytest.mark.parametrize(
    ("now", "is_believed"),
    [
        (datetime(2026, 11, 1, 0, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 31, 23, 59, tzinfo=UTC), False),
        (datetime(2026, 12, 1, 23, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 2, 0, 0, tzinfo=UTC), False),
        (datetime(2026, 12, 2, 1, 0, tzinfo=timezone(timedelta(hours=2))), True),
        (datetime(2027, 12, 1, tzinfo=UTC), False),
    ],
)
def test_an_entry_lasts_to_the_end_of_its_day(now: datetime, *, is_believed: bool) -> None:
    """In UTC, and no entry is said further ahead than 30 days."""
    kept, notes = ask(track("PPFP"), now=now)

    assert bool(kept) is is_believed
    assert bool(notes) is not is_believed


def test_a_reached_exit_is_told() -> None:
    """After so many straight passes on this candidate somebody should take the entry out."""
    kept, (note,) = ask(track("F" + "P" * 20))

    assert len(kept) == 1
    assert note.is_believed
    assert "leave quarantine" in note.message


@pytest.mark.parametrize(
    "letters", ["F" + "P" * 19, "P" * 30 + "F" + "P" * 19, "F" + "E" * 50 + "P"]
)
def test_an_exit_takes_straight_passes(letters: str) -> None:
    """A failure begins the count anew, and what did not run counts for nothing."""
    assert ask(track(letters))[1] == ()


def test_passes_on_other_candidates_lead_to_no_exit() -> None:
    """Attempts of two candidates are not put together."""
    assert ask(track("F" + "P" * 40, OTHER_CANDIDATE), track("P" * 5))[1] == ()


def test_entries_are_judged_apart() -> None:
    """What is wrong with one says nothing about the next."""
    other = QuarantineEntry(DEPOSIT, "protocol", "slow", date(2026, 12, 1))

    kept, (note,) = believed(
        [other, ENTRY], {TRANSFER: [track("PFP")]}, NOON, CANDIDATE, network="eris"
    )

    assert [each.test for each in kept] == [TRANSFER]
    assert note.entry == other


@given(st.text("".join(OUTCOMES).replace("P", ""), max_size=20), st.text("".join(OUTCOMES)))
@settings(deadline=None)
def test_without_a_pass_here_nothing_is_believed(here: str, elsewhere: str) -> None:
    """Whatever happened on other candidates, a test that does not pass here is not excused."""
    assert ask(track(here), track(elsewhere, OTHER_CANDIDATE))[0] == ()
