"""The gate: everything that keeps a step from being made, one thing at a time."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gonogo.attest import VerifiedDetermination
from gonogo.networks import Stage
from gonogo.people import ActKind
from gonogo.promotion import Wanted, ledger_of, may_promote, may_publish
from gonogo.record import Act
from tests.unit.promotion.example import (
    DAYS,
    FEATURES,
    POLICIES,
    Process,
    decision,
    named,
    step,
    verified_from,
    wanted,
)


def refused(
    process: Process,
    verified: VerifiedDetermination,
    asked: Wanted | None = None,
    *,
    late: timedelta = timedelta(),
) -> list[str]:
    """Return the codes of why the usual promotion may not be made."""
    now = process.now + late
    counted = process.counted(now)
    book = ledger_of(counted, POLICIES)
    return [each.code for each in may_promote(verified, asked or wanted(), book, counted, now)]


def test_a_standing_go_of_exactly_this_may_promote() -> None:
    """Where everything is as decided, nothing is refused."""
    process = Process()
    decided = process.decide()

    assert refused(process, verified_from(decided)) == []


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"network": "beta"}, ["not_this_network"]),
        ({"deployment": named("other")}, ["not_this_deployment"]),
        ({"candidate": named("other")}, ["not_this_candidate"]),
        ({"transition": "promote:betanet"}, ["wrong_transition", "not_this_transition"]),
        ({"transition": "publish:alphanet"}, ["wrong_transition", "not_this_transition"]),
        ({"transition": "rehearsal"}, ["wrong_transition", "not_this_transition"]),
        ({"transition": "deploy:alphanet"}, ["wrong_transition", "not_this_transition"]),
        ({"stage": Stage.BETANET}, ["wrong_transition"]),
        ({"stage": Stage.BENCH}, ["wrong_transition"]),
        (
            {"stage": Stage.BETANET, "transition": "promote:betanet"},
            ["not_this_transition"],
        ),
        ({"features": {}}, ["no_features", "not_this_scope", "not_this_scope"]),
        ({"features": {"interop": FEATURES["interop"]}}, ["not_this_scope"]),
        ({"features": {**FEATURES, "jovian": {"op-node": "1.9.0"}}}, ["not_this_scope"]),
        (
            {"features": {**FEATURES, "interop": {"op-geth": "1.2.0-rc.2", "op-node": "1.9.0"}}},
            ["not_this_scope"],
        ),
        (
            {"features": {**FEATURES, "interop": {"op-geth": None, "op-node": "1.9.0"}}},
            ["not_this_scope"],
        ),
    ],
)
def test_another_step_than_was_decided_is_refused(asked: dict[str, Any], codes: list[str]) -> None:
    """A decision permits one step of one deployment, with what was in scope."""
    process = Process()
    decided = process.decide()

    found = refused(process, verified_from(decided), wanted(**asked))

    assert [code for code in found if code != "level_not_accepted"] == codes


@pytest.mark.parametrize("verdict", ["hold", "no-go"])
def test_a_decision_that_refuses_is_refused(verdict: str) -> None:
    """A hold holds, also for whoever accepts a conditional."""
    process = Process()
    decided = process.decide(verdict=verdict)

    codes = refused(process, verified_from(decided), wanted(accepts_conditional=True))

    assert codes == [verdict.replace("-", "_")]


def test_a_conditional_must_be_accepted() -> None:
    """Plans and waivers are accepted by somebody, or not at all."""
    process = Process()
    decided = process.decide(verdict="conditional", level="READINESS_ALPHANET_CONDITIONAL")
    verified = verified_from(decided)

    assert refused(process, verified) == ["conditional_not_accepted"]
    assert refused(process, verified, wanted(accepts_conditional=True)) == []


def test_an_expired_decision_is_refused() -> None:
    """From its end on, a decision permits nothing."""
    process = Process()
    verified = verified_from(process.decide())
    left = decision().valid_until - process.now

    assert refused(process, verified, late=left - timedelta(seconds=1)) == []
    assert refused(process, verified, late=left) == ["expired"]


def test_a_superseded_decision_is_refused() -> None:
    """The later decision stands, whatever it says."""
    process = Process()
    decided = process.decide()
    process.decide(supersedes=(decided.id,))

    assert refused(process, verified_from(decided)) == ["superseded"]


def test_a_revoked_decision_is_refused() -> None:
    """A decision that was taken back permits nothing, though its bundle still says go."""
    process = Process()
    decided = process.decide()
    process.revoke(decided)

    assert refused(process, verified_from(decided)) == ["revoked"]


def test_a_revocation_by_somebody_without_the_role_is_none() -> None:
    """Only Platforms take a decision back."""
    process = Process()
    decided = process.decide()
    process.revoke(decided, by="fred")

    assert refused(process, verified_from(decided)) == []


@pytest.mark.parametrize("verdict", ["hold", "no-go"])
def test_decisions_made_apart_that_disagree_are_refused(verdict: str) -> None:
    """Of two clones that decided apart, the stricter is not outvoted by the other's bundle."""
    process = Process()
    before = process.heads()
    other = process.decide(by="bert", verdict=verdict)
    decided = process.sign(ActKind.DETERMINATION, decision(), by="ada", heads=before)

    assert refused(process, verified_from(decided)) == ["contradicted"]

    both = process.decide(supersedes=tuple(sorted((decided.id, other.id))))

    assert refused(process, verified_from(both)) == []


