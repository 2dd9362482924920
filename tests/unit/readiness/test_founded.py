"""Whether a signed decision follows from itself, and those that only say a verdict."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from gonogo.readiness.founded import has_own_level, holds_together
from gonogo.record import DeterminationBody

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ONE, TWO = "eris-901", "eris-902"
NAMES = ("answer", "chain", "requirement")
REASON = {"code": "drift", "subject": "", "verdict": "hold"}


@dataclass(frozen=True)
class Said:
    """What a decision says that nobody derives again."""

    answers: tuple[tuple[str, str, str], ...] = (("met", ONE, "a"),)
    verdict: str = "go"
    outline_verdict: str = ""
    """Empty: the verdict."""
    reasons: tuple[dict[str, str], ...] = ()
    chains: tuple[str, ...] = (ONE,)
    level: str = "READINESS_ALPHANET"
    transition: str = "promote:alphanet"

    @property
    def body(self) -> DeterminationBody:
        """Return the body of the act."""
        value = {
            "network": "eris",
            "transition": self.transition,
            "deployment": None,
            "candidate": "sha256:" + "c" * 64,
            "policy_digest": "sha256:" + "a" * 64,
            "scope": [{"name": name, "components": []} for name in self.chains],
            "judged_at": NOW,
            "features": [],
            "outline": {
                "answers": [dict(zip(NAMES, each, strict=True)) for each in self.answers],
                "reasons": list(self.reasons),
                "verdict": self.outline_verdict or self.verdict,
            },
            "blocks": [],
            "verdict": self.verdict,
            "level": self.level,
            "valid_until": NOW + timedelta(days=1),
            "supersedes": [],
            "decision": "sha256:" + "9" * 64,
        }
        return msgspec.convert(value, DeterminationBody)


@pytest.mark.parametrize(
    "said",
    [
        Said(),
        Said((("unknown", ONE, "a"),), "hold"),
        Said((("unmet", ONE, "a"), ("met", ONE, "b")), "no-go"),
        Said((("conditional", ONE, "a"),), "conditional"),
        Said(verdict="hold", reasons=(REASON,)),
        Said((("met", ONE, "a"), ("met", TWO, "a")), chains=(ONE, TWO)),
    ],
)
def test_a_decision_whose_verdict_is_the_worst_of_its_answers_holds_together(said: Said) -> None:
    """Each requirement answered once on each chain."""
    assert holds_together(said.body)


@pytest.mark.parametrize(
    "said",
    [
        Said(()),
        Said((), chains=()),
        Said(chains=()),
        Said((("unmet", ONE, "a"),)),
        Said((("unknown", ONE, "a"),)),
        Said((("conditional", ONE, "a"),)),
        Said(reasons=(REASON,)),
        Said(verdict="hold"),
        Said(outline_verdict="hold"),
        Said((("unknown", ONE, "a"),), outline_verdict="hold"),
        Said((("met", ONE, "a"), ("met", ONE, "a"))),
        Said((("met", TWO, "a"),)),
        Said((("met", ONE, "a"), ("met", TWO, "a"))),
        Said((("met", ONE, "a"),), chains=(ONE, TWO)),
        Said((("met", ONE, "a"), ("met", TWO, "b")), chains=(ONE, TWO)),
        Said((), "hold"),
        Said((("met", ONE, "a"), ("met", "eris-903", "a")), chains=(ONE, TWO)),
        Said((("met", ONE, "a"), ("passed", ONE, "b"))),
        Said((("passed", ONE, "a"),)),
        Said((("Met", ONE, "a"),)),
        Said((("", ONE, "a"),)),
    ],
)
def test_a_verdict_over_something_else_is_nobodys_word(said: Said) -> None:
    """Else one person could write a go of nothing, and a feature would skip a stage."""
    assert not holds_together(said.body)


@pytest.mark.parametrize(
    ("said", "is_own"),
    [
        (Said(), True),
        (Said(level="READINESS_BETANET"), False),
        (Said(level="READINESS_PUBLISH_ALPHANET"), False),
        (Said(level="READINESS_DEPLOY_ALPHANET"), False),
        (Said(level="OWN_CHECKLIST"), True),
        (Said(level="READINESS_PUBLISH_BETANET", transition="publish:betanet"), True),
        (Said(level="READINESS_BETANET", transition="publish:betanet"), False),
        (Said(level="OWN_NIGHTLY", transition="own:nightly"), True),
        (Said(level="READINESS_ALPHANET_CONDITIONAL"), False),
        (Said(verdict="conditional"), False),
        (Said(verdict="conditional", level="READINESS_ALPHANET_CONDITIONAL"), True),
        (Said(verdict="conditional", level="READINESS_BETANET_CONDITIONAL"), False),
    ],
)
def test_a_step_is_never_worth_what_another_is(said: Said, *, is_own: bool) -> None:
    """And conditional is said exactly where it is."""
    assert has_own_level(said.body) is is_own
