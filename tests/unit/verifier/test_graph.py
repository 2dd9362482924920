"""Who saw whom, by the heads that acts name."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.verifier.act import Act
from gonogo.verifier.graph import CycleError, Graph

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def act(name: str, *heads: str) -> Act:
    body: dict[str, Any] = {}
    return Act(name, "finding", "0f" * 16, AT, heads, "SHA256:nobody", body)


def graph(**heads: str) -> Graph:
    """Return acts by their names, each with its heads in one word: `d="bc"`."""
    return Graph([act(name, *seen) for name, seen in heads.items()])


DIAMOND = graph(d="bc", b="a", c="a", a="")


def test_heads_come_before_those_that_name_them() -> None:
    """Whatever the order in which acts are given."""
    order = [one.id for one in DIAMOND.order]

    assert sorted(order) == ["a", "b", "c", "d"]
    assert order[0] == "a"
    assert order[-1] == "d"


def test_ancestors_are_all_that_was_seen_and_not_oneself() -> None:
    """Unless another of those that are asked about saw it."""
    assert DIAMOND.ancestors(["d"]) == {"a", "b", "c"}
    assert DIAMOND.ancestors(["b"]) == {"a"}
    assert DIAMOND.ancestors(["b", "a"]) == {"a"}
    assert DIAMOND.ancestors([]) == DIAMOND.ancestors(["a"]) == set()


def test_tips_are_what_nobody_saw() -> None:
    """Two that were signed apart are two."""
    assert DIAMOND.tips() == {"d"}
    assert graph(a="", b="a", c="a").tips() == {"b", "c"}
    assert graph().tips() == set()


@pytest.mark.parametrize(
    "heads", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "", "b": "ac", "c": "b"}]
)
def test_acts_that_saw_each_other_are_refused(heads: dict[str, str]) -> None:
    """No digest lets them, so somebody made them up; and no walk goes on for ever."""
    with pytest.raises(CycleError):
        graph(**heads)


def test_marks_are_told_by_who_saw_them() -> None:
    """An act did not see itself."""
    seen = DIAMOND.seen(["b", "c"])

    assert set(seen.before("d")) == {"b", "c"}
    assert seen.before("b") == ()
    assert seen.is_before("b", "d")
    assert not seen.is_before("b", "b")
    assert not seen.is_before("b", "c")


def test_the_last_marks_are_those_that_no_other_mark_saw() -> None:
    """Those of an act, and those of all."""
    chain = graph(a="", b="a", c="b", d="a", e="cd")
    seen = chain.seen(["a", "b", "d"])

    assert seen.last_before("c") == ("b",)
    assert set(seen.last_before("e")) == {"b", "d"}
    assert set(seen.last()) == {"b", "d"}
    assert seen.last_before("a") == ()
    assert chain.seen([]).last() == ()


@given(st.data())
def test_marks_agree_with_ancestors(data: st.DataObject) -> None:
    """Two ways to ask who saw whom, over records made by chance."""
    count = data.draw(st.integers(1, 9))
    acts = [
        act(str(number), *map(str, sorted(data.draw(st.sets(st.integers(0, number - 1))))))
        if number
        else act("0")
        for number in range(count)
    ]
    made = Graph(data.draw(st.permutations(acts)))
    marks = [one.id for one in acts if data.draw(st.booleans())]
    seen = made.seen(marks)

    for one in acts:
        ancestors = made.ancestors([one.id])
        assert set(seen.before(one.id)) == ancestors & set(marks)
        assert set(seen.last_before(one.id)) == {
            mark
            for mark in ancestors & set(marks)
            if not any(mark in made.ancestors([other]) for other in ancestors & set(marks))
        }
