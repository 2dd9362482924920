"""Every rule that is listed to be taken out still stands where it is listed.

Taking them out takes minutes and is seldom done. A rule that was moved or worded anew
would be tried no more, and nobody would know before the next release.
"""

from dataclasses import replace

import pytest

from gonogo.selftest import CASES
from tests.acceptance.rules import PACKAGE, Rule, rules


@pytest.mark.parametrize("rule", rules(), ids=lambda each: each.name)
def test_rule_stands_once(rule: Rule) -> None:
    """Its text is in its file once, so that exactly this rule is taken out."""
    assert rule.count_in(PACKAGE) == 1


def test_rules_are_listed() -> None:
    """An empty list would pass every test of it."""
    assert rules()


@pytest.mark.parametrize("rule", rules(), ids=lambda each: each.name)
def test_rule_is_missed_by_cases_that_there_are(rule: Rule) -> None:
    """Each names cases of the selftest, and writes something else in its place."""
    assert rule.cases
    assert {*rule.cases} <= {case.id for case in CASES}
    assert rule.instead != rule.text


def test_rule_of_a_file_that_is_gone_stands_nowhere() -> None:
    """A module that was split takes no rule along unseen."""
    moved = replace(rules()[0], file="readiness/no_such_module.py")

    assert moved.count_in(PACKAGE) == 0
