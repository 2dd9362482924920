"""Apply a file to the policy that it extends: add requirements, tighten numbers, nothing else.

What asks for less than the policy that is extended is refused with its place. `tighten`
holds everything inherited to something, and never loosens it; a row that names a
requirement tightens that one; every other row is a new requirement.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gonogo.readiness.claims import Mistake
from gonogo.readiness.known_check import KnownCheck, KnownChecks
from gonogo.readiness.parameters import normalised
from gonogo.readiness.policy import Policy, Requirement
from gonogo.readiness.policy_rows import (
    APPROVAL,
    Placed,
    approvals_last,
    freezes_of,
    new_requirement,
    rate_of,
)
from gonogo.readiness.policy_rules import BY_HAND_ONLY, OBSERVED_ONLY, parameter_mistakes
from gonogo.readiness.strictness import (
    POLICY_RULES,
    REQUIREMENT_RULES,
    Rule,
    all_freezes,
)
from gonogo.readiness.tightening import parameter_fault

if TYPE_CHECKING:
    from gonogo.readiness.policy_schema import PolicyFile, Row, Tighten

_SAME = {"id", "title", "why", "remedy", "source", "check", "component"}
_NAMING = {"name", "title", "level"}


@dataclass(frozen=True)
class Extending:
    """A file and the policy that it extends."""

    file: "PolicyFile"
    parent: Policy
    rows: tuple[Placed, ...]
    checks: KnownChecks | None
    trusts_parameters: bool
    """Whether numbers of parameters are believed where the checks are not known."""

    @property
    def inherited(self) -> Mapping[str, Requirement]:
        """The requirements of the policy that is extended, by id."""
        return {each.id: each for each in self.parent.requirements}


def extension_mistakes(extending: Extending) -> Iterator[Mistake]:
    """Find everything in which a file asks for less than the policy that it extends."""
    file, parent = extending.file, extending.parent
    for name, value in _given_values(file).items():
        rule = POLICY_RULES[name]
        if file.name is not None and name in _NAMING:
            continue
        if rule.is_weaker(value, getattr(parent, name)):
            yield (rule.key,), _weaker(rule, getattr(parent, name), parent)
    if file.soak_longest_gap is not None and not (file.soak or parent.soak_seconds):
        yield ("soak_longest_gap",), "means nothing without `soak`"
    inherited = extending.inherited
    for placed in extending.rows:
        if placed.row.id in inherited:
            for key, message in _row_mistakes(placed, inherited[placed.row.id], extending):
                yield (*placed.path, *key), message


def extend(extending: Extending) -> Policy:
    """Return what a file makes of the policy that it extends; nothing in it asks for less."""
    file, parent = extending.file, extending.parent
    rows = {placed.row.id: placed for placed in extending.rows}
    requirements = [
        _tightened(_floored(each, file.tighten), rows.get(each.id), file)
        for each in parent.requirements
    ]
    new = [new_requirement(each.row, file) for each in _new_rows(extending)]
    if file.name is None:
        # Of several extensions the order does not matter, so it does not within one either.
        new.sort(key=lambda each: each.id)
    values = _given_values(file)
    values["freezes"] = all_freezes(parent.freezes, freezes_of(file.freezes))
    return replace(parent, **values, requirements=approvals_last((*requirements, *new)))  # type: ignore[arg-type]  # keywords are the fields' own


def _new_rows(extending: Extending) -> Iterable[Placed]:
    inherited = extending.inherited
    return (placed for placed in extending.rows if placed.row.id not in inherited)


def _given_values(file: "PolicyFile") -> dict[str, object]:
    """Return what a file says of the policy as a whole, as the policy's fields."""
    given = {
        name: getattr(file, rule.key)
        for name, rule in POLICY_RULES.items()
        if name != "freezes" and getattr(file, rule.key) is not None
    }
    return dict(given)


