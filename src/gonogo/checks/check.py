"""A check: one assertion about a network, made of two functions and their words.

`observe` asks and keeps raw readings; `evaluate` judges stored readings and does
nothing else. A check is a module of `catalog/`; this is the typed value that is
made of it, so that a module without a part is found when it is loaded and not
when it is needed.
"""

import dataclasses
import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from gonogo.checks.errors import MalformedCheckError
from gonogo.checks.facts import Facts
from gonogo.checks.judgement import Judgement
from gonogo.checks.questions import Question
from gonogo.checks.view import View


@dataclass(frozen=True)
class Check:
    """One assertion about a network."""

    id: str
    """As policies name it; the name of its module."""
    title: str
    explains: str
    """What it asserts, why that matters and the usual causes of a failure."""
    component: str | None
    """The service that it is about, as inventories call it; None: every network has it."""
    sends_transactions: bool
    follows: tuple[Question, ...]
    """What must be asked at every tick of the window."""
    parameters: type
    """A frozen dataclass; its defaults hold where a policy says nothing."""
    observe: Callable[[View], Awaitable[Mapping[str, bytes]]]
    """Ask, and return raw readings by name."""
    evaluate: Callable[[Mapping[str, bytes], Any, Facts], Judgement]
    """Judge readings: pure, the same for the same bytes and parameters."""


def from_module(module: ModuleType) -> Check:
    """Return the check that a module of the catalog describes.

    Raises:
        MalformedCheckError: a part is missing or is not what it should be.
    """
    name = module.__name__.rpartition(".")[2]
    _require(name, bool((module.__doc__ or "").strip()), "it has no docstring")
    parameters = _part(module, name, "Parameters")
    _require(
        name,
        isinstance(parameters, type)
        and dataclasses.is_dataclass(parameters)
        and _is_frozen(parameters)
        and all(_has_default(each) for each in dataclasses.fields(parameters)),
        "Parameters is no frozen dataclass whose fields all have defaults",
    )
    observe = _part(module, name, "observe")
    _require(name, inspect.iscoroutinefunction(observe), "observe is no async function")
    evaluate = _part(module, name, "evaluate")
    _require(
        name,
        inspect.isfunction(evaluate) and not inspect.iscoroutinefunction(evaluate),
        "evaluate is no plain function",
    )
    follows = _part(module, name, "FOLLOWS")
    _require(
        name,
        isinstance(follows, tuple) and all(isinstance(each, Question) for each in follows),
        "FOLLOWS is no tuple of questions",
    )
    title = _part(module, name, "TITLE")
    _require(name, isinstance(title, str) and bool(title), "TITLE is no text")
    sends = _part(module, name, "SENDS_TRANSACTIONS")
    _require(name, isinstance(sends, bool), "SENDS_TRANSACTIONS is neither True nor False")
    component = _part(module, name, "COMPONENT")
    _require(
        name, component is None or isinstance(component, str), "COMPONENT is neither text nor None"
    )
    return Check(
        id=name,
        title=title,
        explains=inspect.cleandoc(module.__doc__ or ""),
        component=component,
        sends_transactions=sends,
        follows=follows,
        parameters=parameters,
        observe=observe,
        evaluate=evaluate,
    )


def _part(module: ModuleType, check: str, name: str) -> Any:
    _require(check, hasattr(module, name), f"it has no {name}")
    return getattr(module, name)


def _require(check: str, holds: object, otherwise: str) -> None:
    if not holds:
        raise MalformedCheckError(check, otherwise)


def _is_frozen(parameters: Any) -> bool:
    return bool(parameters.__dataclass_params__.frozen)


def _has_default(field: "dataclasses.Field[Any]") -> bool:
    return field.default is not dataclasses.MISSING
