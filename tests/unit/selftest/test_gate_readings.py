"""Attempts at gates that are no pass, under whatever a policy holds a gate to."""

from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.acceptance import GateParameters, GateRun, evaluate
from gonogo.evidence import Outcome
from gonogo.readiness import Policy
from gonogo.selftest import CHAIN, State, gate_readings
from tests.unit.selftest.stands import result, shipped, tried

ATTEMPTS = {
    name: value for name, value in vars(gate_readings).items() if isinstance(value, GateRun)
}
GENEROUS = GateParameters(
    most_skipped=1_000_000,
    most_quarantined=1_000_000,
    most_silent=1_000_000,
    most_left_out=1_000_000,
    from_elsewhere=True,
    most_hours_old=1_000_000,
)
ROWS = (
    *("misspelt-test", "no-tests-in-package", "killed-mid-test", "all-skipped"),
    *("same-name-twice", "interrupted", "in-process"),
)


@pytest.mark.parametrize("parameters", [GateParameters(), GENEROUS], ids=["usual", "generous"])
@pytest.mark.parametrize("name", ATTEMPTS)
def test_no_parameters_make_a_pass_of_it(name: str, parameters: GateParameters) -> None:
    """However much somebody puts up with, what nobody saw is not seen."""
    assert evaluate(ATTEMPTS[name], parameters, CHAIN).outcome is not Outcome.PASSED


def test_what_they_are_made_from_would_pass() -> None:
    """An attempt that nothing is wrong with shows that the others are refused for their reason."""
    good = replace(gate_readings.SILENT, calls=gate_readings.LOCAL.calls)

    assert evaluate(good, GateParameters(), CHAIN).outcome is Outcome.PASSED


def generous(policy: Policy) -> Policy:
    """Return a policy that puts up with all that its gates may put up with."""
    pairs = tuple((name, str(value)) for name, value in vars(GENEROUS).items() if value)
    rows = tuple(
        replace(row, parameters=pairs) if str(row.check).startswith("gate:") else row
        for row in policy.requirements
    )
    return replace(policy, requirements=rows)


@pytest.mark.parametrize("is_generous", [False, True])
def test_a_policy_with_a_gate_is_tried_with_attempts_at_it(
    tmp_path: Path, *, is_generous: bool
) -> None:
    """Beside its checks, and each is refused by both judges."""
    usual = shipped("promote:alphanet")
    of = replace(usual, policy=generous(usual.policy)) if is_generous else usual

    done = tried(tmp_path, of, *ROWS)

    told = {id_: result(done, id_) for id_ in ROWS}
    assert {each.state for each in told.values()} == {State.PARTLY}, told
    assert all("base-gate un" in each.refused_by for each in told.values())


def test_a_policy_without_gates_is_tried_without(tmp_path: Path) -> None:
    """Nothing is made up that it does not ask."""
    done = tried(tmp_path, shipped("publish:alphanet"), "misspelt-test")

    assert "gate" not in result(done, "misspelt-test").refused_by
