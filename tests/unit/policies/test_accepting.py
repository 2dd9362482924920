"""What gates are held to that somebody asks for by name, and how often they run."""

from dataclasses import replace

import pytest

from gonogo.acceptance import GateParameters, gate_parameters
from gonogo.policies import GateNotInPolicyError, wanted_of
from gonogo.readiness import Policy, Requirement


def row(check: str, **more: object) -> Requirement:
    made = Requirement(id=check[5:], title="t", why="w", remedy="r", source="s", check=check)
    return replace(made, **more)  # type: ignore[arg-type]


def policy(*rows: Requirement) -> Policy:
    return Policy("own", "Own", "OWN", rows, interval_seconds=1.0)


def held_to(wanted: Policy) -> list[GateParameters]:
    return [gate_parameters(each.parameters) for each in wanted.requirements]


def test_without_a_policy_every_default_holds() -> None:
    """Each gate is a requirement of its own, once, and one run is enough."""
    wanted = wanted_of(["base", "gonogo/base", "base"])

    asked = [each.check for each in wanted.policy.requirements]
    assert asked == ["gate:base", "gate:gonogo/base"]
    assert held_to(wanted.policy) == [GateParameters(), GateParameters()]
    assert wanted.runs == 1


def test_a_policy_says_what_a_gate_is_held_to() -> None:
    """Of the gates that were asked for, and no others."""
    own = policy(row("gate:base", parameters=(("least_tests", "40"),)), row("gate:more"))

    wanted = wanted_of(["base"], own)

    assert held_to(wanted.policy) == [GateParameters(least_tests=40)]


@pytest.mark.parametrize(
    ("more", "runs"),
    [
        ({}, 1),
        ({"passes": 5}, 5),
        ({"repeatable_failure_percent": 14.0}, 20),
        ({"repeatable_failure_percent": 14.0, "passes": 30}, 30),
    ],
)
def test_a_policy_says_how_often_a_gate_runs(more: dict[str, float], runs: int) -> None:
    """So many straight passes, or as many as exclude the rate that it does not put up with."""
    assert wanted_of(["base"], policy(row("gate:base", **more))).runs == runs


def test_a_gate_that_a_policy_lacks_is_refused() -> None:
    """It says nothing about it, so it cannot say that it passed."""
    with pytest.raises(GateNotInPolicyError, match="does not ask for gate bsae"):
        wanted_of(["base", "bsae"], policy(row("gate:base")))


def test_what_somebody_says_in_so_many_words_is_not_held_against_it() -> None:
    """Who excludes tests, or brings them, knows; under a policy it may not do."""
    own = policy(row("gate:base"))

    excluded = wanted_of(["base"], are_some_excluded=True)
    brought = wanted_of(["base"], is_from_elsewhere=True)
    strict = wanted_of(["base"], own, are_some_excluded=True, is_from_elsewhere=True)

    assert held_to(excluded.policy)[0].most_left_out > 0
    assert held_to(brought.policy) == [GateParameters(from_elsewhere=True)]
    assert held_to(strict.policy) == [GateParameters()]
