"""Policies by name or from a file, checked against the checks that there are."""

import dataclasses
from collections.abc import Iterable
from pathlib import Path

from gonogo.checks import CATALOG, Check, find, parameters_from_text
from gonogo.documents import read_text
from gonogo.readiness import Policy, Requirement, parse_policy, shipped_policy

CHECK_POLICY = "check"
CHECK_LEVEL = "CHECK_ONLY"


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
        # Values too, before anything runs: a run that cannot be judged is a run lost.
        if requirement.check is not None:
            parameters_from_text(CATALOG[requirement.check], requirement.parameters)
    return policy


def policy_of_checks(
    names: Iterable[str], *, window_seconds: float, interval_seconds: float, has_sending: bool
) -> Policy:
    """Return the policy that asks for these checks, at their default limits; for none: all.

    Args:
        names: The checks; those that send transactions only if they are named here.
        window_seconds: How long to observe.
        interval_seconds: How often to read.
        has_sending: Whether all checks are to include those that send.

    Raises:
        UnknownCheckError: there is no such check; names the nearest.
    """
    every = {
        name: check
        for name, check in CATALOG.items()
        if has_sending or not check.sends_transactions
    }
    chosen = {name: find(name) for name in names} or every
    return Policy(
        name=CHECK_POLICY,
        title="Checks at their default limits",
        level=CHECK_LEVEL,
        requirements=tuple(
            Requirement(
                id=check.id,
                title=check.title,
                why="It was asked for on the command line.",
                remedy="Read what the check explains about the usual causes.",
                source="the command line",
                check=check.id,
                component=check.component,
                window_seconds=0.0 if check.sends_transactions else window_seconds,
                freshness_seconds=24 * 3600.0,
            )
            for check in chosen.values()
        ),
        interval_seconds=interval_seconds,
    )


def _parameters(check: Check) -> Iterable[str]:
    return (field.name for field in dataclasses.fields(check.parameters))
