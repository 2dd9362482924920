"""Make requirements of the rows of a policy file.

A row takes what it does not say from the shipped base file, if the policy names one,
and from the defaults of its file. Approvals are rows too, in fewer words. Nothing is
checked here; `policy_rules` does that first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gonogo.readiness.parameters import normalised
from gonogo.readiness.policy import Freeze, Requirement

if TYPE_CHECKING:
    from gonogo.readiness.policy_schema import (
        Approval,
        ByHand,
        Defaults,
        FreezeRow,
        PolicyFile,
        Row,
    )

Path = tuple[str | int, ...]
"""Keys and positions on the way to a value of a file."""

APPROVAL = "approval-"
"""What the id of a requirement begins with that is made of an approval."""

_WHO = {
    "platforms": "The Platforms team approves",
    "release-coordinator": "The release coordinator approves",
    "feature": "The feature teams approve",
    "security": "The security reviewers approve",
}


@dataclass(frozen=True)
class Placed:
    """A row, whole, with the place where its file names it."""

    row: "Row"
    path: Path
    written: frozenset[str]
    """The keys that its file gives; the others are the base file's."""


def placed_rows(file: "PolicyFile", base: Mapping[str, "Row"]) -> list[Placed]:
    """Return all rows of a file, those of the approvals last."""
    rows = [
        Placed(_on_base(row, base.get(row.id)), ("requirements", at), frozenset(_given(row)))
        for at, row in enumerate(file.requirements)
    ]
    return rows + [
        Placed(_of_approval(each, file), ("approvals", at), frozenset(each.model_fields_set))
        for at, each in enumerate(file.approvals)
    ]


def approvals_last(requirements: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """Return requirements in the order in which they are told: who approves comes at the end."""
    return tuple(sorted(requirements, key=lambda each: each.id.startswith(APPROVAL)))


def new_requirement(row: "Row", file: "PolicyFile") -> Requirement:
    """Return the requirement of a row that its file brings."""
    common = Requirement(
        id=row.id,
        title=row.title or "",
        why=row.why or "",
        remedy=row.remedy or "",
        source=row.source or "",
        component=row.component,
        is_invariant=bool(row.is_invariant),
    )
    if row.check is None:
        return _by_hand(common, row, file.by_hand)
    return _observed(common, row, file.defaults)


def rate_of(row: "Row", defaults: "Defaults") -> float | None:
    """Return the failure rate that a row must exclude; None: it carries none."""
    if row.repeatable is True:
        return defaults.repeatable.failure_percent if defaults.repeatable else None
    return row.repeatable.failure_percent if row.repeatable else None


def freezes_of(rows: "list[FreezeRow]") -> tuple[Freeze, ...]:
    """Return the times in which nothing may go on, in their order."""
    from gonogo.people import parse_moment  # noqa: PLC0415 - only where there is a freeze

    found = {Freeze(parse_moment(row.starts), parse_moment(row.until), row.reason) for row in rows}
    return tuple(sorted(found, key=lambda each: (each.starts_at, each.ends_at, each.reason)))


def _given(row: "Row") -> set[str]:
    return row.model_fields_set


def _observed(common: Requirement, row: "Row", defaults: "Defaults") -> Requirement:
    window = row.window if row.window is not None else defaults.window
    return replace(
        common,
        check=row.check,
        parameters=normalised(tuple(row.parameters.items())),
        window_seconds=window or 0.0,
        freshness_seconds=row.freshness or defaults.freshness or 0.0,
        passes_to_resolve=row.passes_to_resolve or defaults.passes_to_resolve or 1,
        passes=row.passes or defaults.passes or 1,
        repeatable_failure_percent=rate_of(row, defaults),
    )


def _by_hand(common: Requirement, row: "Row", by_hand: "ByHand") -> Requirement:
    return replace(
        common,
        freshness_seconds=row.freshness or by_hand.freshness or 0.0,
        passes_to_resolve=row.passes_to_resolve or by_hand.passes_to_resolve or 1,
        roles=tuple(sorted({*(row.roles or by_hand.roles or ())})),
        people=row.people or by_hand.people or 1,
    )


def _on_base(row: "Row", base: "Row | None") -> "Row":
    """Return a row with what it does not say taken from the base file."""
    if base is None:
        return row
    given = {key: getattr(row, key) for key in _given(row)}
    parameters = {**base.parameters, **row.parameters}
    return base.model_copy(update={**given, "parameters": parameters})


def _of_approval(approval: "Approval", file: "PolicyFile") -> "Row":
    from gonogo.readiness.policy_schema import Row  # noqa: PLC0415 - brings up pydantic

    # What is signed names a requirement and no step: so that approving to publish does not also
    # promote, the requirement names the step.
    step, is_of_step, _ = (file.extends or file.name or "").partition(":")
    name = f"{APPROVAL}{step}-{approval.role}" if is_of_step else f"{APPROVAL}{approval.role}"
    plan = " --for deploy" if step == "deploy" else ""
    return Row.model_construct(
        id=name,
        title=_WHO[approval.role],
        why="A decision that nobody answers for is nobody's.",
        remedy=f"Read the report, then `gonogo sign-off {name} --network NETWORK{plan}"
        " --note TEXT`.",
        source="release readiness, roles",
        freshness=approval.freshness,
        roles=[approval.role],
        people=approval.people or 1,
        # Else one person could waive the other whose approval is asked for as well.
        is_invariant=True,
    )