def test_a_decision_about_another_deployment_contradicts_nothing() -> None:
    """What was wrong with the last deployment is not said of this one."""
    process = Process()
    process.decide(verdict="no-go", deployment=named("the last one"))

    assert refused(process, verified_from(process.decide())) == []


@pytest.mark.parametrize("name", ["cora", "fred", "gina", "stranger"])
def test_a_decision_that_does_not_count_is_refused(name: str) -> None:
    """Whatever somebody verified, the record that is written to must know it."""
    process = Process()
    decided = process.decide(by=name)

    assert refused(process, verified_from(decided)) == ["not_recorded"]


def test_a_record_with_a_gap_is_refused() -> None:
    """What is missing could be the revocation."""
    process = Process()
    decided = process.decide()
    revoked = process.revoke(decided)
    process.promote(decided, determination=named("something else"))
    process.lose(revoked)

    assert refused(process, verified_from(decided)) == ["record_incomplete"]


def test_a_damaged_record_is_refused() -> None:
    """What is damaged could be the revocation."""
    process = Process()
    decided = process.decide()
    revoked = process.revoke(decided)
    name = next(name for name in process.files if revoked.id.removeprefix("sha256:") in name)
    process.files[name] = process.files[name].replace(b"a", b"b", 1)

    assert refused(process, verified_from(decided)) == ["record_incomplete"]


@pytest.mark.parametrize("level", ["READINESS_REHEARSAL", "READINESS_REHEARSAL_CONDITIONAL"])
def test_a_laxer_policy_of_rehearsals_is_refused(level: str) -> None:
    """A decision under the rehearsal's policy is worth nothing at a stage."""
    process = Process()
    decided = process.decide(level=level)

    assert refused(process, verified_from(decided)) == ["level_not_accepted"]


def test_a_bench_may_only_rehearse() -> None:
    """What is promoted on a bench is a rehearsal, by a decision worth that."""
    process = Process()
    rehearsed = process.decide(transition="rehearsal", level="READINESS_REHEARSAL")
    other = process.decide(transition="rehearsal", level="READINESS_ALPHANET")
    on_bench = wanted(stage=Stage.BENCH, transition="rehearsal")

    assert refused(process, verified_from(rehearsed), on_bench) == []
    assert refused(process, verified_from(other), on_bench) == ["level_not_accepted"]
    assert refused(process, verified_from(rehearsed)) != []


