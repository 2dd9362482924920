"""Validators files: op-acceptor's `acceptance-tests.yaml` as it is, and the gates chosen of one.

A file is read, `inherits` is followed, gates are chosen. Whatever a person cannot have meant
is refused, with its place, before anything runs. Which tests there are is not known here:
the plan compares gates with what is on disk.
"""

from gonogo.acceptance.validators.choosing import (
    EVERYTHING,
    GATELESS,
    Choice,
    ChoiceError,
    EmptyGateError,
    UnknownGateError,
    choose_gates,
    gate_list,
    gateless,
)
from gonogo.acceptance.validators.durations import parse_timeout
from gonogo.acceptance.validators.inheritance import resolve
from gonogo.acceptance.validators.reading import parse_validators, read_validators

__all__ = [
    "EVERYTHING",
    "GATELESS",
    "Choice",
    "ChoiceError",
    "EmptyGateError",
    "UnknownGateError",
    "choose_gates",
    "gate_list",
    "gateless",
    "parse_timeout",
    "parse_validators",
    "read_validators",
    "resolve",
]
