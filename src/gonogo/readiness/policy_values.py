"""What stands after a key of a policy file: durations, windows, names, percents, moments.

Each is a type that reads what people write into what is judged by, refuses the rest in
words that say how to write it, and tells editors the same (`policy_json_schema`). The
keys themselves, and which of them go together, are in `policy_schema`.
"""

import math
import re
from collections.abc import Callable
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from gonogo.people import parse_moment
from gonogo.readiness.duration import LONGEST_WINDOW_SECONDS, parse_duration

_LONGEST_TEXT = 2000
_LONGEST_SECONDS = 366 * 86400.0
_DURATION = r"^[0-9]{1,9}(\.[0-9]{1,3})?[smhd]$"

# What `gonogo verify` accepts beside a level, and what is only ever put after or instead of one.
_NO_LEVEL = re.compile(r"SLSA_.*|FAILED|.*_(CONDITIONAL|BREAKGLASS|SOLO)")

T = TypeVar("T")


def _something(value: object) -> object:
    """Refuse a key without a value: whoever wrote it meant something."""
    if value is None:
        raise ValueError("is empty; give it a value, or leave the key out")
    return value


Given = Annotated[T | None, BeforeValidator(_something)]
"""A key that may be left out, and that says something where it is not."""


def _seconds(value: object) -> float:
    """Read a duration; zero is refused, because nothing is seen in no time."""
    if not isinstance(value, str):
        raise ValueError("write a number and a unit, such as 12s, 30m, 1h or 14d")  # noqa: TRY004
    seconds = parse_duration(value)
    if seconds <= 0:
        raise ValueError("must be longer than nothing")
    if seconds > _LONGEST_SECONDS:
        raise ValueError("must be at most 366d; networks change sooner")
    return seconds


def _window(value: object) -> float:
    """Read a window; `once` is for what is over as soon as it is seen."""
    seconds = 0.0 if value == "once" else _seconds(value)
    if seconds > LONGEST_WINDOW_SECONDS:
        raise ValueError("must be at most 30d, since nothing is known before a window ends")
    return seconds


def _parameter(value: object) -> str:
    """Return a parameter as text, as evidence carries it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | str):
        return str(value)
    raise ValueError("must be a number, a word or a truth value")


def _percent(value: object) -> float:
    """Read a failure rate; one of nothing could never be shown, one of everything always."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("must be a number of percent, such as 14")
    if not 0 < value < 100:  # noqa: PLR2004 - the ends of what percent can be
        raise ValueError("must be above 0 and below 100")
    return float(value)


def _moment(value: object) -> str:
    """Read a day or a moment; it stays text until both ends of a freeze are known."""
    if not isinstance(value, str):
        raise ValueError("write a day or a moment in UTC, as 2026-11-22")  # noqa: TRY004
    parse_moment(value)
    return value


def _written(pattern: str, otherwise: str) -> Callable[[str], str]:
    """Return a validator of names; pydantic's own would show people the expression."""
    allowed = re.compile(pattern)

    def read(value: str) -> str:
        if allowed.fullmatch(value) is None:
            raise ValueError(otherwise)
        return value

    return read


def _level(value: str) -> str:
    _capitals(value)
    if _NO_LEVEL.fullmatch(value):
        raise ValueError("would be mistaken for something that gonogo itself writes after a level")
    return value


_IDENTIFIER = r"[a-z0-9][a-z0-9_.-]{0,99}"
# A check, or a gate of tests: of a validators file by its id, or one that comes with gonogo.
_CHECK_NAME = rf"({_IDENTIFIER}|gate:[A-Za-z0-9][A-Za-z0-9_./-]{{0,99}})"
_POLICY_NAME = r"[a-z0-9][a-z0-9_.:-]{0,99}"
_LEVEL = r"[A-Z][A-Z0-9_]{0,99}"
_identifier = _written(_IDENTIFIER, "write small letters, digits, -, _ and ., such as safe-head")
_check_name = _written(
    _CHECK_NAME, "write the name of a check, such as nodes_agree, or of a gate, such as gate:base"
)
_policy_name = _written(
    _POLICY_NAME, "write small letters, digits, -, _, . and :, such as own:checks"
)
_capitals = _written(_LEVEL, "write capitals, digits and _, such as OWN_CHECKLIST")

Duration = Annotated[
    float, BeforeValidator(_seconds), WithJsonSchema({"type": "string", "pattern": _DURATION})
]
WindowText = Annotated[
    float,
    BeforeValidator(_window),
    WithJsonSchema(
        {"anyOf": [{"const": "once"}, {"type": "string", "pattern": _DURATION}]},
    ),
]
ParameterText = Annotated[
    str,
    BeforeValidator(_parameter),
    Field(min_length=1, max_length=200),
    WithJsonSchema({"type": ["number", "string", "boolean"]}),
]
Percent = Annotated[
    float,
    BeforeValidator(_percent),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 100}),
]
Moment = Annotated[
    str,
    BeforeValidator(_moment),
    WithJsonSchema(
        {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$"},
    ),
]
Text = Annotated[str, Field(min_length=1, max_length=_LONGEST_TEXT)]
Identifier = Annotated[
    str,
    AfterValidator(_identifier),
    WithJsonSchema({"type": "string", "pattern": f"^{_IDENTIFIER}$"}),
]
CheckName = Annotated[
    str,
    AfterValidator(_check_name),
    WithJsonSchema({"type": "string", "pattern": f"^{_CHECK_NAME}$"}),
]
PolicyName = Annotated[
    str,
    AfterValidator(_policy_name),
    WithJsonSchema({"type": "string", "pattern": f"^{_POLICY_NAME}$"}),
]
Level = Annotated[
    str, AfterValidator(_level), WithJsonSchema({"type": "string", "pattern": f"^{_LEVEL}$"})
]
Passes = Annotated[int, Field(ge=1, le=1000)]
Headcount = Annotated[int, Field(ge=1, le=100)]
Network = Annotated[str, Field(min_length=1, max_length=100)]
# Who opens the gate by force has no say in whether it may be opened.
RoleName = Literal["platforms", "release-coordinator", "feature", "security"]
