"""What is signed: made from what was judged and verified, and never without a reason."""

from datetime import timedelta

import pytest

from gonogo.attest import feature_versions
from gonogo.people import ActKind
from gonogo.promotion import (
    Judged,
    NoReasonError,
    determination_body,
    revocation_body,
    step_body,
    version_difference_body,
)
from gonogo.record import ComponentVersion, DeterminationBody, OutlineBody
from tests.unit.promotion.example import DAYS, FEATURES, Process, named, step, verified_from


def judged(process: Process, verdict: str = "go", network: str = "alpha") -> Judged:
    """Return what was judged now."""
    return Judged(
        network=network,
        transition="promote:alphanet",
        deployment=named("deployment"),
        candidate=named("candidate"),
        scope=(),
        features=FEATURES,
        policy_digest=named("policy"),
        policy_level="READINESS_ALPHANET",
        validity=14 * DAYS,
        judged_at=process.now,
        outline=OutlineBody((), (), verdict),  # type: ignore[arg-type]
        blocks=(),
        decision=named("decision"),
    )


def determine(process: Process, verdict: str = "go", network: str = "alpha") -> DeterminationBody:
    """Return the decision on it."""
    return determination_body(judged(process, verdict, network), process.counted().acts)


@pytest.mark.parametrize(
    ("verdict", "level"),
    [
        ("go", "READINESS_ALPHANET"),
        ("conditional", "READINESS_ALPHANET_CONDITIONAL"),
        ("hold", "READINESS_ALPHANET"),
        ("no-go", "READINESS_ALPHANET"),
    ],
)
def test_verdict_and_level_are_those_of_the_outline(verdict: str, level: str) -> None:
    """A decision says what was judged, blocks included, and nothing better."""
    body = determine(Process(), verdict)

    assert (body.verdict, body.level) == (verdict, level)


def test_a_decision_is_valid_for_as_long_as_its_policy_says() -> None:
    """From the time of judgement on."""
    process = Process()
    body = determine(process)

    assert body.valid_until - body.judged_at == timedelta(days=14)
    assert body.judged_at == process.now


def test_a_decision_replaces_those_on_the_same_step() -> None:
    """All that stand, of whichever deployment, in the order of sets; no others."""
    process = Process()
    before = process.heads()
    first = process.decide()
    second = process.decide(supersedes=(first.id,), deployment=named("the last one"))
    apart = process.sign(ActKind.DETERMINATION, determine(process), by="bert", heads=before)
    process.decide(network="beta")
    process.decide(transition="publish:alphanet")
    process.decide(by="fred")

    body = determine(process)

    assert first.id in process.acts
    # The one made apart named in its turn what it had not seen, which is as good.
    assert set(body.supersedes) <= {second.id, apart.id}
    assert apart.id in body.supersedes
    assert list(body.supersedes) == sorted(body.supersedes)


def test_nothing_before_it_is_replaced_by_a_first_decision() -> None:
    """There is nothing to replace."""
    assert determine(Process()).supersedes == ()


def test_a_decision_can_be_signed_as_it_is() -> None:
    """What is built is a body of the format."""
    process = Process()

    act = process.sign(ActKind.DETERMINATION, determine(process), by="ada")

    assert act.id in process.counted().by_id


def test_a_step_says_what_was_decided() -> None:
    """Nothing of it is typed a second time."""
    process = Process()
    decided = process.decide()

    assert step_body(verified_from(decided)) == step(decided)


def test_components_without_a_version_are_left_out() -> None:
    """An act holds what is known, sorted."""
    (feature,) = feature_versions({"interop": {"op-node": "1.9.0", "op-geth": None, "a": "1"}})

    assert feature.versions == (ComponentVersion("a", "1"), ComponentVersion("op-node", "1.9.0"))


@pytest.mark.parametrize("reason", ["", "  ", "\n", "…", "--", "\u200b"])
def test_taking_back_needs_a_reason(reason: str) -> None:
    """What nobody can read is no reason."""
    with pytest.raises(NoReasonError) as refusal:
        revocation_body(named("one"), reason)
    with pytest.raises(NoReasonError):
        version_difference_body("op-geth", "rc.1", "rc.2", reason)
    assert refusal.value.hint


def test_a_reason_is_kept_as_it_is() -> None:
    """In whatever letters."""
    assert revocation_body(named("one"), " 鎖が分岐した ").reason == "鎖が分岐した"
    assert version_difference_body("op-geth", "rc.1", "rc.2", "same").to_version == "rc.2"
