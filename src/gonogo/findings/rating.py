"""How grave a finding is, from everything that people with the role said about it.

One person alone makes a finding graver, never lighter: a later rating that is less
grave is effective only once a second person endorsed it. Later is what had the earlier
one before it, not what is dated later: whoever signs beside a rating replaces nothing.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from gonogo.findings.severity import Severity


@dataclass(frozen=True)
class Rating:
    """What one person said."""

    act: str
    severity: Severity
    impact: str | None
    is_endorsed: bool
    """Whether a second person agreed."""


def standing_rating(
    ratings: Iterable[Rating], before: Mapping[str, AbstractSet[str]]
) -> Rating | None:
    """Return the rating that stands; None: nobody rated it.

    Args:
        ratings: All that count, each after those that it rests on.
        before: Of each rating, those of the others that it rests on.
    """
    effective: list[Rating] = []
    for rating in ratings:
        earlier = [each for each in effective if each.act in before[rating.act]]
        stood = _gravest(_unreplaced(earlier, before))
        if stood is None or rating.severity <= stood.severity or rating.is_endorsed:
            effective.append(rating)
    return _gravest(_unreplaced(effective, before))


def _unreplaced(
    ratings: Iterable[Rating], before: Mapping[str, AbstractSet[str]]
) -> tuple[Rating, ...]:
    # Only what is effective replaces; else one person alone would leave a finding unrated.
    listed = tuple(ratings)
    replaced = {act for each in listed for act in before[each.act]}
    return tuple(each for each in listed if each.act not in replaced)


def _gravest(ratings: Iterable[Rating]) -> Rating | None:
    return min(ratings, key=lambda each: (each.severity, each.act), default=None)
