"""Which features passed what, and everything by which one might look as if it had."""

from datetime import datetime, timedelta

import pytest

from gonogo.people import ActKind
from gonogo.readiness.scope import features_in_scope
from gonogo.record import (
    Act,
    ComponentVersion,
    DeterminationBody,
    FeatureVersions,
    OutlineAnswer,
    OutlineBody,
    RevocationBody,
    ScopeBody,
    ScopedChain,
    ScopedFeature,
    StepBody,
    VersionDifferenceBody,
)
from tests.simulator.signed_record import SignedRecord, example_trust
from tests.unit.readiness.signed_example import NEW, OTHER_CANDIDATE, OURS

ALPHANET = "promote:alphanet"
DIGEST = "sha256:" + "a" * 64
SAME = {"fast": {"node": "1.0"}}


def versions(node: str = "1.0", *more: str) -> tuple[FeatureVersions, ...]:
    rows = tuple(ComponentVersion("node", each) for each in (node, *more))
    return (FeatureVersions("fast", rows),)


def an_outline(verdict: str) -> OutlineBody:
    answers = {"go": "met", "conditional": "conditional", "hold": "unknown", "no-go": "unmet"}
    answer = OutlineAnswer(answers[verdict], "901", "safe-head-advances")
    return OutlineBody((answer,), (), verdict)  # type: ignore[arg-type]  # one of four


class Ledger(SignedRecord):
    """A feature in scope, and the acts by which it may have passed."""

    def __init__(self, *components: str) -> None:
        super().__init__(example_trust(pins={ALPHANET: DIGEST}))
        feature = ScopedFeature("fast", "Fast", "everybody", components, ("bench",))
        self.sign(ActKind.SCOPE, ScopeBody((feature,)), by="ada")

    def decided(  # noqa: PLR0913 - what a decision may say otherwise
        self,
        *,
        verdict: str = "go",
        level: str = "READINESS_ALPHANET",
        network: str = "alpha",
        valid_until: datetime | None = None,
        supersedes: tuple[str, ...] = (),
        policy_digest: str = DIGEST,
        outline: OutlineBody | None = None,
    ) -> Act:
        """Let platforms decide."""
        body = DeterminationBody(
            network=network,
            transition=ALPHANET,
            deployment=NEW.digest,
            candidate=OTHER_CANDIDATE,
            policy_digest=policy_digest,
            scope=(ScopedChain("901", ()),),
            judged_at=self.now,
            features=versions(),
            outline=outline or an_outline(verdict),
            blocks=(),
            verdict=verdict,  # type: ignore[arg-type]  # one of four
            level=level,
            valid_until=valid_until or self.now + timedelta(days=1),
            supersedes=supersedes,
            decision=DIGEST,
        )
        return self.sign(ActKind.DETERMINATION, body, by="ada")

    def promoted(  # noqa: PLR0913 - what a step may say otherwise
        self,
        determination: str,
        *,
        kind: ActKind = ActKind.PROMOTION,
        where: str = NEW.digest,
        features: tuple[FeatureVersions, ...] | None = None,
        by: str = "cora",
        at: datetime | None = None,
        heads: tuple[str, ...] | None = None,
    ) -> Act:
        """Let the coordinator promote."""
        body = StepBody(
            determination, "alpha", ALPHANET, where, OTHER_CANDIDATE, features or versions()
        )
        return self.sign(kind, body, by=by, at=at, heads=heads)

    def has_passed(self, now: dict[str, dict[str, str]] | None = None) -> bool:
        """Say whether the feature passed, with these versions now."""
        (feature,) = features_in_scope(
            self.counted(),
            "bench",
            SAME if now is None else now,
            asked=ALPHANET,
            # What it rests on is derived by another module, and tested there.
            derives=lambda _act, _decided: None,
        )
        return ALPHANET in feature.passed


def test_a_promotion_by_a_decision_is_a_pass() -> None:
    """At the versions of now."""
    ledger = Ledger("node")
    ledger.promoted(ledger.decided().id)

    assert ledger.has_passed()


@pytest.mark.parametrize(
    "now", [{"fast": {"node": "1.1"}}, {"fast": {}}, {}, {"cheap": {"node": "1.0"}}]
)
def test_at_other_versions_it_is_none(now: dict[str, dict[str, str]]) -> None:
    """Nor where nobody says which version runs."""
    ledger = Ledger("node")
    ledger.promoted(ledger.decided().id)

    assert not ledger.has_passed(now)


