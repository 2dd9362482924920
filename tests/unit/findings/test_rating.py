"""Which rating of a finding stands."""

from collections.abc import Mapping

import pytest

from gonogo.findings import Rating, Severity, standing_rating


def rating(act: str, severity: int, *, is_endorsed: bool = False) -> Rating:
    return Rating(act, Severity(severity), None, is_endorsed)


def in_line(*ratings: Rating) -> Mapping[str, set[str]]:
    """Return who saw what where each saw all before it."""
    names = [each.act for each in ratings]
    return {name: set(names[:place]) for place, name in enumerate(names)}


@pytest.mark.parametrize(
    ("severities", "stands"),
    [
        ((3,), 3),
        ((2, 0), 0),
        ((2, 2), 2),
        ((0, 3), 0),
        ((0, 3, 2), 0),
        ((2, 0, 1), 0),
        ((3, 1, 0), 0),
    ],
)
def test_one_person_makes_it_graver_only(severities: tuple[int, ...], stands: int) -> None:
    """Whatever is said in which order, it goes up alone and never down."""
    ratings = [rating(f"r{place}", each) for place, each in enumerate(severities)]

    standing = standing_rating(ratings, in_line(*ratings))

    assert standing is not None
    assert standing.severity == stands


def test_two_people_make_it_lighter() -> None:
    """An endorsed rating replaces the graver one that it saw."""
    ratings = (rating("first", 0), rating("second", 3, is_endorsed=True))

    assert standing_rating(ratings, in_line(*ratings)) == ratings[1]


def test_what_nobody_agreed_to_replaces_nothing() -> None:
    """Else one person would leave a finding unrated, which weighs less than a SEV 0."""
    ratings = (rating("first", 0), rating("second", 3))

    assert standing_rating(ratings, in_line(*ratings)) == ratings[0]


def test_of_ratings_made_apart_the_gravest_stands() -> None:
    """Whoever signs beside a rating, as if it were not there, replaces nothing."""
    ratings = (rating("grave", 0), rating("apart", 3))

    standing = standing_rating(ratings, {"grave": set(), "apart": set()})

    assert standing == ratings[0]


def test_who_saw_both_is_compared_with_the_gravest() -> None:
    """A fork does not make the lighter rating the one to compare with."""
    ratings = (rating("grave", 0), rating("apart", 3), rating("later", 3))
    before = {"grave": set[str](), "apart": set[str](), "later": {"grave", "apart"}}

    standing = standing_rating(ratings, before)

    assert standing == ratings[0]


def test_no_rating_is_none() -> None:
    """Unrated is not light."""
    assert standing_rating((), {}) is None
