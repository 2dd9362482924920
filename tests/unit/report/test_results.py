"""What was judged, in full and in short."""

from dataclasses import replace

import pytest

from gonogo.readiness import Answer, Decision, Reason, RequirementAnswer, Verdict
from gonogo.report.results import reason_cards, results_in_full, results_in_short
from gonogo.report.sheet import Card, Table, written
from tests.unit.report import samples


def answers(kind: Answer, count: int, **changes: object) -> tuple[RequirementAnswer, ...]:
    """Return so many answers for one reason."""
    return tuple(
        replace(samples.answer(number, kind), **changes)  # type: ignore[arg-type]  # the fields' own
        for number in range(count)
    )


def cards(decision: Decision) -> list[Card]:
    return [block for block in results_in_full(decision) if isinstance(block, Card)]


def shown(table: Table | None) -> str:
    assert table is not None
    return " ".join(written(cell) for row in table.rows for cell in row)


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (2, 2), (3, 1), (9, 1)])
def test_three_for_one_reason_are_told_together(count: int, expected: int) -> None:
    """Two are easier to read side by side, and nothing of a fold is lost."""
    given = answers(Answer.UNMET, count)

    told = cards(samples.decision(given))

    assert len(told) == expected
    if len(told) < count:
        assert all(one.requirement in shown(told[0].table) for one in given)


def test_a_fold_keeps_remedies_that_differ() -> None:
    """One for all would send people to the wrong place."""
    given = tuple(
        replace(one, remedy=f"mend {number}") for number, one in enumerate(answers(Answer.UNMET, 3))
    )

    (card,) = cards(samples.decision(given))

    assert "Do next" not in dict(card.rows)
    assert all(one.remedy in shown(card.table) for one in given)


def test_the_gravest_come_first() -> None:
    """In full and in short, whatever the order of the policy."""
    given = (
        samples.answer(0),
        samples.answer(1, Answer.UNKNOWN),
        samples.answer(2, Answer.UNMET),
        samples.answer(3, Answer.CONDITIONAL),
    )
    decision = samples.decision(given)

    (table,) = results_in_short(decision)

    assert isinstance(table, Table)
    assert table.tones == ("unmet", "unknown", "conditional", "met")
    assert [card.tone for card in cards(decision)] == ["unmet", "unknown", "conditional"]


def test_a_rule_that_all_share_is_told_once() -> None:
    """And where they differ, each has its own."""
    same = answers(Answer.MET, 2, rule="the rule")
    other = (same[0], replace(same[1], rule="another rule"))

    (shared,) = results_in_full(samples.decision(same))
    (apart,) = results_in_full(samples.decision(other))

    assert isinstance(shared, Table)
    assert isinstance(apart, Table)
    assert "the rule" in shared.caption
    assert "the rule" not in shown(shared)
    assert {"the rule", "another rule"} <= {
        line for row in apart.rows for line in written(row[1]).split("\n")
    }


def test_nothing_judged_is_no_table() -> None:
    """An empty table would look like one in which everything is well."""
    nothing = samples.decision(())

    assert [*results_in_full(nothing)] == [*results_in_short(nothing)] == []


def test_a_reason_says_what_to_do_if_there_is_anything() -> None:
    """What weighs most comes first."""
    reasons = (
        Reason("a", Verdict.HOLD, "It moved."),
        Reason("b", Verdict.NO_GO, "It broke.", remedy="Mend it.", code="drift"),
    )

    first, second = reason_cards(samples.decision((), reasons=reasons))

    assert isinstance(first, Card)
    assert isinstance(second, Card)
    assert (first.title, second.title) == ("b", "a")
    assert dict(first.rows).keys() == {"Because", "Do next"}
    assert dict(second.rows).keys() == {"Because"}
