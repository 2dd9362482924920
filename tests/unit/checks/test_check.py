"""A module that is no whole check is found when it is loaded."""

from dataclasses import dataclass
from types import ModuleType

import pytest

from gonogo.checks import CATALOG, MalformedCheckError, UnknownCheckError, find
from gonogo.checks.catalog import safe_head_advances
from gonogo.checks.check import from_module


@dataclass
class Unfrozen:
    """Parameters that could change while they are used."""

    limit: float = 1.0


@dataclass(frozen=True)
class WithoutDefault:
    """Parameters that say nothing where a policy says nothing."""

    limit: float


def module(**changed: object) -> ModuleType:
    """Copy a real check, with some parts changed; None takes a part away."""
    copy = ModuleType("gonogo.checks.catalog.copied_check", safe_head_advances.__doc__)
    parts = {
        name: getattr(safe_head_advances, name)
        for name in (
            "TITLE",
            "FOLLOWS",
            "SENDS_TRANSACTIONS",
            "COMPONENT",
            "Parameters",
            "observe",
            "evaluate",
        )
    }
    for name, part in {**parts, **changed}.items():
        if part is not MISSING:
            setattr(copy, name, part)
    return copy


MISSING = object()


def test_a_whole_module_is_a_check() -> None:
    """The copy of a check is a check, named for its module."""
    check = from_module(module())

    assert check.id == "copied_check"
    assert check.title == safe_head_advances.TITLE


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"__doc__": " "}, "no docstring"),
        ({"TITLE": MISSING}, "no TITLE"),
        ({"TITLE": ""}, "TITLE is no text"),
        ({"FOLLOWS": MISSING}, "no FOLLOWS"),
        ({"FOLLOWS": ["sync_status"]}, "FOLLOWS is no tuple of questions"),
        ({"SENDS_TRANSACTIONS": "no"}, "neither True nor False"),
        ({"COMPONENT": 3}, "neither text nor None"),
        ({"Parameters": MISSING}, "no Parameters"),
        ({"Parameters": Unfrozen}, "no frozen dataclass"),
        ({"Parameters": WithoutDefault}, "no frozen dataclass"),
        ({"observe": MISSING}, "no observe"),
        ({"observe": safe_head_advances.evaluate}, "observe is no async function"),
        ({"evaluate": MISSING}, "no evaluate"),
        ({"evaluate": safe_head_advances.observe}, "evaluate is no plain function"),
    ],
)
def test_a_malformed_module_is_refused(changed: dict[str, object], words: str) -> None:
    """The error names the module, the part and what to compare with."""
    with pytest.raises(MalformedCheckError, match=words) as refused:
        from_module(module(**changed))

    assert "copied_check" in refused.value.message
    assert refused.value.hint is not None


def test_the_nearest_check_is_named() -> None:
    """A misspelt check is an error that names the one that was probably meant."""
    with pytest.raises(UnknownCheckError, match="did you mean 'safe_head_advances'"):
        find("safe_head_advance")


def test_the_catalog_is_sorted_and_whole() -> None:
    """Every module of the folder is there under its name, and has a title of its own."""
    assert list(CATALOG) == sorted(CATALOG)
    assert len({check.title for check in CATALOG.values()}) == len(CATALOG)
    assert {name for name, check in CATALOG.items() if name != check.id} == set()
