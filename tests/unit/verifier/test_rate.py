"""What failures among attempts show about a rate, exactly."""

from fractions import Fraction

import pytest

from gonogo.verifier.rate import is_above, is_below

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("failed", "count", "above", "below"),
    [
        (0, 0, False, False),
        (0, 4, False, False),
        (0, 5, False, True),
        (5, 5, True, False),
        (4, 4, False, False),
        (4, 8, False, False),
    ],
)
def test_rate_is_shown_or_left_open(failed: int, count: int, above: bool, below: bool) -> None:  # noqa: FBT001 - a table
    """One in 32 is rare and one in 16 is not; between above and below nothing is shown."""
    assert is_above(HALF, failed, count) is above
    assert is_below(HALF, failed, count) is below


def test_edge_is_exact() -> None:
    """Just one in twenty is still rare, as it would not be were it reckoned in floating point."""
    assert is_above(Fraction(1, 20), 1, 1)
    assert is_below(Fraction(19, 20), 0, 1)
    assert not is_above(Fraction(50_000_000_000_000_001, 10**18), 1, 1)


@pytest.mark.parametrize("count", [10, 60, 200])
def test_nothing_is_above_and_below(count: int) -> None:
    """However many failed, the two never hold of one rate at once."""
    rate = Fraction(14, 100)

    both = [
        failed
        for failed in range(count + 1)
        if is_above(rate, failed, count) and is_below(rate, failed, count)
    ]

    assert not both
