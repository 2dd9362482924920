"""Policies by name or from a file, checked against the checks that there are."""

import dataclasses
from pathlib import Path

from gonogo.checks import (
    CATALOG,
    Check,
    ParameterError,
    parameters_from_text,
    stricter_directions,
)
from gonogo.documents import read_text
from gonogo.readiness import KnownCheck, KnownChecks, Policy, parse_policy, shipped_policy


def policy_named(name: str) -> Policy:
    """Return a shipped policy by its name, or the policy of a file by its path.

    Raises:
        GonogoError: there is no such policy, or the file is none; says where and why.
    """
    path = Path(name)
    if path.suffix in {".yaml", ".yml"} or "/" in name or path.is_file():
        return parse_policy(read_text(path), name, checks=known_checks())
    return shipped_policy(name, checks=known_checks())


def known_checks() -> KnownChecks:
    """Return what policies may ask of each check of the catalog."""
    return {check.id: _known(check) for check in CATALOG.values()}


def _known(check: Check) -> KnownCheck:
    def fault(name: str, text: str) -> str | None:
        try:
            parameters_from_text(check, [(name, text)])
        except ParameterError as error:
            return error.what
        return None

    defaults = dataclasses.asdict(check.parameters())
    return KnownCheck(
        parameters=tuple(defaults),
        component=check.component,
        fault=fault,
        stricter=stricter_directions(check),
        defaults={name: str(value) for name, value in defaults.items()},
    )
