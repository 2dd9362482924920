"""The ledger: who passed where, and every way in which somebody did not."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gonogo.attest import Touched, feature_versions
from gonogo.people import ActKind
from gonogo.promotion import Ledger, ledger_of, ledger_rows, ledger_table
from gonogo.record import (
    Act,
    BreakGlassClosedBody,
    EndorsementBody,
    OutlineAnswer,
    OutlineBody,
    OutlineReason,
    TrustBody,
)
from tests.simulator.signed_record import example_trust
from tests.unit.promotion.example import (
    DAYS,
    FEATURES,
    OWN,
    POLICIES,
    POLICY,
    REHEARSED,
    Process,
    decision,
    named,
    step,
)

INTEROP = FEATURES["interop"]


def codes(
    ledger: Ledger, touched: Touched = INTEROP, transition: str = "promote:alphanet"
) -> set[str]:
    """Return why interop has not passed."""
    return {each.code for each in ledger.passed("interop", transition, touched)}


def ledger(process: Process) -> Ledger:
    """Return the ledger of what counts."""
    return ledger_of(process.counted(), POLICIES)


def test_a_promotion_on_a_standing_go_is_a_pass() -> None:
    """A feature passed where it was promoted on a decision that stood."""
    process = Process()
    process.promote(process.decide())

    assert codes(ledger(process)) == set()


def test_a_promotion_on_a_conditional_is_a_pass() -> None:
    """Whoever accepted the plans accepted the pass."""
    process = Process()
    process.promote(process.decide(verdict="conditional", level="READINESS_ALPHANET_CONDITIONAL"))

    assert codes(ledger(process)) == set()


def test_nothing_recorded_is_skipped() -> None:
    """A feature that was never promoted skipped the stage."""
    assert codes(ledger(Process())) == {"skipped"}


def test_a_decision_alone_is_no_pass() -> None:
    """Deciding is not promoting."""
    process = Process()
    process.decide()

    assert codes(ledger(process)) == {"skipped"}


def test_a_publication_is_no_pass() -> None:
    """A network that was made public took no feature up."""
    process = Process()
    process.sign(ActKind.PUBLICATION, step(process.decide()), by="cora")

    assert codes(ledger(process)) == {"skipped"}


def test_another_feature_is_skipped() -> None:
    """The pass of one feature is not that of another."""
    process = Process()
    process.promote(process.decide())

    refusals = ledger(process).passed("jovian", "promote:alphanet", INTEROP)

    assert [each.code for each in refusals] == ["skipped"]


@pytest.mark.parametrize("transition", ["promote:betanet", "publish:alphanet", "rehearsal", ""])
def test_a_pass_counts_for_its_own_transition_only(transition: str) -> None:
    """A pass of one stage, or of another move, is none of this."""
    process = Process()
    process.promote(process.decide())

    assert codes(ledger(process), transition=transition) == {"skipped"}


def test_a_feature_that_touches_nothing_passed_nowhere() -> None:
    """Of nothing, any two versions are equal."""
    process = Process()
    process.promote(process.decide())

    assert codes(ledger(process), touched={}) == {"touches_nothing"}


@pytest.mark.parametrize(
    ("touched", "code"),
    [
        ({**INTEROP, "op-geth": "1.2.0-rc.2"}, "version_changed"),
        ({**INTEROP, "op-geth": "1.2.0"}, "version_changed"),
        ({**INTEROP, "op-geth": None}, "version_unknown"),
        ({**INTEROP, "op-batcher": "1.0.0"}, "version_unknown"),
        ({"op-geth": "1.2.0-RC.1"}, "version_changed"),
    ],
)
def test_other_versions_are_not_what_passed(touched: Touched, code: str) -> None:
    """A release candidate, a case and an unknown version all make another software."""
    process = Process()
    process.promote(process.decide())

    assert codes(ledger(process), touched) == {code}


def test_a_signed_difference_lets_a_pass_count() -> None:
    """Platforms may say that the step from one version to another changes nothing."""
    process = Process()
    process.promote(process.decide())
    process.sign_difference("op-geth", "1.2.0-rc.1", "1.2.0-rc.3")

    assert codes(ledger(process), {**INTEROP, "op-geth": "1.2.0-rc.3"}) == set()


@pytest.mark.parametrize(
    "differences",
    [
        [("op-node", "1.2.0-rc.1", "1.2.0-rc.3")],
        [("op-geth", "1.2.0-rc.3", "1.2.0-rc.1")],
        [("op-geth", "1.2.0-rc.1", "1.2.0-rc.2"), ("op-geth", "1.2.0-rc.2", "1.2.0-rc.3")],
        [("op-geth", "1.2.0-rc.2", "1.2.0-rc.3")],
        [("op-geth", "1.2.0-rc.1", "1.2.0")],
    ],
    ids=["other component", "wrong way", "two steps", "other begin", "other end"],
)
def test_another_difference_lets_nothing_count(differences: list[tuple[str, str, str]]) -> None:
    """A difference is of one component, from one version, to one version."""
    process = Process()
    process.promote(process.decide())
    for component, before, after in differences:
        process.sign_difference(component, before, after)

    assert codes(ledger(process), {**INTEROP, "op-geth": "1.2.0-rc.3"}) == {"version_changed"}


def test_a_difference_signed_by_somebody_else_lets_nothing_count() -> None:
    """A feature team cannot say of its own change that it is none."""
    process = Process()
    process.promote(process.decide())
    process.sign_difference("op-geth", "1.2.0-rc.1", "1.2.0-rc.3", by="fred")

    assert codes(ledger(process), {**INTEROP, "op-geth": "1.2.0-rc.3"}) == {"version_changed"}


def test_a_difference_does_not_stand_in_for_an_unknown_version() -> None:
    """What has no version is not what passed, whatever was signed about texts."""
    process = Process()
    process.promote(process.decide())
    process.sign_difference("op-geth", "1.2.0-rc.1", "")

    assert codes(ledger(process), {**INTEROP, "op-geth": None}) == {"version_unknown"}


def test_a_revoked_decision_is_no_pass_whenever_it_was_revoked() -> None:
    """What was wrong about the decision was wrong when it was promoted on."""
    process = Process()
    decided = process.decide()
    process.promote(decided)
    process.revoke(decided)

    assert codes(ledger(process)) == {"revoked"}


def test_a_revocation_by_somebody_without_the_role_takes_nothing() -> None:
    """An act that does not count revokes nothing."""
    process = Process()
    decided = process.decide()
    process.promote(decided)
    process.revoke(decided, by="cora")

    assert codes(ledger(process)) == set()


def test_a_decision_superseded_before_the_promotion_is_no_pass() -> None:
    """Whoever promoted on the older decision promoted on nothing."""
    process = Process()
    decided = process.decide()
    process.decide(verdict="no-go", supersedes=(decided.id,))
    process.promote(decided)

    assert codes(ledger(process)) == {"superseded"}


def test_a_decision_superseded_after_the_promotion_is_a_pass() -> None:
    """A later decision replaces the older one from then on."""
    process = Process()
    decided = process.decide()
    process.promote(decided)
    process.decide(verdict="no-go", supersedes=(decided.id,))

    assert codes(ledger(process)) == set()


def test_a_decision_superseded_at_the_same_moment_is_no_pass() -> None:
    """Of two acts of one moment the stricter stands."""
    process = Process()
    decided = process.decide()
    later = process.decide(verdict="no-go", supersedes=(decided.id,))
    process.promote(decided, at=later.at)

    assert codes(ledger(process)) == {"superseded"}


@pytest.mark.parametrize(
    ("after", "expected"),
    [(timedelta(seconds=-1), set()), (timedelta(), {"expired"}), (DAYS, {"expired"})],
)
def test_a_decision_must_be_valid_at_the_promotion(after: timedelta, expected: set[str]) -> None:
    """The end of a validity is its first moment that is not."""
    process = Process()
    decided = process.decide()
    process.promote(decided, at=decision().valid_until + after)

    assert codes(ledger(process)) == expected


def test_a_pass_outlives_the_validity_of_its_decision() -> None:
    """What was promoted in time stays promoted."""
    process = Process()
    process.promote(process.decide())

    counted = process.counted(process.now + 365 * DAYS)

    assert codes(ledger_of(counted, POLICIES)) == set()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"network": "beta"}, "other_network"),
        ({"transition": "promote:betanet"}, "other_transition"),
        ({"deployment": named("other")}, "other_deployment"),
        ({"candidate": named("other")}, "other_candidate"),
        (
            {"features": feature_versions({"interop": {**INTEROP, "op-geth": "9.9.9"}})},
            "other_versions",
        ),
    ],
)
def test_a_decision_about_something_else_is_no_pass(changes: dict[str, Any], code: str) -> None:
    """A promotion cannot say more than its decision."""
    process = Process()
    process.promote(process.decide(), **changes)
    touched = {**INTEROP, "op-geth": "9.9.9"} if code == "other_versions" else INTEROP

    transition = changes.get("transition", "promote:alphanet")

    assert codes(ledger(process), touched, transition) == {code}


def test_a_feature_that_was_not_decided_about_did_not_pass() -> None:
    """A promotion cannot smuggle a feature in."""
    process = Process()
    process.promote(
        process.decide(features=feature_versions({"holocene": FEATURES["holocene"]})),
        features=feature_versions(FEATURES),
    )

    assert codes(ledger(process)) == {"other_versions"}


@pytest.mark.parametrize("verdict", ["hold", "no-go"])
def test_a_decision_that_refuses_is_no_pass(verdict: str) -> None:
    """Promoting against the decision is recorded, and passes nothing."""
    process = Process()
    process.promote(process.decide(verdict=verdict))

    assert codes(ledger(process)) == {"verdict"}


@pytest.mark.parametrize("level", ["READINESS_REHEARSAL", "READINESS_REHEARSAL_CONDITIONAL"])
def test_a_rehearsal_counts_for_no_stage(level: str) -> None:
    """A decision under the rehearsal's policy lets no feature climb, whatever step it names."""
    process = Process()
    verdict = "conditional" if level.endswith("CONDITIONAL") else "go"
    process.promote(process.decide(level=level, verdict=verdict))

    assert codes(ledger(process)) == {"rehearsal"}


