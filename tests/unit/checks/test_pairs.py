"""Two numbers of one endpoint, compared only where both are known."""

from collections.abc import Iterable

import pytest

from gonogo.checks.pairs import Pairs, paired
from gonogo.checks.questions import BATCHER_NONCE, BATCHER_PENDING_NONCE
from gonogo.checks.view import reading_name
from tests.unit.checks.building import SILENT, facts, lines


def hexed(given: Iterable[object]) -> list[object]:
    return [one if one is SILENT else hex(int(str(one))) for one in given]


def pairs(upper: Iterable[object], lower: Iterable[object], endpoint: str = "L1") -> Pairs:
    readings = {
        reading_name(BATCHER_PENDING_NONCE): lines(L1=hexed(upper), other=hexed([99] * 5)),
        reading_name(BATCHER_NONCE): lines(L1=hexed(lower)),
    }
    return paired(readings, endpoint, BATCHER_PENDING_NONCE, BATCHER_NONCE, facts())


@pytest.mark.parametrize(
    ("upper", "lower", "count", "largest"),
    [
        ([5, 6, 7], [5, 5, 5], 3, 2),
        ([9, SILENT, 5], [5, 5, 5], 2, 4),
        ([5, 9, 5], [5, SILENT, 5], 2, 0),
        ([4, 4], [5, 5], 2, 0),
        ([SILENT], [5], 0, 0),
        ([], [], 0, 0),
        ([5, 5, 9], [5, 5], 2, 0),
    ],
)
def test_only_ticks_with_both_numbers_count(
    upper: list[object], lower: list[object], count: int, largest: int
) -> None:
    """Of half a pair nothing follows, and less than nothing is nothing."""
    found = pairs(upper, lower)

    assert (found.count, found.largest_difference) == (count, largest)


def test_another_endpoint_is_another_pair() -> None:
    """Two endpoints may be at different blocks."""
    assert pairs([1], [1], endpoint="other").count == 0


def test_silence_is_counted_to_the_end_of_the_window() -> None:
    """Ten seconds with one pair were hardly seen."""
    assert pairs([5, 5], [5, 5]).longest_silence_seconds == 9.0
    assert pairs([SILENT], [5]).longest_silence_seconds == 10.0
    assert pairs([5, *[SILENT] * 6, 5], [5] * 8).longest_silence_seconds == 7.0


def test_the_difference_is_drawn_over_time() -> None:
    """One point for each pair."""
    assert pairs([5, SILENT, 8], [5, 5, 6]).points == ((0.0, 0), (2.0, 2))
