"""What a policy file may say, as pydantic models: unknown keys and wrong types are errors.

Imported only when a policy is read, since pydantic takes a while to come up.
Rules that one key alone cannot tell are in `policy_rules`; the JSON schema for
editors is made of the same models (`policy_json_schema`), with the texts under the
keys as its descriptions.
"""

import math
import re
from collections.abc import Callable
from typing import Annotated, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
)

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
_POLICY_NAME = r"[a-z0-9][a-z0-9_.:-]{0,99}"
_LEVEL = r"[A-Z][A-Z0-9_]{0,99}"
_identifier = _written(_IDENTIFIER, "write small letters, digits, -, _ and ., such as safe-head")
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


class _Closed(BaseModel):
    """A mapping that may hold only the keys that are known, of exactly their types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Repeatable(_Closed):
    """A bound on how often it may fail."""

    failure_percent: Percent
    """The failure rate that all attempts together must exclude, with 95 % confidence."""


# Told apart beforehand, so that a mistake in the one is not also called one in the other.
MarkOrRate = Annotated[
    Annotated[bool, Tag("mark")] | Annotated[Repeatable, Tag("rate")],
    Discriminator(lambda value: "mark" if isinstance(value, bool) else "rate"),
]


class Defaults(_Closed):
    """What holds for every row of this file with a check that does not say otherwise."""

    window: Given[WindowText] = None
    """How long must be observed in one piece: 30m; once: what is over when it is seen."""
    freshness: Given[Duration] = None
    """How old a pass may be."""
    passes_to_resolve: Given[Passes] = None
    """How many later passes a failure needs."""
    passes: Given[Passes] = None
    """How many straight passes it takes."""
    repeatable: Given[Repeatable] = None
    """The rate for rows that are marked repeatable."""


class ByHand(_Closed):
    """What holds for every row of this file that people answer and that does not say otherwise."""

    freshness: Given[Duration] = None
    """How old what was signed may be."""
    passes_to_resolve: Given[Passes] = None
    """How many later passes a failure needs."""
    roles: Given[list[RoleName]] = None
    """Who may sign."""
    people: Given[Headcount] = None
    """How many distinct people must sign."""


class ByHandTighter(_Closed):
    """What every inherited row that people answer is held to, unless it asks for more."""

    freshness: Given[Duration] = None
    """How old what was signed may be."""
    passes_to_resolve: Given[Passes] = None
    """How many later passes a failure needs."""
    people: Given[Headcount] = None
    """How many distinct people must sign; approvals say that for themselves."""


class Tighten(_Closed):
    """What every inherited row is held to, unless it asks for more."""

    observed: Defaults = Field(default_factory=Defaults)
    """Rows with a check. What is over when it is seen gets no window, what has no rate none."""
    by_hand: ByHandTighter = Field(default_factory=ByHandTighter)
    """Rows that people answer."""


class Row(_Closed):
    """One requirement; with `extends` or `base`, an id alone names one that there is."""

    id: Identifier
    """Its name, unique in the policy; waivers and sign-offs name it."""
    title: Given[Text] = None
    """What must hold, in one line."""
    why: Given[Text] = None
    """What it protects."""
    remedy: Given[Text] = None
    """What to do when it does not hold."""
    source: Given[Text] = None
    """Where the rule comes from."""
    check: Given[Identifier] = None
    """The check that answers it; without one, people do."""
    component: Given[Identifier] = None
    """It applies only where the inventory has this component."""
    parameters: dict[str, ParameterText] = Field(default_factory=dict)
    """What the check holds the network to."""
    window: Given[WindowText] = None
    """How long must be observed in one piece: 30m; once: what is over when it is seen."""
    freshness: Given[Duration] = None
    """How old a pass, or what was signed, may be."""
    passes_to_resolve: Given[Passes] = None
    """How many later passes a failure needs."""
    passes: Given[Passes] = None
    """How many straight passes it takes."""
    is_invariant: Given[bool] = None
    """No waiver covers it, and it is never put into a rate."""
    repeatable: Given[MarkOrRate] = None
    """Attempts are alike, so a rate can be told; true: the rate of the defaults."""
    roles: Given[list[RoleName]] = None
    """Who may sign it, where people answer."""
    people: Given[Headcount] = None
    """How many distinct people must sign it, where people answer."""


class Approval(_Closed):
    """People of a role who must have signed; becomes the requirement `approval-STEP-ROLE`."""

    role: RoleName
    """Whose approval."""
    people: Given[Headcount] = None
    """How many distinct people; 1, if not given."""
    freshness: Given[Duration] = None
    """How old an approval may be."""


class FreezeRow(_Closed):
    """A time in which nothing may go on."""

    model_config = ConfigDict(populate_by_name=True)

    starts: Moment = Field(alias="from")
    """Its first day or moment, in UTC."""
    until: Moment
    """The first day or moment after it."""
    reason: Text
    """Why; reports quote it."""


class AppliesTo(_Closed):
    """Where an extension applies; without it, everywhere."""

    networks: list[Network]
    """Networks, as this workspace calls them."""


class PolicyFile(_Closed):
    """A policy, or with `extends` and without a name an extension of one."""

    extends: Given[PolicyName] = None
    """The policy that this file makes stricter: promote:alphanet."""
    applies_to: Given[AppliesTo] = None
    """Where an extension applies; everywhere, if not given."""
    name: Given[PolicyName] = None
    """What the policy is called, such as own:checks. An extension has none."""
    title: Given[Text] = None
    """What it decides, in one line."""
    level: Given[Level] = None
    """What a decision under it is worth: OWN_CHECKLIST."""
    base: Given[Identifier] = None
    """The shipped file from which rows that give only an id take the rest: checklist."""
    interval: Given[Duration] = None
    """How often the network is read during a window."""
    resolves_by_pass: Given[bool] = None
    """Whether later passes alone resolve a finding, without a cause."""
    validity: Given[Duration] = None
    """For how long a decision may be acted on; without it, it may not."""
    soak: Given[Duration] = None
    """How long the deployment must have been observed."""
    soak_longest_gap: Given[Duration] = None
    """How long it may have gone unobserved meanwhile."""
    freezes: list[FreezeRow] = Field(default_factory=list)
    """Times in which nothing may go on."""
    accepts_solo: Given[bool] = None
    """Whether one person alone may have done everything; yes, if not given."""
    needs_scope: Given[bool] = None
    """Whether it must be said which features are in scope."""
    requires_passed: Given[PolicyName] = None
    """The transition that every feature in scope must have passed: promote:alphanet."""
    defaults: Defaults = Field(default_factory=Defaults)
    """What holds for every row with a check."""
    by_hand: ByHand = Field(default_factory=ByHand)
    """What holds for every row that people answer."""
    approvals: list[Approval] = Field(default_factory=list)
    """Whose approval it takes."""
    tighten: Tighten = Field(default_factory=Tighten)
    """What every row of the policy that is extended is held to, unless it asks for more."""
    requirements: list[Row] = Field(default_factory=list)
    """What must hold."""


class BaseFile(_Closed):
    """Rows that several shipped policies share; no policy itself."""

    requirements: list[Row]