def _outline(*answers: tuple[str, str, str], verdict: str = "go", reason: str = "") -> OutlineBody:
    reasons = (OutlineReason("finding-blocks", "f", reason),) if reason else ()  # type: ignore[arg-type]  # one of four
    return OutlineBody(tuple(OutlineAnswer(*each) for each in answers), reasons, verdict)  # type: ignore[arg-type]  # one of four


MET = ("met", "901", "a")


@pytest.mark.parametrize(
    "outline",
    [
        _outline(),
        _outline(verdict="hold"),
        _outline(MET, verdict="conditional"),
        _outline(("unknown", "901", "a")),
        _outline(MET, ("unmet", "901", "b")),
        _outline(MET, ("conditional", "901", "b")),
        _outline(("surely", "901", "a")),
        _outline(MET, MET),
        _outline(("met", "902", "a")),
        _outline(MET, ("met", "902", "b")),
        _outline(MET, reason="no-go"),
        _outline(MET, reason="conditional"),
    ],
    ids=[
        "no answer",
        "no answer, and held",
        "better than it says",
        "unknown",
        "one unmet",
        "one conditional",
        "no answer that there is",
        "answered twice",
        "another chain",
        "not on each chain",
        "a finding blocks",
        "a finding is planned",
    ],
)
def test_a_decision_that_does_not_follow_from_itself_is_no_pass(outline: OutlineBody) -> None:
    """A go that somebody wrote by hand needs answers that say so, complete and on its chains."""
    process = Process()
    process.promote(process.decide(outline=outline))

    assert codes(ledger(process)) == {"unfounded"}


