"""Which gates a gate is made of."""

from itertools import pairwise

import pytest

from gonogo.acceptance.validators.lineage import cycle, lineage


@pytest.mark.parametrize(
    ("parents", "expected"),
    [
        ({"a": ()}, "a"),
        ({"a": ("b", "c"), "b": ("d",), "c": (), "d": ()}, "abdc"),
        ({"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()}, "abdc"),
        ({"a": ("c", "b"), "b": ("c",), "c": ()}, "acb"),
        ({"a": ("gone",)}, "a"),
    ],
)
def test_depth_first_each_once(parents: dict[str, tuple[str, ...]], expected: str) -> None:
    """Depth first, in the order in which parents are named, each once."""
    assert "".join(lineage("a", parents)) == expected


def test_a_circle_ends() -> None:
    """Even a circle, which is refused elsewhere, comes to an end."""
    assert list(lineage("a", {"a": ("b",), "b": ("a",)})) == ["a", "b"]


def test_a_circle_is_found() -> None:
    """Each gate of a circle inherits the one after it."""
    parents = {"a": ("b",), "b": ("c",), "c": ("d", "b"), "d": ()}

    found = cycle(parents)

    assert found[0] == found[-1]
    assert set(found) == {"b", "c"}
    assert all(after in parents[before] for before, after in pairwise(found))


def test_no_circle_through_gates_that_are_not_there() -> None:
    """A parent that does not exist is another mistake."""
    assert cycle({"a": ("gone",)}) == ()