@pytest.mark.parametrize(
    ("steps", "has_passed"),
    [
        ([("1.0", "1.1")], True),
        ([("1.1", "1.0")], False),
        ([("1.0", "1.05"), ("1.05", "1.1")], False),
    ],
)
def test_platforms_may_sign_the_difference(
    steps: list[tuple[str, str]], *, has_passed: bool
) -> None:
    """In this direction, and in one step."""
    ledger = Ledger("node")
    ledger.promoted(ledger.decided().id)
    for then, now in steps:
        body = VersionDifferenceBody("node", then, now, "the same commit")
        ledger.sign(ActKind.VERSION_DIFFERENCE, body, by="bert")

    assert ledger.has_passed({"fast": {"node": "1.1"}}) is has_passed


@pytest.mark.parametrize(
    "changes",
    [
        {"verdict": "hold"},
        {"verdict": "no-go"},
        {"level": "READINESS_REHEARSAL"},
        {"level": "READINESS_REHEARSAL_CONDITIONAL"},
        {"network": "beta"},
    ],
)
def test_what_rests_on_no_such_decision_is_none(changes: dict[str, str]) -> None:
    """A hold, a rehearsal, or one about somewhere else."""
    ledger = Ledger("node")
    ledger.promoted(ledger.decided(**changes).id)  # type: ignore[arg-type]  # its keywords

    assert not ledger.has_passed()


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": ActKind.PUBLICATION},
        {"where": OURS.digest},
        {"features": versions("1.1")},
        {"features": versions("1.0", "1.1")},
        {"by": "fred"},
    ],
)
def test_a_step_that_is_not_what_was_decided_is_none(changes: dict[str, object]) -> None:
    """Another step, another deployment, other versions, or one that nobody may make."""
    ledger = Ledger("node")
    ledger.promoted(ledger.decided().id, **changes)  # type: ignore[arg-type]  # its keywords

    assert not ledger.has_passed({"fast": {"node": "1.1"}})
    assert not ledger.has_passed()


def test_an_expired_decision_carries_no_step() -> None:
    """It was valid for the second it was made in."""
    ledger = Ledger("node")
    ledger.promoted(ledger.decided(valid_until=ledger.now + timedelta(seconds=1)).id)

    assert not ledger.has_passed()


def test_a_step_before_another_decision_superseded_it_stays() -> None:
    """And one after that is none."""
    early, late = Ledger("node"), Ledger("node")
    first = early.decided()
    early.promoted(first.id)
    early.decided(supersedes=(first.id,))
    second = late.decided()
    late.decided(verdict="no-go", supersedes=(second.id,))
    late.promoted(second.id)

    assert early.has_passed()
    assert not late.has_passed()


def test_a_step_dated_before_another_decision_that_never_saw_it_is_none() -> None:
    """Its time is the word of whoever promoted, and was said when the decision was no more."""
    ledger = Ledger("node")
    decided = ledger.decided()
    then = ledger.now + timedelta(seconds=1)
    ledger.decided(verdict="no-go", supersedes=(decided.id,))
    ledger.promoted(decided.id, at=then, heads=(decided.id,))

    assert not ledger.has_passed()


def test_a_revoked_decision_carries_nothing() -> None:
    """Whenever it was revoked."""
    ledger = Ledger("node")
    decided = ledger.decided()
    ledger.promoted(decided.id)
    ledger.sign(ActKind.REVOCATION, RevocationBody(decided.id, "wrong"), by="bert")

    assert not ledger.has_passed()


def test_a_feature_that_touches_nothing_passes_nothing() -> None:
    """Of nothing, all versions are equal."""
    ledger = Ledger()
    ledger.promoted(ledger.decided().id)

    assert not ledger.has_passed()


def test_only_the_last_scope_is_in_force() -> None:
    """One that another act about the scope saw is history."""
    ledger = Ledger("node")
    ledger.sign(ActKind.SCOPE, ScopeBody(()), by="ada")

    here = features_in_scope(
        ledger.counted(), "bench", SAME, asked=ALPHANET, derives=lambda _act, _decided: None
    )

    assert here == ()
