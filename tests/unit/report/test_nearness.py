"""What was nearly missed."""

from dataclasses import replace

import pytest

from gonogo.evidence import Figure
from gonogo.readiness import Answer
from gonogo.report.nearness import NearLimit, near_limits
from tests.unit.report import samples


@pytest.mark.parametrize(
    ("figures", "is_near"),
    [
        ((Figure("stall", 8.0, "s"), Figure("limit", 10.0, "s")), True),
        ((Figure("stall", 7.9, "s"), Figure("limit", 10.0, "s")), False),
        ((Figure("pending", 1.0, "transactions"), Figure("limit", 1.0, "transactions")), False),
        ((Figure("behind", 14.0, "blocks"), Figure("limit", 15.0, "blocks")), True),
        ((Figure("growth", 9.0, "blocks"), Figure("limit", 10.0, "s")), False),
        ((Figure("stall", 9.0, "s"), Figure("limit", 0.0, "s")), False),
        ((Figure("limit", 10.0, "s"),), False),
        ((), False),
    ],
)
def test_what_used_up_most_of_its_limit_was_nearly_missed(
    figures: tuple[Figure, ...], *, is_near: bool
) -> None:
    """Only a figure that stands right before its limit, in its unit, is compared with it."""
    given = replace(samples.answer(0), figures=figures)

    assert bool(near_limits((given,))) is is_near


def near(*figures: Figure, kind: Answer = Answer.MET) -> tuple[NearLimit, ...]:
    return near_limits((replace(samples.answer(0, kind), figures=figures),))


def test_only_what_is_met_was_nearly_missed() -> None:
    """What failed was not near it, and of what nobody knows nothing is told."""
    figures = Figure("stall", 9.0, "s"), Figure("limit", 10.0, "s")

    assert near(*figures)
    assert not near(*figures, kind=Answer.UNMET)
    assert not near(*figures, kind=Answer.UNKNOWN)


def test_each_figure_is_compared_with_its_own_limit() -> None:
    """Several pairs of one answer are several, and the nearest comes first over all answers."""
    answers = [
        replace(samples.answer(0), figures=(Figure("a", 8.0, "s"), Figure("limit", 10.0, "s"))),
        replace(
            samples.answer(1),
            figures=(
                Figure("b", 95.0, "s"),
                Figure("limit", 100.0, "s"),
                Figure("c", 18.0, "blocks"),
                Figure("limit", 20.0, "blocks"),
            ),
        ),
    ]

    found = near_limits(answers)

    assert [(one.figure, one.percent) for one in found] == [("b", 95.0), ("c", 90.0), ("a", 80.0)]


@pytest.mark.parametrize(
    ("limit", "unit", "is_near"),
    [(4.0, "blocks", False), (5.0, "blocks", True), (1.0, "s", True), (1.0, "%", True)],
)
def test_of_a_few_things_most_is_nothing_odd(limit: float, unit: str, *, is_near: bool) -> None:
    """One of one is all there is; one second of one is not."""
    assert bool(near(Figure("value", limit, unit), Figure("limit", limit, unit))) is is_near
