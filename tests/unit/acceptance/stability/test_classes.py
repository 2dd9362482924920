"""Stable, flaky, broken or unknown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.acceptance import Tally
from gonogo.acceptance.stability import (
    Stability,
    classify,
    is_flake_on_record,
    tally_of,
)
from tests.contract.store.past import OUTCOMES, outcomes

LETTERS = st.text("".join(OUTCOMES), max_size=40)


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("", Stability.UNKNOWN),
        ("PP", Stability.UNKNOWN),
        ("PPP", Stability.STABLE),
        ("EEEEEE", Stability.UNKNOWN),
        ("SSSSSS", Stability.UNKNOWN),
        ("DNDNDN", Stability.UNKNOWN),
        ("SPEPSDN", Stability.UNKNOWN),
        ("SPEPSP", Stability.STABLE),
        ("F", Stability.BROKEN),
        ("FFFFFF", Stability.BROKEN),
        ("EFSF", Stability.BROKEN),
        ("PF", Stability.FLAKY),
        ("FP", Stability.FLAKY),
        ("P" * 99 + "F", Stability.FLAKY),
        ("F" * 20 + "P", Stability.FLAKY),
        ("P" * 20 + "FF", Stability.FLAKY),
        ("P" * 20 + "FFF", Stability.BROKEN),
        ("P" * 20 + "FSFEF", Stability.BROKEN),
        ("P" * 20 + "FFFP", Stability.FLAKY),
        ("PFFF", Stability.BROKEN),
        ("PF" * 10 + "FF", Stability.FLAKY),
        ("PF" * 10 + "FFFF", Stability.BROKEN),
    ],
)
def test_classes(letters: str, expected: Stability) -> None:
    """Both outcomes make a flake, unless the failures at the end are more than chance."""
    assert classify(outcomes(letters)).stability is expected


def test_figures_beside_a_class() -> None:
    """Errors and skips are counted apart, and interrupt nothing."""
    found = classify(outcomes("FPPESDNP"))

    assert found.tally == Tally(passed=3, failed=1, errored=1, skipped=3)
    assert (found.straight_passes, found.straight_failures) == (3, 0)
    assert classify(outcomes("PFSF")).straight_failures == 2


@given(LETTERS)
@settings(deadline=None)
def test_a_failure_is_never_forgotten(letters: str) -> None:
    """However a test goes on, one that failed on a candidate is not stable there."""
    assert classify(outcomes("F" + letters)).stability in (Stability.FLAKY, Stability.BROKEN)


@given(LETTERS)
@settings(deadline=None)
def test_a_test_that_never_passed_is_no_flake(letters: str) -> None:
    """Neither errors nor skips stand for the pass that is missing."""
    without = outcomes(letters.replace("P", ""))

    assert classify(without).stability is not Stability.FLAKY
    assert not is_flake_on_record(without)


@given(LETTERS)
@settings(deadline=None)
def test_what_neither_passed_nor_failed_changes_no_class(letters: str) -> None:
    """A night without the network makes nothing stable, flaky or broken."""
    told = [letter for letter in letters if letter in "PF"]

    assert classify(outcomes(letters)).stability is classify(outcomes("".join(told))).stability


@given(LETTERS)
@settings(deadline=None)
def test_every_outcome_is_counted_once(letters: str) -> None:
    """The counts add up to what was told."""
    tally = tally_of(outcomes(letters))

    assert tally.attempts + tally.errored + tally.skipped == len(letters)


@pytest.mark.parametrize(("tally", "rate"), [(Tally(), None), (Tally(3, 1, 5, 5), 0.75)])
def test_a_pass_rate_is_of_passes_and_failures(tally: Tally, rate: float | None) -> None:
    """Of nothing there is no rate, and it is not 100 %."""
    assert tally.pass_rate == rate