def test_a_decision_about_no_chain_is_no_pass() -> None:
    """Nothing was asked of anything."""
    process = Process()
    process.promote(process.decide(scope=()))

    assert codes(ledger(process)) == {"unfounded"}


@pytest.mark.parametrize(
    ("verdict", "level", "is_own"),
    [
        ("go", "READINESS_ALPHANET", True),
        ("go", "OUR_OWN", True),
        ("conditional", "READINESS_ALPHANET_CONDITIONAL", True),
        ("go", "READINESS_ALPHANET_CONDITIONAL", False),
        ("conditional", "READINESS_ALPHANET", False),
        ("go", "READINESS_BETANET", False),
        ("go", "READINESS_DEPLOY_ALPHANET", False),
        ("conditional", "READINESS_PUBLISH_TESTNET_CONDITIONAL", False),
    ],
)
def test_a_level_is_that_of_its_step_and_verdict(verdict: str, level: str, *, is_own: bool) -> None:
    """What another step is worth is worth nothing here."""
    policy = OWN if level == "OUR_OWN" else POLICY
    process = Process(example_trust(pins={"promote:alphanet": policy.digest}))
    process.promote(process.decide(verdict=verdict, level=level, policy_digest=policy.digest))

    assert codes(ledger(process)) == (set() if is_own else {"other_level"})


def test_a_decision_under_a_policy_that_nobody_pinned_is_no_pass() -> None:
    """One member of Platforms can sign a decision under anything."""
    process = Process()
    process.promote(process.decide(policy_digest=named("one of my own")))

    assert codes(ledger(process)) == {"other_policy"}


def test_what_is_pinned_for_another_step_is_not_pinned_for_this() -> None:
    """A policy is pinned for a transition."""
    pins = {"promote:alphanet": named("strict"), "rehearsal": POLICY.digest}
    process = Process(example_trust(pins=pins))
    process.promote(process.decide())

    assert codes(ledger(process)) == {"other_policy"}


