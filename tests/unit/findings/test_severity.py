"""Severities and their order."""

import pytest

from gonogo.findings import (
    SEVERITY_NAMES,
    SEVERITY_WORDS,
    Severity,
    severity_in_short,
    severity_text,
)


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


def test_an_unrated_finding_says_so() -> None:
    """Unrated is not minor."""
    assert severity_text(None) == severity_in_short(None) == "unrated"
    assert severity_text(Severity.SEV1) == "SEV 1 critical"
    assert severity_in_short(Severity.SEV0) == "SEV 0"


def test_every_severity_has_words() -> None:
    """Each has a name and the definition of the process."""
    assert set(SEVERITY_WORDS) == set(SEVERITY_NAMES) == set(Severity)
