"""The scope of a release as a value: one value of one meaning."""

from typing import Any

import pytest

from gonogo.features import Feature, ScopeFormError, scope_of_value, scope_value

INTEROP = Feature("interop", "Interop", "protocol", ("op-node", "op-supervisor"), ("eris",))
HOLOCENE = Feature("holocene", "Holocene", "protocol", ("op-node",), ())


def test_features_come_back_from_their_value_in_one_order() -> None:
    """However a file orders them, what is signed is the same."""
    assert scope_value([INTEROP, HOLOCENE]) == scope_value([HOLOCENE, INTEROP])
    assert scope_of_value(scope_value([INTEROP, HOLOCENE])) == (HOLOCENE, INTEROP)


def test_no_features_are_a_scope() -> None:
    """A workspace begins with none."""
    assert scope_of_value([]) == ()


@pytest.mark.parametrize(
    ("key", "new"),
    [
        ("id", "Interop Two"),
        ("id", ""),
        ("id", 1),
        ("title", ""),
        ("title", "two\nlines"),
        ("team", ""),
        ("components", []),
        ("components", ["op-supervisor", "op-node"]),
        ("components", ["op-node", "op-node"]),
        ("components", [""]),
        ("networks", [" eris"]),
        ("networks", None),
        ("extra", 1),
    ],
)
def test_a_value_that_gonogo_would_not_write_is_refused(key: str, new: object) -> None:
    """Empty, unsorted, repeated, unknown: none of it gets in by way of an act."""
    value: Any = scope_value([INTEROP])
    value[0][key] = new

    with pytest.raises(ScopeFormError):
        scope_of_value(value)


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        "x",
        [1],
        [{}],
        scope_value([INTEROP]) * 2,
        [*scope_value([INTEROP]), *scope_value([HOLOCENE])],
    ],
)
def test_something_else_is_no_scope(value: object) -> None:
    """Repeated ids, another order and other types are refused."""
    with pytest.raises(ScopeFormError):
        scope_of_value(value)