@pytest.mark.parametrize(
    ("pins", "expected"),
    [
        ({"promote:alphanet@alpha": "policy"}, set()),
        ({"promote:alphanet@alpha": "policy", "promote:alphanet": "strict"}, set()),
        ({"promote:alphanet@alpha": "strict", "promote:alphanet": "policy"}, {"other_policy"}),
        ({"promote:alphanet@beta": "policy", "promote:alphanet": "strict"}, {"other_policy"}),
        ({"promote:alphanet@beta": "policy"}, {"other_policy"}),
        ({"promote:alphanet@Alpha": "policy"}, {"other_policy"}),
        ({"promote:alphanet@beta": "strict", "promote:alphanet": "policy"}, set()),
    ],
)
def test_what_is_pinned_for_a_network_alone_wins_there(
    pins: dict[str, str], expected: set[str]
) -> None:
    """And nowhere else."""
    digests = {"policy": POLICY.digest, "strict": named("strict")}
    process = Process(example_trust(pins={key: digests[what] for key, what in pins.items()}))
    process.promote(process.decide())

    assert codes(ledger(process)) == expected


def _trust(process: Process, *, by: tuple[str, ...], pin: str, **heads: Any) -> Act:
    """Let roots agree on another trust, or try to."""
    pins = {"promote:alphanet": pin if pin.startswith("sha256:") else named(pin)}
    trust = replace(process.trust, policies=pins)
    act = process.sign(ActKind.TRUST, TrustBody.of(trust), by=by[0], **heads)
    for name in by[1:]:
        process.sign(ActKind.ENDORSEMENT, EndorsementBody(act.id, ""), by=name)
    return act


def test_a_pass_outlives_the_pin_of_its_policy() -> None:
    """What was pinned when it was decided is what it had to meet."""
    process = Process()
    process.promote(process.decide())
    _trust(process, by=("rosa", "rolf"), pin="stricter")

    assert process.counted().trust.policies["promote:alphanet"] == named("stricter")
    assert codes(ledger(process)) == set()


def test_a_pin_that_the_decision_did_not_see_was_not_for_it() -> None:
    """A trust that came and went after it made nothing of it."""
    process = Process()
    later = replace(POLICY, title="Pinned later")
    process.promote(process.decide(policy_digest=later.digest))
    _trust(process, by=("rosa", "rolf"), pin=later.digest)
    book = ledger_of(process.counted(), {later.digest: later})
    during = codes(book)
    _trust(process, by=("rosa", "rolf"), pin="latest")

    # Another one was pinned when it was decided, and under this one it was a hold.
    assert (during, codes(ledger(process))) == ({"not_derived"}, {"other_policy"})


def test_a_beginning_that_one_root_made_up_pins_nothing() -> None:
    """Nor once later acts, and a later trust, have seen it: it is no history of theirs."""
    process = Process()
    beginning = _trust(process, by=("rosa",), pin="weak", heads=())
    process.promote(process.decide(policy_digest=named("weak")))
    before = codes(ledger(process))
    _trust(process, by=("rosa", "rolf"), pin="policy")

    assert beginning.id not in process.counted().by_id
    assert (before, codes(ledger(process))) == ({"other_policy"}, {"other_policy"})


def test_history_pins_where_as_many_roots_of_today_stand_behind_it() -> None:
    """Whoever holds a newer trust file still knows the trust of before."""
    process = Process()
    first = next(act for act in process.acts.values() if act.kind is ActKind.TRUST)
    process.promote(process.decide())
    newer = _trust(process, by=("rosa", "rolf"), pin="stricter")
    assert isinstance(newer.body, TrustBody)
    process.trust = newer.body.trust()
    by_one = codes(ledger(process))
    process.sign(ActKind.ENDORSEMENT, EndorsementBody(first.id, ""), by="rolf")

    assert (by_one, codes(ledger(process))) == ({"other_policy"}, set())


def test_a_rehearsal_is_a_rehearsal() -> None:
    """A bench's promotion is in the ledger as what it is."""
    process = Process(example_trust(pins={"rehearsal": REHEARSED.digest}))
    rehearsed = process.decide(
        transition="rehearsal", level="READINESS_REHEARSAL", policy_digest=REHEARSED.digest
    )
    process.promote(rehearsed)

    book = ledger(process)

    assert codes(book, transition="rehearsal") == set()
    assert codes(book) == {"skipped"}


@pytest.mark.parametrize("name", ["fred", "gina", "lab-1", "stranger"])
def test_a_promotion_by_somebody_without_the_role_is_none(name: str) -> None:
    """Whoever may not promote did not."""
    process = Process()
    process.promote(process.decide(), by=name)

    assert codes(ledger(process)) == {"skipped"}