def test_above_a_testnet_there_is_no_stage() -> None:
    """Mainnet is outside of this process."""
    process = Process()
    decided = process.decide(transition="promote:testnet", level="READINESS_TESTNET")
    asked = wanted(stage=Stage.TESTNET, transition="promote:testnet")

    assert refused(process, verified_from(decided), asked) == ["no_next_stage"]


def on_betanet(process: Process, **changes: Any) -> tuple[Act, Wanted]:
    """Return a go for the betanet, and the step that it permits."""
    own: dict[str, Any] = {
        "network": "beta",
        "transition": "promote:betanet",
        "deployment": named("deployment of beta"),
        "candidate": named("candidate of beta"),
    }
    asked = wanted(stage=Stage.BETANET, **own)
    return process.decide(level="READINESS_BETANET", **own, **changes), asked


def test_each_feature_must_have_passed_what_the_policy_requires() -> None:
    """A betanet's features come from an alphanet, all of them."""
    process = Process()
    decided, asked = on_betanet(process)
    verified = verified_from(decided, requires_passed="promote:alphanet")

    before = refused(process, verified, asked)
    process.promote(process.decide())

    assert before == ["skipped", "skipped"]
    assert refused(process, verified, asked) == []


def test_one_feature_that_skipped_keeps_all() -> None:
    """The step is that of a network, so one feature's gap is everybody's."""
    process = Process()
    process.promote(process.decide(features=decision().features[:1]))
    decided, asked = on_betanet(process)

    codes = refused(process, verified_from(decided, requires_passed="promote:alphanet"), asked)

    assert codes == ["skipped"]


def test_a_pass_revoked_after_the_decision_keeps_the_feature() -> None:
    """What was known when it was decided is not all that counts when it is promoted."""
    process = Process()
    alpha = process.decide()
    process.promote(alpha)
    decided, asked = on_betanet(process)
    process.revoke(alpha)

    codes = refused(process, verified_from(decided, requires_passed="promote:alphanet"), asked)

    assert codes == ["revoked", "revoked"]


def test_a_forced_step_below_is_no_pass() -> None:
    """Whoever broke the glass on the alphanet brings nothing to the betanet."""
    process = Process()
    opened = process.break_glass()
    process.promote(process.decide(verdict="hold"), determination=opened.id)
    decided, asked = on_betanet(process)

    codes = refused(process, verified_from(decided, requires_passed="promote:alphanet"), asked)

    assert codes == ["break_glass", "break_glass"]


def test_a_decision_accepted_by_force_is_refused() -> None:
    """What a verifier accepts under a break-glass is not what promotes a feature."""
    process = Process()
    decided = process.decide()

    codes = refused(process, verified_from(decided, break_glass=named("a break-glass")))

    assert codes == ["break_glass"]


def test_a_step_made_already_says_so_and_nothing_else() -> None:
    """Promoting again is not a mistake, and needs nothing, not even a valid decision."""
    process = Process()
    decided = process.decide()
    process.promote(decided)

    assert refused(process, verified_from(decided), late=30 * DAYS) == ["already_promoted"]


@pytest.mark.parametrize(
    "changes",
    [
        {"determination": named("a break-glass")},
        {"deployment": named("other")},
        {"candidate": named("other")},
        {"network": "beta"},
        {"transition": "promote:betanet"},
        {"features": decision().features[:1]},
    ],
)
def test_another_step_made_already_is_not_this_one(changes: dict[str, Any]) -> None:
    """Only exactly this step makes it unnecessary."""
    process = Process()
    decided = process.decide()
    process.promote(decided, **changes)

    assert refused(process, verified_from(decided)) == []


def test_a_publication_is_no_promotion() -> None:
    """That the network was published leaves its features where they were."""
    process = Process()
    decided = process.decide()
    process.sign(ActKind.PUBLICATION, step(decided), by="cora")

    assert refused(process, verified_from(decided)) == []


