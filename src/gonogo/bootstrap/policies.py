"""Policies by name or from a file, checked against the checks that there are."""

import dataclasses
from collections.abc import Iterable
from pathlib import Path

from gonogo.checks import CATALOG, Check, parameters_from_text
from gonogo.documents import nearest, read_text
from gonogo.errors import GonogoError
from gonogo.readiness import Policy, Requirement, parse_policy, shipped_policy


class UnfitRequirementError(GonogoError):
    """A requirement of a policy asks a check for something that it cannot be asked."""

    def __init__(self, policy: str, requirement: str, what: str, *, hint: str | None) -> None:
        super().__init__(f"{policy}: requirement {requirement!r}: {what}", hint=hint)
        self.policy = policy
        self.requirement = requirement


def policy_named(name: str) -> Policy:
    """Return a shipped policy by its name, or the policy of a file by its path.

    Raises:
        GonogoError: there is no such policy, or the file is none; says where and why.
    """
    known = {check.id: tuple(_parameters(check)) for check in CATALOG.values()}
    path = Path(name)
    if path.suffix in {".yaml", ".yml"} or "/" in name or path.is_file():
        policy = parse_policy(read_text(path), name, checks=known)
    else:
        policy = shipped_policy(name, checks=known)
    for requirement in policy.requirements:
        if requirement.check is not None:
            _require_fit(name, requirement, CATALOG[requirement.check])
    return policy


def _require_fit(policy: str, requirement: Requirement, check: Check) -> None:
    """Refuse values that a check does not take, before anything runs: such a run is lost.

    A requirement does not apply where its component is not, so a component that is
    misspelt would excuse every network.
    """
    try:
        parameters_from_text(check, requirement.parameters)
    except GonogoError as error:
        raise UnfitRequirementError(
            policy, requirement.id, error.message, hint=error.hint
        ) from error
    named, its_own = requirement.component, check.component
    if named not in (None, its_own):
        is_close = its_own is not None and nearest(str(named), [its_own]) is not None
        meant = f"Did you mean {its_own!r}? " if is_close else ""
        about = f"is about {its_own!r}" if its_own else "is about no component"
        raise UnfitRequirementError(
            policy,
            requirement.id,
            f"component {named!r} is given, and its check {check.id} {about}",
            hint=f"{meant}Leave the component out: every requirement with a check may.",
        )


def _parameters(check: Check) -> Iterable[str]:
    return (field.name for field in dataclasses.fields(check.parameters))