@pytest.mark.parametrize("name", ["cora", "fred", "gina"])
def test_a_promotion_on_a_decision_of_somebody_without_the_role_is_no_pass(name: str) -> None:
    """Only Platforms decide."""
    process = Process()
    process.promote(process.decide(by=name))

    assert codes(ledger(process)) == {"no_decision"}


def test_a_promotion_on_nothing_is_no_pass() -> None:
    """A promotion that names an act that nobody has, or one of another kind, passes nothing."""
    process = Process()
    decided = process.decide()
    process.promote(decided, determination=named("nothing"))
    process.promote(decided, determination=process.heads()[0])

    assert codes(ledger(process)) == {"no_decision"}


@pytest.mark.parametrize("close", [False, True])
def test_a_promotion_under_break_glass_is_no_pass(close: bool) -> None:  # noqa: FBT001
    """What was forced is recorded, and nobody ever passed by it."""
    process = Process()
    opened = process.break_glass()
    process.promote(process.decide(), determination=opened.id)
    if close:
        body = BreakGlassClosedBody(opened.id, "we looked back on it")
        process.sign(ActKind.BREAK_GLASS_CLOSED, body, by="ada")

    assert codes(ledger(process)) == {"break_glass"}


def test_a_promotion_made_twice_is_one_pass() -> None:
    """Doing it again changes nothing, neither for better nor for worse."""
    process = Process()
    decided = process.decide()
    process.promote(decided)
    process.promote(decided, by="ada")

    assert codes(ledger(process)) == set()
    assert [line.feature for line in ledger(process).lines].count("interop") == 2


def test_one_good_line_is_enough() -> None:
    """A failed attempt to promote takes nothing from a good one."""
    process = Process()
    process.promote(process.decide(verdict="hold"))
    process.promote(process.decide())

    assert codes(ledger(process)) == set()


def test_faults_do_not_add_up_to_a_pass() -> None:
    """Two lines, each wrong in its own way, are both told."""
    process = Process()
    process.promote(process.decide(verdict="hold"))
    revoked = process.decide()
    process.promote(revoked)
    process.revoke(revoked)

    assert codes(ledger(process)) == {"verdict", "revoked"}


def test_a_component_with_two_versions_has_none() -> None:
    """What is said twice and differently is said by nobody."""
    process = Process()
    once = feature_versions({"interop": {"op-geth": "1.2.0-rc.1"}})
    twice = (*once, *feature_versions({"interop": {"op-geth": "1.2.0-rc.2"}}))
    process.promote(process.decide(features=twice))

    assert codes(ledger(process), {"op-geth": "1.2.0-rc.2"}) == {"version_unknown"}


def test_a_revocation_of_what_is_no_decision_changes_nothing() -> None:
    """A revocation takes back the decision that it names, and no other."""
    process = Process()
    process.promote(process.decide())
    process.revoke(next(iter(process.acts.values())))

    assert codes(ledger(process)) == set()


def test_the_order_of_the_acts_does_not_matter() -> None:
    """The ledger follows from the acts, not from how they were found."""
    process = Process()
    process.promote(process.decide())
    counted = process.counted()
    turned = replace(counted, acts=counted.acts[::-1])

    assert codes(ledger_of(turned, POLICIES)) == codes(ledger_of(counted, POLICIES))


def test_each_refusal_says_what_to_do() -> None:
    """A refusal without a way out helps nobody."""
    process = Process()
    process.promote(process.decide(verdict="hold", level="READINESS_REHEARSAL"))

    refusals = ledger(process).passed("interop", "promote:alphanet", INTEROP)

    assert [each.code for each in refusals] == ["verdict", "rehearsal"]
    assert all(each.explanation and each.remedy for each in refusals)


def test_the_ledger_is_shown_with_its_faults() -> None:
    """People and programs see which line is a pass, and why another is none."""
    process = Process()
    process.promote(process.decide())
    process.promote(process.decide(verdict="hold"))

    table, rows = ledger_table(ledger(process)), ledger_rows(ledger(process))

    assert [cells[-1] for cells in table.rows] == ["yes", "yes", "no: verdict", "no: verdict"]
    assert table.rows[1][3] == "op-geth 1.2.0-rc.1, op-node 1.9.0"
    assert all(len(cells) == len(table.head) for cells in table.rows)
    assert [(row.is_pass, [fault.code for fault in row.faults]) for row in rows[1:3]] == [
        (True, []),
        (False, ["verdict"]),
    ]
