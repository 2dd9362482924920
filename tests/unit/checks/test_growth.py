"""Every endpoint is judged for itself, and the worst counts."""

from collections.abc import Iterable

import pytest

from gonogo.checks.growth import NO_ENDPOINT, NOT_SEEN, Subject, judge, measure
from gonogo.checks.judgement import Judgement
from gonogo.checks.readings import read
from gonogo.evidence import Outcome
from gonogo.rpc import Quantity
from tests.unit.checks.building import SILENT, lines

WINDOW_SECONDS = 9.0
SUBJECT = Subject("safe head", limit_seconds=3.0, window_seconds=WINDOW_SECONDS)

GROWS = range(10)
STANDS = [5] * 10
FALLS = [0, 1, 2, 3, 2, 3, 4, 5, 6, 7]
DUMB = [SILENT] * 10
PAUSES = [0, 1, 2, SILENT, SILENT, SILENT, SILENT, 7, 8, 9]


def judged(*missing: str, unseen: int = 0, **answers: Iterable[object]) -> Judgement:
    hexed = {
        name: [one if one is SILENT else hex(int(str(one))) for one in given]
        for name, given in answers.items()
    }
    found = measure(read("x", lines(**hexed), Quantity), int, SUBJECT)
    return judge(SUBJECT, [*(name for name in answers), *missing], found, unseen=unseen)


@pytest.mark.parametrize(
    ("answers", "outcome", "words"),
    [
        ({"a": GROWS}, Outcome.PASSED, "advanced on a by at least 9 blocks"),
        ({"a": GROWS, "b": GROWS}, Outcome.PASSED, "advanced on all 2 endpoints"),
        ({"a": STANDS}, Outcome.FAILED, "safe head of a stood still for 9.0 s (limit 3 s)"),
        ({"a": GROWS, "b": STANDS}, Outcome.FAILED, "of b stood still"),
        ({"a": STANDS, "b": STANDS}, Outcome.FAILED, "; the same at 1 more"),
        ({"a": FALLS}, Outcome.FAILED, "fell back from 3 to 2"),
        ({"a": FALLS, "b": STANDS}, Outcome.FAILED, "fell back"),
        ({"a": STANDS, "b": DUMB}, Outcome.FAILED, "of a stood still"),
        ({"a": GROWS, "b": DUMB}, Outcome.PRECLUDED, "b never gave a usable answer; the safe head"),
        ({"a": PAUSES, "b": DUMB}, Outcome.PRECLUDED, "b never gave a usable answer"),
        ({"a": PAUSES}, Outcome.ERRORED, "a gave no usable answer for 5.0 s"),
        ({"a": PAUSES, "b": GROWS}, Outcome.ERRORED, "a gave no usable answer for 5.0 s"),
        ({"a": DUMB, "b": DUMB}, Outcome.ERRORED, NOT_SEEN),
        ({}, Outcome.ERRORED, NO_ENDPOINT),
    ],
)
def test_the_worst_endpoint_counts(
    answers: dict[str, Iterable[object]], outcome: Outcome, words: str
) -> None:
    """A failure outranks what is unknown, and that outranks what is well."""
    found = judged(**answers)  # type: ignore[arg-type]  # by endpoint

    assert found.outcome is outcome
    assert words in found.summary


def test_an_endpoint_that_was_never_asked_is_silent() -> None:
    """It has an address, so it should have answered; leaving it out does not help."""
    assert judged("b", a=GROWS).outcome is Outcome.PRECLUDED


def test_of_several_the_longest_stall_is_told() -> None:
    """That is where to look first."""
    shorter = [0, 1, 2, 3, 4, 5, 5, 5, 5, 5]

    assert "of b stood still for 9.0 s" in judged(a=shorter, b=STANDS).summary


def test_a_pass_tells_the_least_growth_and_the_longest_stall_of_all() -> None:
    """The best of them says nothing of the others."""
    slow = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3]

    told = judged(a=GROWS, b=slow).summary

    assert "by at least 3 blocks" in told
    assert "for more than 3.0 s" in told


def test_a_window_that_is_too_short_says_so() -> None:
    """No growth in less than the limit is neither a failure nor a pass."""
    subject = Subject("safe head", limit_seconds=3.0, window_seconds=2.0)
    readings = read("x", lines(a=["0x5", "0x5", "0x5"]), Quantity)

    found = judge(subject, ["a"], measure(readings, int, subject))

    assert found.outcome is Outcome.ERRORED
    assert "too short a window to tell" in found.summary


def test_nodes_without_an_address_are_mentioned() -> None:
    """A pass of some must not read as one of all."""
    assert judged(unseen=2, a=GROWS).summary.endswith("; 2 without a known address not observed")
    assert judged(a=GROWS).summary.endswith("(limit 3 s)")


def test_figures_are_those_of_the_worst() -> None:
    """The longest stall and the least growth of all that answered, and the limit behind it."""
    slow = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3]
    figures = {one.name: one.value for one in judged(a=GROWS, b=slow).figures}

    assert figures["longest stall"] == 3.0
    assert figures["least growth"] == 3.0
    assert [one.name for one in judged(a=GROWS).figures][:2] == ["longest stall", "limit"]
    assert judged(a=DUMB).figures == ()


def test_curves_are_drawn_of_whom_answered() -> None:
    """A silent one has no curve at zero."""
    assert [line.name for line in judged(a=GROWS, b=DUMB).series] == ["safe head of a"]