def test_a_promotion_by_somebody_without_the_role_was_not_made() -> None:
    """What does not count does not make the step unnecessary."""
    process = Process()
    decided = process.decide()
    process.promote(decided, by="fred")

    assert refused(process, verified_from(decided)) == []


def test_publishing_asks_for_a_decision_on_publishing() -> None:
    """That features may go up does not make a network public, and the other way round."""
    process = Process()
    promoting = process.decide()
    publishing = process.decide(transition="publish:alphanet")
    asked = wanted(transition="publish:alphanet")
    counted = process.counted()
    book = ledger_of(counted, POLICIES)

    may = may_publish(verified_from(publishing), asked, book, counted, process.now)
    wrong = may_publish(verified_from(promoting), asked, book, counted, process.now)
    neither = may_publish(verified_from(promoting), wanted(), book, counted, process.now)

    assert may == ()
    assert [each.code for each in wrong] == ["not_this_transition"]
    assert [each.code for each in neither] == ["wrong_transition"]


def test_publishing_twice_says_so() -> None:
    """A network that is public is public."""
    process = Process()
    decided = process.decide(transition="publish:alphanet")
    process.sign(ActKind.PUBLICATION, step(decided), by="cora")
    counted = process.counted()

    found = may_publish(
        verified_from(decided),
        wanted(transition="publish:alphanet"),
        ledger_of(counted, POLICIES),
        counted,
        process.now,
    )

    assert [each.code for each in found] == ["already_published"]


def test_every_refusal_is_given_at_once() -> None:
    """Nobody mends one thing to be told the next."""
    process = Process()
    decided = process.decide(verdict="hold", level="READINESS_REHEARSAL")
    process.revoke(decided)
    process.decide(supersedes=(decided.id,))
    verified = verified_from(decided, requires_passed="promote:localnet")

    codes = refused(process, verified, wanted(candidate=named("other")), late=30 * DAYS)

    assert codes == [
        "not_this_candidate",
        "hold",
        "level_not_accepted",
        "expired",
        "superseded",
        "revoked",
        "skipped",
        "skipped",
    ]


def test_nobody_makes_a_verified_determination_by_mistake() -> None:
    """Neither the constructor nor a copy with other values gives one."""
    verified = verified_from(Process().decide(verdict="hold"))
    values = {
        name: getattr(verified, name) for name in verified.__dataclass_fields__ if name != "seal"
    }

    with pytest.raises(TypeError, match=r"only gonogo\.attest\.verify"):
        VerifiedDetermination(**values, seal=object())
    with pytest.raises((TypeError, ValueError)):
        replace(verified, level="READINESS_TESTNET")  # type: ignore[call-arg]
    with pytest.raises((TypeError, ValueError)):
        VerifiedDetermination(**values)


def test_a_feature_that_passed_by_a_made_up_decision_is_refused() -> None:
    """Plausible answers under the pinned policy, signed by one person, and nothing behind them."""
    process = Process()
    process.promote(process.decide(deployment=named("another")))
    decided = process.decide()

    verified = verified_from(decided, requires_passed="promote:alphanet")
    book = ledger_of(process.counted(), POLICIES)
    refusals = may_promote(verified, wanted(), book, process.counted(), process.now)

    assert {each.code for each in refusals} == {"not_derived"}
    assert all("does not bear it out" in each.explanation for each in refusals)


def test_a_feature_whose_pass_nobody_can_derive_is_refused() -> None:
    """And told where the policy may be."""
    process = Process()
    process.promote(process.decide())
    decided = process.decide()

    verified = verified_from(decided, requires_passed="promote:alphanet")
    book = ledger_of(process.counted(), {})
    refusals = may_promote(verified, wanted(), book, process.counted(), process.now)

    assert {each.code for each in refusals} == {"unknown_policy"}
    assert all("record/attachments" in each.remedy for each in refusals)
