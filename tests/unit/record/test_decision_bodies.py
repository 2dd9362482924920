"""What is signed to decide: read strictly, since it is acted upon."""

from typing import Any

import msgspec
import pytest

from gonogo.record import BreakGlassBody, DeterminationBody
from gonogo.record.decision_bodies import Block, OutlineBody, StepBody
from tests.unit.record.example import DIGEST

OUTLINE = {"answers": [], "reasons": [], "verdict": "hold"}
WHOLE: dict[str, Any] = {
    "network": "eris",
    "transition": "promote:alphanet",
    "deployment": DIGEST,
    "candidate": DIGEST,
    "policy_digest": DIGEST,
    "scope": [{"name": "eris-901", "components": ["op-node"]}],
    "judged_at": "2026-03-02T12:00:00Z",
    "features": [],
    "outline": OUTLINE,
    "blocks": [],
    "verdict": "hold",
    "level": "READINESS_ALPHANET",
    "valid_until": "2026-03-16T12:00:00Z",
    "supersedes": [],
    "decision": DIGEST,
}


def read(value: object, kind: Any = DeterminationBody) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value), type=kind)


def test_a_decision_about_no_deployment_says_so() -> None:
    """It is null, and never left out."""
    assert read(WHOLE | {"deployment": None}).deployment is None
    with pytest.raises(msgspec.ValidationError):
        read({key: value for key, value in WHOLE.items() if key != "deployment"})


@pytest.mark.parametrize(
    "changes",
    [
        {"verdict": "GO"},
        {"verdict": "unknown"},
        {"verdict": None},
        {"deployment": ""},
        {"candidate": DIGEST.upper()},
        {"policy_digest": DIGEST[:-1]},
        {"supersedes": [DIGEST, "sha256:"]},
        {"supersedes": None},
        {"judged_at": "2026-03-02T12:00:00+01:00"},
        {"valid_until": "2026-03-02T12:00:00"},
        {"valid_until": "2026-03-02"},
        {"valid_until": 1772452800},
        {"level": None},
        {"outline": None},
        {"outline": OUTLINE | {"verdict": "fine"}},
        {"outline": OUTLINE | {"more": 1}},
        {"outline": OUTLINE | {"reasons": [{"code": "x", "subject": "", "verdict": "bad"}]}},
        {"scope": [{"name": "eris-901"}]},
        {"features": [{"id": "interop", "versions": {"op-node": "1"}}]},
        {"blocks": [{"code": "x", "subject": "", "verdict": "go", "explanation": ""}]},
        {"note": "as agreed"},
    ],
)
def test_a_decision_of_another_form_is_none(changes: dict[str, Any]) -> None:
    """What one reader forgives another reads otherwise."""
    assert read(WHOLE)
    with pytest.raises(msgspec.ValidationError):
        read(WHOLE | changes)


@pytest.mark.parametrize("verdict", ["go", "conditional"])
def test_what_somebody_adds_only_makes_it_worse(verdict: str) -> None:
    """A block that says go could be taken for a reason in favour."""
    block = {"code": "x", "subject": "", "verdict": verdict, "explanation": ""}

    assert read(block | {"verdict": "hold"}, Block).verdict == "hold"
    with pytest.raises(msgspec.ValidationError):
        read(block, Block)


def test_a_step_is_about_a_deployment() -> None:
    """A decision may be about none, but nothing is promoted that nobody saw."""
    step = {key: WHOLE[key] for key in ("network", "transition", "candidate", "features")}
    step |= {"determination": DIGEST, "deployment": DIGEST}

    assert read(step, StepBody).deployment == DIGEST
    with pytest.raises(msgspec.ValidationError):
        read(step | {"deployment": None}, StepBody)


def test_a_gate_that_is_opened_by_force_closes_at_a_moment_in_utc() -> None:
    """Another zone would be another moment for whoever reads only the digits."""
    glass = {key: WHOLE[key] for key in ("network", "transition", "deployment", "candidate")}
    glass |= {"reason": "a fire", "until": "2026-03-02T12:00:00Z"}

    assert read(glass, BreakGlassBody).until.hour == 12
    for until in (None, "2026-03-02T12:00:00+01:00", "2026-03-02T12:00:00"):
        with pytest.raises(msgspec.ValidationError):
            read(glass | {"until": until}, BreakGlassBody)


def test_an_outline_without_answers_still_has_a_verdict() -> None:
    """Nothing has a default that would be taken for something that was said."""
    assert read(OUTLINE, OutlineBody).verdict == "hold"
    with pytest.raises(msgspec.ValidationError):
        read({"verdict": "hold"}, OutlineBody)
