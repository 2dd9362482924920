"""What was nearly missed: requirements that are met with little to spare.

A check that measures against an upper limit names the figure that counts and then,
in the same unit, a figure called `limit`. A requirement without such a pair is not
here; that says nothing about how much it had to spare.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from gonogo.evidence import Figure
from gonogo.readiness import Answer, RequirementAnswer

NEAR_PERCENT = 80.0

_LIMIT = "limit"

# One of one pending transaction is what every batcher has; a share of so few says nothing.
_FEW = 5


@dataclass(frozen=True)
class NearLimit:
    """A requirement that is met with little to spare."""

    requirement: str
    title: str
    chain: str
    figure: str
    value: float
    limit: float
    unit: str
    percent: float
    """How much of the limit was used up."""


def near_limits(answers: Iterable[RequirementAnswer]) -> tuple[NearLimit, ...]:
    """Return what is met and used up most of its limit, the nearest first."""
    found = [near for given in answers if given.answer is Answer.MET for near in _near(given)]
    return tuple(sorted(found, key=lambda near: -near.percent))


def _near(given: RequirementAnswer) -> Iterator[NearLimit]:
    for measured, limit in pairwise(given.figures):
        if limit.name != _LIMIT or limit.unit != measured.unit or _says_nothing(limit):
            continue
        percent = measured.value / limit.value * 100
        if percent >= NEAR_PERCENT:
            yield NearLimit(
                requirement=given.requirement,
                title=given.title,
                chain=given.chain,
                figure=measured.name,
                value=measured.value,
                limit=limit.value,
                unit=limit.unit,
                percent=round(percent, 1),
            )


def _says_nothing(limit: Figure) -> bool:
    is_count = limit.unit not in {"s", "second", "seconds", "%"} and limit.value == int(limit.value)
    return limit.value <= 0 or (is_count and limit.value < _FEW)
