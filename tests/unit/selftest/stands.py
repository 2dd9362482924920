"""What the tests of selftest try: shipped policies, and the people of the usual example."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from gonogo.people import People, Trust
from gonogo.policies import known_checks
from gonogo.readiness import Policy, Verdict, parse_policy, shipped_policy, shipped_policy_text
from gonogo.selftest import CASES, Case, Gates, Result, Tested, Tried, Workspace, try_policy
from tests.simulator.signed_record import example_people, example_trust

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
EXIT_CODES = {Verdict.GO: 0, Verdict.NO_GO: 1, Verdict.HOLD: 3, Verdict.CONDITIONAL: 4}
USUAL = tuple(each for each in CASES if each.id not in {"database", "taken-out"})
"""All but those that take a workspace of their own, which are tried with the command."""


def gates() -> Gates:
    """Return the gates without a database."""
    checks = known_checks()
    return Gates(EXIT_CODES.__getitem__, lambda text, name: parse_policy(text, name, checks=checks))


def shipped(name: str = "rehearsal") -> Tested:
    """Return a shipped policy."""
    return Tested(name, shipped_policy(name), shipped_policy_text(name))


def of_policy(policy: Policy) -> Tested:
    """Return a policy of one's own."""
    return Tested(policy.name, policy, shipped_policy_text("rehearsal"))


def workspace(people: People | None = None, trust: Trust | None = None) -> Workspace:
    """Return the people and the trust of the usual example."""
    return Workspace(people or example_people(), trust or example_trust())


def tried(
    directory: Path,
    what: Tested | None = None,
    *ids: str,
    of: Workspace | None = None,
) -> Tried:
    """Try some cases; without any id, none but the controls."""
    cases: tuple[Case, ...] = tuple(each for each in CASES if each.id in ids)
    return try_policy(
        what or shipped(), of or workspace(), gates(), directory, now=NOW, cases=cases
    )


def result(of: Tried, name: str) -> Result:
    """Return what came of a case."""
    return next(each for each in of.results if each.case.id == name)


def without(people: People, name: str) -> People:
    """Return people without somebody."""
    return replace(people, people=tuple(each for each in people.people if each.name != name))
