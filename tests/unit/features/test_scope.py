"""The rules of a scope, and everything that breaks one."""

from dataclasses import replace
from typing import Any

import pytest

from gonogo.features import Feature, scope_faults

INTEROP = Feature("interop", "Interop", "protocol", ("op-node", "op-supervisor"), ("eris",))
HOLOCENE = Feature("holocene", "Holocene", "protocol", ("op-node",), ())


def test_features_that_keep_the_rules_have_no_fault() -> None:
    """One that is tried nowhere yet is one too, and so is a scope without features."""
    assert list(scope_faults([INTEROP, HOLOCENE])) == []
    assert list(scope_faults([])) == []


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"id": "Interop Two"}, ("Interop Two",)),
        ({"id": ""}, ("",)),
        ({"title": ""}, ("interop", "title")),
        ({"title": "two\nlines"}, ("interop", "title")),
        ({"title": "x" * 201}, ("interop", "title")),
        ({"team": ""}, ("interop", "team")),
        ({"components": ()}, ("interop", "components")),
        ({"components": ("op-node", "op-node")}, ("interop", "components", 1)),
        ({"components": ("",)}, ("interop", "components", 0)),
        ({"networks": (" eris",)}, ("interop", "networks", 0)),
    ],
)
def test_a_broken_rule_is_told_where_it_is_broken(
    changes: dict[str, Any], path: tuple[str | int, ...]
) -> None:
    """By the keys on the way to it, and by nothing else."""
    faults = list(scope_faults([HOLOCENE, replace(INTEROP, **changes)]))

    assert [where for where, _ in faults] == [path]
