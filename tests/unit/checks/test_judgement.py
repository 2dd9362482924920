"""Judgements put together: the gravest counts, and nothing of the others is lost."""

from collections.abc import Callable

import pytest

from gonogo.checks.judgement import (
    Judgement,
    Series,
    errored,
    failed,
    passed,
    precluded,
    worst_of,
)
from gonogo.evidence import Figure, Outcome

ABSENT = Judgement(Outcome.NOT_APPLICABLE, "absent")
SKIPPED = Judgement(Outcome.SKIPPED, "skipped")
BY_GRAVITY = [ABSENT, passed("p"), SKIPPED, precluded("c"), errored("e"), failed("f")]


@pytest.mark.parametrize(
    ("make", "outcome"),
    [
        (passed, Outcome.PASSED),
        (failed, Outcome.FAILED),
        (errored, Outcome.ERRORED),
        (precluded, Outcome.PRECLUDED),
    ],
)
def test_a_judgement_says_what_it_is_called(
    make: Callable[..., Judgement], outcome: Outcome
) -> None:
    """With its sentence, its figures and its curves."""
    figure, curve = Figure("a", 1.0, "s"), Series("a", "s", ())

    assert make("why", figures=(figure,), series=(curve,)) == Judgement(
        outcome, "why", (figure,), (curve,)
    )


@pytest.mark.parametrize("graver", range(1, 6))
@pytest.mark.parametrize("lighter", range(5))
def test_the_gravest_counts_whatever_the_order(lighter: int, graver: int) -> None:
    """A failure that was seen outranks a missing answer, and that outranks a pass."""
    if lighter >= graver:
        return
    one, other = BY_GRAVITY[lighter], BY_GRAVITY[graver]

    assert worst_of(one, other).outcome is worst_of(other, one).outcome is other.outcome
    assert worst_of(one, other).summary == other.summary


def test_equally_grave_ones_each_say_their_sentence_once() -> None:
    """Nobody mends one and is surprised by the other."""
    judged = worst_of(failed("one"), passed("well"), failed("two"), failed("one"))

    assert judged.summary == "one; two"


def test_figures_and_curves_of_all_are_kept() -> None:
    """Also those of what passed."""
    one, two = Figure("a", 1.0, "s"), Figure("b", 2.0, "s")
    curve = Series("c", "s", ())

    judged = worst_of(passed("p", figures=(one,), series=(curve,)), failed("f", figures=(two,)))

    assert (judged.figures, judged.series) == ((one, two), (curve,))


def test_every_outcome_has_its_place() -> None:
    """One that is added and has none would be an error in the middle of a run."""
    assert {one.outcome for one in BY_GRAVITY} == set(Outcome)
