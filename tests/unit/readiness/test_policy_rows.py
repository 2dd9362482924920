"""Rows of a policy file, and the requirements that are made of them."""

from gonogo.readiness import (
    parse_policy,
)
from tests.unit.readiness.policy_files import CHECKS, HEAD, WHOLE

DAY = 86400.0


def test_passes_and_rates_are_read() -> None:
    """A rate is for rows that are marked; it comes from the defaults unless they say their own."""
    text = WHOLE.replace(
        "  passes_to_resolve: 3\n",
        "  passes_to_resolve: 3\n  passes: 5\n  repeatable: {failure_percent: 45.1}\n",
    )
    text = text.replace(
        "    window: once\n", "    window: once\n    repeatable: true\n    passes: 20\n"
    )

    safe, deposit, security, _ = parse_policy(text, "mine.yaml", checks=CHECKS).requirements

    assert (safe.passes, safe.repeatable_failure_percent) == (5, None)
    assert (deposit.passes, deposit.repeatable_failure_percent) == (20, 45.1)
    assert (security.passes, security.repeatable_failure_percent) == (1, None)


def test_by_hand_says_what_rows_by_hand_do_not() -> None:
    """As the defaults do for rows with a check."""
    text = WHOLE.replace(
        "    roles: [security, platforms]\n    people: 2\n    freshness: 30d\n", ""
    )
    text += "by_hand: {roles: [feature], people: 3, freshness: 1d, passes_to_resolve: 2}\n"

    security = parse_policy(text, "mine.yaml", checks=CHECKS).requirements[2]

    assert (security.roles, security.people) == (("feature",), 3)
    assert (security.freshness_seconds, security.passes_to_resolve) == (DAY, 2)


def test_a_row_takes_from_the_base_file_what_it_does_not_say() -> None:
    """Its id is enough; what it says wins, parameters one by one."""
    text = HEAD + (
        "base: checklist\ndefaults: {window: 5m, freshness: 1h}\nrequirements:\n"
        "  - id: nodes-answer\n    title: Ours\n    parameters: {longest_silence_seconds: 5}\n"
    )

    (row,) = parse_policy(text, "mine.yaml").requirements

    assert (row.title, row.check) == ("Ours", "node_answers")
    assert row.why == "A node that is down or follows another chain serves nobody."
    assert row.parameters == (
        ("furthest_future_seconds", "60"),
        ("longest_silence_seconds", "5"),
    )
