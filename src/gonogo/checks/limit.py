"""Limits: parameters that know in which direction they become stricter.

A policy may be extended and never weakened, and whoever compares two numbers must
know which is the stricter one. Only the check knows: fewer blocks behind, but more
wei on an account.
"""

import dataclasses
from collections.abc import Mapping
from typing import Literal, TypeVar

from gonogo.checks.check import Check

Stricter = Literal["smaller", "greater"]

_KEY = "stricter"

Number = TypeVar("Number", int, float)


def at_most(default: Number) -> Number:
    """Declare a parameter of a check that is stricter when it is smaller."""
    field: Number = dataclasses.field(default=default, metadata={_KEY: "smaller"})
    return field


def at_least(default: Number) -> Number:
    """Declare a parameter of a check that is stricter when it is greater."""
    field: Number = dataclasses.field(default=default, metadata={_KEY: "greater"})
    return field


def stricter_directions(check: Check) -> Mapping[str, Stricter]:
    """Return in which direction each parameter of a check becomes stricter.

    One that was declared as no limit is left out: nobody may say that it was tightened.
    """
    fields = dataclasses.fields(check.parameters)
    return {field.name: field.metadata[_KEY] for field in fields if _KEY in field.metadata}
