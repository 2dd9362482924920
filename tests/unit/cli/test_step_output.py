"""What a step came to, as an exit code."""

from typing import Any

import pytest

from gonogo.cli.exit_code import ExitCode
from gonogo.cli.step_output import Outcome
from gonogo.networks import L1, Chain, Network, Stage
from gonogo.promotion import Refusal, Wanted
from gonogo.record import Act
from gonogo.steps import Check, HookEnd
from tests.unit.record.example import ADA, Workshop

WORKSHOP = Workshop()
MADE: Act = WORKSHOP.finding(ADA)
NETWORK = Network("eris", "alphanet", Stage.ALPHANET, L1("L1", 1), (Chain("eris-901", 901),))
WANTED = Wanted("eris", Stage.ALPHANET, "promote:alphanet", "sha256:d", "sha256:c", {})


def outcome(*codes: str, **given: Any) -> Outcome:
    check = Check("promote", NETWORK, WANTED, WORKSHOP.counted(), ())
    refusals = tuple(Refusal(code, "why", "") for code in codes)
    return Outcome("promote", check, is_forced=False, refusals=refusals, **given)


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        (("conditional_not_accepted",), ExitCode.CONDITIONAL),
        (("conditional_not_accepted", "revoked"), ExitCode.NO_GO),
        (("conditional_not_accepted", "hold"), ExitCode.NO_GO),
        (("hold",), ExitCode.HOLD),
        (("hold", "not_seen"), ExitCode.HOLD),
        (("hold", "revoked"), ExitCode.NO_GO),
        (("revoked",), ExitCode.NO_GO),
        (("what nobody knows",), ExitCode.NO_GO),
        ((), ExitCode.NO_GO),
    ],
)
def test_a_step_that_was_not_made_never_ends_well(codes: tuple[str, ...], code: ExitCode) -> None:
    """Unknown is a hold only where nothing else speaks against it; without reasons it is a no."""
    assert outcome(*codes).exit_code is code


@pytest.mark.parametrize(
    ("hook", "code"),
    [
        (None, ExitCode.GO),
        (HookEnd(("true",), 0, ""), ExitCode.GO),
        (HookEnd(("false",), 1, "it failed"), ExitCode.NO_GO),
        (HookEnd(("sleep",), None, "it did not end"), ExitCode.NO_GO),
    ],
)
def test_a_step_that_was_made_ends_as_its_hook_did(hook: HookEnd | None, code: ExitCode) -> None:
    """What should have followed did not, and scripts must know."""
    assert outcome(act=MADE, hook=hook).exit_code is code


def test_a_step_by_force_is_worth_something_else() -> None:
    """Its level says so, whatever reads it."""
    assert outcome().forced_level.endswith("BREAKGLASS")
