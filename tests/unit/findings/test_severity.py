"""Severities and their order."""

import pytest

from gonogo.findings import Severity


def test_the_smaller_the_number_the_graver() -> None:
    """Sorted by number, the catastrophe comes first."""
    assert sorted(Severity) == [Severity.SEV0, Severity.SEV1, Severity.SEV2, Severity.SEV3]


def test_severities_have_the_numbers_of_the_process() -> None:
    """A rating says `SEV 2`, and that is its number."""
    assert [severity.value for severity in Severity] == [0, 1, 2, 3]


@pytest.mark.parametrize("number", [-1, 4])
def test_there_is_nothing_beyond(number: int) -> None:
    """A rating that the process does not know is refused, and not read as harmless."""
    with pytest.raises(ValueError, match="is not a valid Severity"):
        Severity(number)