def _floored(requirement: Requirement, tighten: "Tighten") -> Requirement:
    """Return an inherited requirement as strict as the file holds all of them to, at the least."""
    if requirement.check is None:
        by_hand = tighten.by_hand
        floors = {
            "freshness_seconds": by_hand.freshness,
            "passes_to_resolve": by_hand.passes_to_resolve,
            # How many approve is said for each role.
            "people": None if requirement.id.startswith(APPROVAL) else by_hand.people,
        }
    else:
        defaults = tighten.observed
        has_rate = requirement.repeatable_failure_percent is not None
        floors = {
            # What is over as soon as it is seen cannot be watched for longer.
            "window_seconds": defaults.window if requirement.window_seconds else None,
            "freshness_seconds": defaults.freshness,
            "passes_to_resolve": defaults.passes_to_resolve,
            "passes": defaults.passes,
            "repeatable_failure_percent": defaults.repeatable.failure_percent
            if has_rate and defaults.repeatable
            else None,
        }
    values = {
        name: REQUIREMENT_RULES[name].together(getattr(requirement, name), floor)
        for name, floor in floors.items()
        if floor is not None
    }
    return replace(requirement, **values)


def _tightened(requirement: Requirement, placed: Placed | None, file: "PolicyFile") -> Requirement:
    """Return a requirement with the numbers that its row in the file gives."""
    if placed is None:
        return requirement
    row = placed.row
    values = {name: value for name, value in _row_values(placed, file) if name not in _SAME}
    parameters = {**dict(requirement.parameters), **row.parameters}
    return replace(requirement, **values, parameters=normalised(tuple(parameters.items())))  # type: ignore[arg-type]  # keywords are the fields' own


def _row_values(placed: Placed, file: "PolicyFile") -> Iterator[tuple[str, object]]:
    """Yield what a row says, as the requirement's fields."""
    row = placed.row
    for name, rule in REQUIREMENT_RULES.items():
        if rule.key not in placed.written or rule.key == "id":
            continue
        if rule.key == "repeatable":
            yield name, rate_of(row, file.defaults)
        elif rule.key == "roles":
            yield name, tuple(sorted({*(row.roles or ())}))
        else:
            yield name, getattr(row, rule.key)


def _row_mistakes(placed: Placed, standing: Requirement, extending: Extending) -> Iterator[Mistake]:
    row = placed.row
    yield from _misplaced(placed, standing)
    values = dict(_row_values(placed, extending.file))
    for name, value in values.items():
        rule, old = REQUIREMENT_RULES[name], getattr(standing, name)
        if name in _SAME and value != old:
            whose = f"{standing.id!r} is a requirement of {extending.parent.name}"
            yield (rule.key,), f"{whose} and keeps its {rule.key}; only numbers may become stricter"
        elif name not in _SAME and rule.is_weaker(value, old):
            yield (rule.key,), _weaker(rule, old, extending.parent)
    if values.get("window_seconds") and not standing.window_seconds:
        yield ("window",), "what is over as soon as it is seen cannot be watched for longer"
    if (row.is_invariant or standing.is_invariant) and values.get("repeatable_failure_percent"):
        yield ("repeatable",), "an invariant is one strike, and never put into a rate"
    yield from _parameter_mistakes(row, standing, extending)


def _misplaced(placed: Placed, standing: Requirement) -> Iterator[Mistake]:
    if placed.path[0] == "requirements" and standing.id.startswith(APPROVAL):
        yield ("id",), "is an approval; write it under `approvals`"
    is_by_hand = standing.check is None
    why = "without a check" if is_by_hand else "with a check, which no person answers"
    for key in OBSERVED_ONLY if is_by_hand else BY_HAND_ONLY:
        if key in placed.written:
            yield (key,), f"means nothing {why}"


def _parameter_mistakes(
    row: "Row", standing: Requirement, extending: Extending
) -> Iterator[Mistake]:
    if standing.check is None:
        return
    known = (extending.checks or {}).get(standing.check)
    if known is not None:
        yield from parameter_mistakes(row.parameters, standing.check, known)
    if known is None and extending.trusts_parameters:
        return
    for name in row.parameters:
        if known is not None and name not in known.parameters:
            continue
        merged = {**dict(standing.parameters), name: row.parameters[name]}
        told = parameter_fault(
            name, tuple(merged.items()), standing.parameters, known or KnownCheck()
        )
        if told:
            yield ("parameters", name), f"{told}, as in {extending.parent.name}"


def _weaker(rule: Rule, standing: object, parent: Policy) -> str:
    return f"{rule.told(standing)}, as in {parent.name}: who extends a policy never weakens it"
