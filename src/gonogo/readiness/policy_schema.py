"""What a policy file may say, as pydantic models: unknown keys and wrong types are errors.

Imported only when a policy is read, since pydantic takes a while to come up.
What stands after a key is in `policy_values`, rules that one key alone cannot tell in
`policy_rules`; the JSON schema for editors is made of the same models
(`policy_json_schema`), with the texts under the keys as its descriptions.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from gonogo.readiness.policy_values import (
    CheckName,
    Duration,
    Given,
    Headcount,
    Identifier,
    Level,
    Moment,
    Network,
    ParameterText,
    Passes,
    Percent,
    PolicyName,
    RoleName,
    Text,
    WindowText,
)


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
    check: Given[CheckName] = None
    """The check, or gate:ID of the acceptance tests, that answers it; without one, people do."""
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
