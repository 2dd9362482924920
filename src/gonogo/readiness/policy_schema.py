"""What a policy file may say, as pydantic models: unknown keys and wrong types are errors.

Imported only when a policy is read, since pydantic takes a while to come up.
Rules that one key alone cannot tell are in `policy_file`.
"""

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from gonogo.readiness.duration import LONGEST_WINDOW_SECONDS, parse_duration

_LONGEST_TEXT = 2000


def _seconds(value: object) -> float:
    """Read a duration; zero is refused, because nothing is seen in no time."""
    if not isinstance(value, str):
        raise ValueError("write a number and a unit, such as 12s, 30m, 1h or 14d")  # noqa: TRY004
    seconds = parse_duration(value)
    if seconds <= 0:
        raise ValueError("must be longer than nothing")
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


def _written(pattern: str, otherwise: str) -> Callable[[str], str]:
    """Return a validator of names; pydantic's own would show people the expression."""
    allowed = re.compile(pattern)

    def read(value: str) -> str:
        if allowed.fullmatch(value) is None:
            raise ValueError(otherwise)
        return value

    return read


_identifier = _written(
    r"[a-z0-9][a-z0-9_.-]{0,99}", "write small letters, digits, -, _ and ., such as safe-head"
)
_policy_name = _written(
    r"[a-z0-9][a-z0-9_.:-]{0,99}", "write small letters, digits, -, _, . and :, such as own:checks"
)
_level = _written(r"[A-Z][A-Z0-9_]{0,99}", "write capitals, digits and _, such as OWN_CHECKLIST")

Duration = Annotated[float, BeforeValidator(_seconds)]
WindowText = Annotated[float, BeforeValidator(_window)]
ParameterText = Annotated[str, BeforeValidator(_parameter), Field(min_length=1, max_length=200)]
Text = Annotated[str, Field(min_length=1, max_length=_LONGEST_TEXT)]
Identifier = Annotated[str, AfterValidator(_identifier)]
PolicyName = Annotated[str, AfterValidator(_policy_name)]
Level = Annotated[str, AfterValidator(_level)]
Passes = Annotated[int, Field(ge=1, le=1000)]


class _Closed(BaseModel):
    """A mapping that may hold only the keys that are known, of exactly their types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Defaults(_Closed):
    """What holds for every automated row that does not say otherwise."""

    window: WindowText | None = None
    freshness: Duration | None = None
    passes_to_resolve: Passes | None = None


class Row(_Closed):
    """One requirement."""

    id: Identifier
    title: Text
    why: Text
    remedy: Text
    source: Text
    check: Identifier | None = None
    component: Identifier | None = None
    parameters: dict[str, ParameterText] = Field(default_factory=dict)
    window: WindowText | None = None
    freshness: Duration | None = None
    passes_to_resolve: Passes | None = None
    is_invariant: bool = False


class PolicyFile(_Closed):
    """A policy file."""

    name: PolicyName
    title: Text
    level: Level
    interval: Duration
    resolves_by_pass: bool = False
    defaults: Defaults = Field(default_factory=Defaults)
    requirements: list[Row]
