"""The past of tests in words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from gonogo.acceptance import Kind, LogPart, PastResult, Rates, Tally, Track
from gonogo.cli import history_words as words
from gonogo.evidence import Outcome
from tests.contract.store.past import (
    CANDIDATE,
    DEPOSIT,
    NOON,
    TRANSFER,
    attempt,
    outcomes,
)

PAST = PastResult(
    attempt(number=2), TRANSFER, Outcome.FAILED, Kind.TIMEOUT, 2.5, "too\nslow", 1, LogPart(7, 9)
)


@pytest.mark.parametrize(
    ("tally", "shown"),
    [
        (Tally(), "-"),
        (Tally(20), "100 % of 20"),
        (Tally(9999, 1), "99.9 % of 10000"),
        (Tally(0, 3), "0 % of 3"),
        (Tally(0, 0, 2, 1), "-, 2 errored, 1 not run"),
        (Tally(1, 1, 0, 4), "50 % of 2, 4 not run"),
    ],
)
def test_a_rate_is_never_better_than_it_is(tally: Tally, shown: str) -> None:
    """Nothing that failed shows as 100 %, and nothing at all shows as no rate."""
    assert words.shown_tally(tally) == shown


def test_a_track_says_its_class_and_what_it_excludes() -> None:
    """With the network and the candidate that it is about."""
    track = Track(TRANSFER, "eris", CANDIDATE, outcomes("P" * 20), NOON)

    assert words.track_line(track) == (
        "stable   20 of 20: failure rates above 14 % excluded   (eris candidate cacacacacaca)"
    )
    assert words.track_document(track)["straight_passes"] == 20


def test_a_track_of_nothing_named_says_so() -> None:
    """A run that stands for a candidate does not look like one."""
    track = Track(TRANSFER, "", "run:a\x1b[1m", outcomes("F"), NOON)

    assert "(no network run a [1m, of no named candidate)" in words.track_line(track)


def test_a_result_is_a_row_with_its_message_below() -> None:
    """What somebody's test printed cannot move a cursor."""
    first, second = words.result_line(PAST).split("\n")

    assert first == (
        "2026-11-23 12:00  failed              2.50 s  base  eris  cacacacacaca  run run-a #2"
    )
    assert second.strip() == "too slow"


def test_a_result_for_programs_has_everything() -> None:
    """Times with their zone, names as they are written everywhere."""
    told = words.result_document(PAST)

    assert (told["outcome"], told["kind"], told["message"]) == ("failed", "timeout", "too\nslow")
    assert told["log"] == {"offset": 7, "length": 9}
    assert (told["run"], told["attempt"], told["candidate"]) == ("run-a", 2, CANDIDATE)
    assert told["started_at"] == "2026-11-23T12:00:00+00:00"
    assert words.result_document(replace(PAST, log=None))["log"] is None


def test_the_worst_come_first() -> None:
    """Failures by their rate, then what broke, then what was not asked, then by name."""
    rates = [
        Rates(TRANSFER, Tally(5), Tally()),
        Rates(DEPOSIT, Tally(5), Tally(0, 5)),
        Rates(TRANSFER, Tally(0, 0, 2), Tally()),
        Rates(TRANSFER, Tally(1, 1), Tally()),
        Rates(TRANSFER, Tally(0, 1), Tally()),
    ]

    ordered = sorted(rates, key=words.worst_first)

    assert [rates.index(each) for each in ordered] == [4, 3, 2, 1, 0]


def test_attempts_without_results_are_told_up_to_a_number() -> None:
    """The newest by name, the others by their number."""
    attempts = tuple(attempt(f"run-{hours}", ago=timedelta(hours=9 - hours)) for hours in range(7))

    lines = list(words.unended_lines(attempts))

    assert lines[0] == (
        "run run-2, gate base on eris: it began 2026-11-23 05:00, and has no results"
    )
    assert lines[-1] == "2 attempts before those have no results either"
    assert len(lines) == 6
