"""Parameters of a check from the text that policies and command lines hold."""

import dataclasses
import math
from collections.abc import Iterable
from typing import Any, get_type_hints

from gonogo.checks.check import Check
from gonogo.checks.errors import ParameterError

_WORDS = {"true": True, "yes": True, "false": False, "no": False}


def parameters_from_text(check: Check, pairs: Iterable[tuple[str, str]]) -> Any:
    """Return a check's parameters, those that are not named at their defaults.

    Numbers must be finite and not negative: a limit of infinity or of nothing at
    all is a limit that every network keeps.

    Raises:
        ParameterError: a name is unknown or given twice, or a value is not of its type.
    """
    known = tuple(field.name for field in dataclasses.fields(check.parameters))
    types = get_type_hints(check.parameters)
    given: dict[str, object] = {}
    for name, text in pairs:
        if name not in known:
            raise ParameterError(check.id, name, "there is no such parameter", known)
        if name in given:
            raise ParameterError(check.id, name, "it is given twice", known)
        given[name] = _value(check, name, text.strip(), types[name], known)
    return check.parameters(**given)


def _value(check: Check, name: str, text: str, wanted: object, known: tuple[str, ...]) -> object:
    if wanted is bool:
        if text.lower() not in _WORDS:
            raise ParameterError(check.id, name, f"{text!r} is neither true nor false", known)
        return _WORDS[text.lower()]
    if wanted is str:
        return text
    kind, called = (int, "a whole number") if wanted is int else (float, "a number")
    try:
        number = kind(text)
    except ValueError:
        raise ParameterError(check.id, name, f"{text!r} is not {called}", known) from None
    if number < 0 or not math.isfinite(number):
        raise ParameterError(check.id, name, f"{text!r} is negative or without end", known)
    return number
