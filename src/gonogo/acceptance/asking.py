"""How policies ask for gates: by a check's name, `gate:ID`, with parameters as text.

A gate of a validators file is `gate:isthmus`; one that comes with gonogo is
`gate:gonogo/base`, so that no file can put another in its place.
"""

import dataclasses
import re
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from gonogo.acceptance.evaluate import GateParameters
from gonogo.acceptance.suites import Suites

PREFIX = "gate:"
SHIPPED = "gonogo/"
"""What the id of a gate begins with that comes with gonogo."""
SHIPPED_GATES = ("gonogo/base",)

# It becomes a part of file names, of command lines and of rows of policies.
_GATE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]{0,99}")
_DIGEST = re.compile(r"|sha256:[0-9a-f]{64}")
# More than any gate has of anything, so that larger numbers are slips of a keyboard.
NO_LIMIT = 1_000_000
"""What a parameter is set to that nobody is to be held to."""

#: In which direction each parameter becomes stricter. A definition is pinned or it is not.
STRICTER: Mapping[str, Literal["smaller", "greater"]] = {
    "least_tests": "greater",
    "most_skipped": "smaller",
    "most_quarantined": "smaller",
    "most_silent": "smaller",
    "most_left_out": "smaller",
    "most_hours_old": "smaller",
}
# As people write them, and as Python writes the default.
_WORDS = {"true": "true", "yes": "true", "false": "false", "no": "false"}


class GateParameterError(ValueError):
    """A gate cannot be held to this; says what is wrong in one line."""


def is_gate_id(gate: str) -> bool:
    """Say whether a gate can be called this."""
    return _GATE_ID.fullmatch(gate) is not None


def is_gate(check: str) -> bool:
    """Say whether this is how a policy asks for a gate."""
    return check.startswith(PREFIX)


def asked_gate(check: str) -> str:
    """Return the gate that a check's name asks for."""
    return check.removeprefix(PREFIX)


def check_of(gate: str) -> str:
    """Return by which name policies and evidence call a gate."""
    return f"{PREFIX}{gate}"


def parameter_names() -> tuple[str, ...]:
    """Return what a gate can be held to."""
    return tuple(field.name for field in dataclasses.fields(GateParameters))


def default_gate_texts() -> dict[str, str]:
    """Return what holds where a policy says nothing, as policies write it."""
    return {name: str(value) for name, value in dataclasses.asdict(GateParameters()).items()}


def held_to_alone(suites: Suites) -> GateParameters:
    """Return what a gate is held to that no policy asks for.

    Whoever runs tests by themselves may exclude some; a policy has to say that it bears that.
    """
    return GateParameters(most_left_out=NO_LIMIT if suites.excluded_gates else 0)


def gate_parameters(pairs: Iterable[tuple[str, str]]) -> GateParameters:
    """Return what a gate is held to, from what a policy says.

    Raises:
        GateParameterError: a name is unknown, or a value is none that it takes.
    """
    given = dict(pairs)
    for name in given:
        if name not in parameter_names():
            raise GateParameterError(f"there is no parameter {name!r}")
    if "from_elsewhere" in given:
        given["from_elsewhere"] = _WORDS.get(given["from_elsewhere"].lower(), "")
    try:
        # Not strictly, since policies hand on texts, and a number in one is meant as a number.
        parameters = msgspec.convert(given, GateParameters, strict=False)
    except msgspec.ValidationError:
        raise GateParameterError("it is no whole number, or neither true nor false") from None
    if not all(0 <= getattr(parameters, name) <= NO_LIMIT for name in STRICTER):
        raise GateParameterError("it must be a whole number, not negative")
    if _DIGEST.fullmatch(parameters.definition) is None:
        raise GateParameterError("a definition is a digest: sha256: and 64 hexadecimal digits")
    return parameters
