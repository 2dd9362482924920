"""An earlier decision is taken at its word only as far as it follows from itself."""

from typing import Any

import pytest

from gonogo.verifier.itself import follows_from_itself
from tests.unit.verifier.writing import CHAIN, Body, determination

SECOND = "my-alphanet-902"
CONDITIONAL = "READINESS_ALPHANET_CONDITIONAL"
REASON = {"code": "drift", "subject": "", "verdict": "hold"}


def answer(kind: str = "met", chain: str = CHAIN, requirement: str = "a") -> Body:
    return {"answer": kind, "chain": chain, "requirement": requirement}


def decision(*answers: Body, verdict: str = "go", reasons: Any = (), **changes: Any) -> Body:
    outline = {"answers": list(answers), "reasons": list(reasons), "verdict": verdict}
    return determination(30, outline=outline, verdict=verdict, **changes)


def scope(*chains: str) -> list[Body]:
    return [{"name": name, "components": []} for name in chains]


BOTH = scope(CHAIN, SECOND)


@pytest.mark.parametrize(
    "body",
    [
        decision(answer()),
        decision(answer("unknown"), verdict="hold"),
        decision(answer("unmet"), answer(requirement="b"), verdict="no-go"),
        decision(answer("conditional"), verdict="conditional", level=CONDITIONAL),
        decision(answer(), reasons=[REASON], verdict="hold"),
        decision(answer(), answer(chain=SECOND), scope=BOTH),
        decision(answer(), transition="own:nightly", level="OWN_NIGHTLY"),
    ],
)
def test_a_decision_that_says_what_its_answers_come_to_is_taken(body: Body) -> None:
    """The worst of answers and reasons, on every chain alike."""
    assert follows_from_itself(body)


@pytest.mark.parametrize(
    "body",
    [
        decision(),
        decision(answer("unmet")),
        decision(answer("unknown")),
        decision(answer("conditional")),
        decision(answer(), reasons=[REASON]),
        decision(answer(), verdict="hold"),
        decision(answer(), verdict="go") | {"verdict": "conditional"},
        decision(answer("conditional"), verdict="conditional") | {"verdict": "go"},
        decision(answer(), answer()),
        decision(answer(chain="elsewhere-1")),
        decision(answer(), answer(chain="elsewhere-1")),
        decision(answer(), scope=BOTH),
        decision(answer(), answer(chain=SECOND, requirement="b"), scope=BOTH),
        decision(scope=[]),
        decision(answer(), scope=[]),
        decision(verdict="hold"),
        decision(answer(), answer(chain="elsewhere-1"), scope=BOTH),
        decision(answer(), answer("passed", requirement="b")),
        decision(answer("passed")),
        decision(answer() | {"more": 1}),
        decision(answer(), reasons=[REASON | {"verdict": "maybe"}]),
        decision(answer()) | {"outline": None},
        decision(answer()) | {"outline": {}},
    ],
)
def test_a_decision_over_something_else_is_not(body: Body) -> None:
    """One member could write a go of nothing, and a feature would skip a stage."""
    assert not follows_from_itself(body)


@pytest.mark.parametrize(
    ("changes", "follows"),
    [
        ({"level": "READINESS_ALPHANET"}, True),
        ({"level": "READINESS_BETANET"}, False),
        ({"level": "READINESS_PUBLISH_ALPHANET"}, False),
        ({"level": CONDITIONAL}, False),
        ({"level": "OWN_CHECKLIST"}, True),
        ({"level": "READINESS_BETANET", "transition": "promote:betanet"}, True),
        ({"level": "OWN_NIGHTLY", "transition": "own:nightly"}, True),
        ({"level": "READINESS_REHEARSAL", "transition": "rehearsal"}, True),
    ],
)
def test_a_step_is_worth_what_it_is_and_never_what_another_is(
    changes: Body, *, follows: bool
) -> None:
    """A policy of one's own may have another level, but not that of another step."""
    assert follows_from_itself(decision(answer(), **changes)) is follows


def test_conditional_is_said_where_it_is_and_only_there() -> None:
    """Who accepts a go alone must see it in the level as well."""
    body = decision(answer("conditional"), verdict="conditional")

    assert not follows_from_itself(body)
    assert follows_from_itself(body | {"level": CONDITIONAL})
