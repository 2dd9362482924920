"""What a bundle must be, be about, and be followed by, to be acted upon."""

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gonogo.verifier import Expected, ReasonCode, verify
from tests.unit.verifier.writing import (
    ADA,
    BEN,
    BREE,
    CANDIDATE,
    CHAIN,
    DEPLOYMENT,
    FAY,
    LAB,
    NETWORK,
    PAT,
    QUINN,
    STRANGER,
    TRANSITION,
    Body,
    Decided,
    Key,
    Writer,
    canonical,
    decided,
    deployment,
    determination,
    digest,
    evidence,
    expected,
    founded,
    minutes,
    outline,
    people,
    policy,
    requirement,
    row,
    summary,
    text_of,
    trust,
    waived,
    window,
)

OTHER = "sha256:" + "b" * 64


def codes(bundle: bytes, asked: Expected | None = None) -> set[ReasonCode]:
    """Return what speaks against a bundle; nothing would let it through."""
    return {reason.code for reason in verify(bundle, asked or expected()).reasons}


def test_base_case_is_accepted() -> None:
    """What was rightly decided is accepted, with the outline that the documents give."""
    found = verify(decided().bundle(), expected())

    assert found.is_accepted
    assert found.outline == canonical(outline(("safe-head-advances", "met"), verdict="go"))
    assert (found.verdict, found.level) == ("go", "READINESS_ALPHANET")
    assert found.signers == ("pat",)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"candidate": OTHER}, ReasonCode.NOT_THIS_CANDIDATE),
        ({"network": "another"}, ReasonCode.NOT_THIS_NETWORK),
        ({"deployment": OTHER}, ReasonCode.NOT_THIS_DEPLOYMENT),
        ({"chains": frozenset({CHAIN, "another"})}, ReasonCode.NOT_THESE_CHAINS),
        ({"chains": frozenset()}, ReasonCode.NOT_THESE_CHAINS),
        ({"at": minutes(30) + timedelta(days=14)}, ReasonCode.EXPIRED),
        ({"at": minutes(20)}, ReasonCode.NOT_YET_VALID),
    ],
)
def test_genuine_bundle_of_something_else_is_refused(
    changes: dict[str, Any], code: ReasonCode
) -> None:
    """A decision that was rightly made about something else permits nothing here."""
    assert code in codes(decided().bundle(), expected(**changes))


def test_another_transition_is_refused() -> None:
    """A pass to the betanet is no pass to the testnet, even under the same policy digest."""
    pinned = {
        TRANSITION: digest(canonical(policy())),
        "promote:betanet": digest(canonical(policy())),
    }
    own = trust(policies=pinned)

    bundle = _decided_under(own).bundle()
    found = codes(bundle, expected(trust=own, transition="promote:betanet"))

    assert ReasonCode.NOT_THIS_TRANSITION in found


def _decided_under(own: Body, **changes: Any) -> Decided:
    """Return a decision in a workspace of this trust."""
    writer = founded(own)
    writer.run(20, evidence(""))
    return decided(writer, **changes)


def test_laxer_policy_is_refused() -> None:
    """A go under a policy of somebody's own is none, whatever the bundle calls it."""
    lax = policy(requirement(window_seconds=0.0, freshness_seconds=1e9))
    writer = founded()
    writer.run(20, evidence(""))
    decision = decided(writer, policy_digest=digest(canonical(lax)))

    assert codes(replace(decision, policy=lax).bundle()) == {ReasonCode.POLICY_MISMATCH}
    assert codes(decision.bundle()) == {ReasonCode.POLICY_MISMATCH}


def test_policy_that_is_not_pinned_is_refused() -> None:
    """Trust that pins no policy for the transition accepts none."""
    own = trust(policies={})

    assert codes(_decided_under(own).bundle(), expected(trust=own)) == {ReasonCode.POLICY_MISMATCH}


@pytest.mark.parametrize(
    ("own", "code"),
    [
        (trust(roots={"ada": STRANGER.line, "ben": BEN.line}), ReasonCode.OTHER_TRUST),
        (trust(workspace="f" * 32), ReasonCode.OTHER_WORKSPACE),
        (trust(threshold=1), ReasonCode.TRUST_MALFORMED),
        (trust(threshold=3), ReasonCode.TRUST_MALFORMED),
        (trust(roots={}), ReasonCode.TRUST_MALFORMED),
        (trust(roots={"ada": ADA.line, "ben": ADA.line}), ReasonCode.TRUST_MALFORMED),
        ({}, ReasonCode.TRUST_MALFORMED),
        (trust(surprise=1), ReasonCode.TRUST_MALFORMED),
    ],
)
def test_other_trust_is_refused(own: Body, code: ReasonCode) -> None:
    """Whoever trusts others, or nobody, accepts nothing of ours."""
    assert codes(decided().bundle(), expected(trust=own)) == {code}


@pytest.mark.parametrize(
    ("signer", "code"),
    [
        (FAY, ReasonCode.WRONG_ROLE),
        (LAB, ReasonCode.WRONG_ROLE),
        (ADA, ReasonCode.UNKNOWN_SIGNER),
        (STRANGER, ReasonCode.UNKNOWN_SIGNER),
    ],
)
def test_whoever_may_not_decide_is_refused(signer: Key, code: ReasonCode) -> None:
    """Neither features nor runners, roots or strangers decide."""
    assert codes(decided(signer=signer).bundle()) == {code}


@pytest.mark.parametrize("signer", [PAT, QUINN])
def test_revoked_is_refused(signer: Key) -> None:
    """A decision that Platforms took back permits nothing, with the reason told."""
    decision = decided()
    body = {"determination": decision.name, "reason": "wrong L1"}
    decision.writer.act("revocation", body, signer, minutes(40))

    found = verify(decision.bundle(), expected())

    assert [reason.code for reason in found.reasons] == [ReasonCode.REVOKED]
    assert "wrong L1" in found.reasons[0].explanation


def test_superseded_is_refused_and_the_later_one_is_not() -> None:
    """Of two decisions the one that names the other stands."""
    first = decided()
    second = decided(first.writer, supersedes=[first.name])

    assert codes(first.bundle()) == {ReasonCode.SUPERSEDED}
    assert codes(second.bundle()) == set()


def test_act_that_has_nothing_to_do_with_it_is_refused() -> None:
    """Nothing can be hung onto a bundle."""
    decision = decided()
    body = {"transition": TRANSITION, "policy_digest": OTHER}
    stray = decision.writer.act("policy", body, PAT, minutes(40))

    found = verify(decision.bundle(), expected())

    assert [reason.code for reason in found.reasons] == [ReasonCode.STRAY_ACT]
    assert stray in found.reasons[0].explanation


def test_each_missing_act_is_refused() -> None:
    """There is no act that a bundle can do without."""
    decision = decided()
    bundle = decision.bundle()

    for name in list(decision.writer.envelopes):
        kept = decision.writer.envelopes.pop(name)
        assert codes(decision.bundle()) == {ReasonCode.MISSING_ACT}, name
        decision.writer.envelopes[name] = kept
    assert codes(bundle) == set()


def test_reordered_acts_are_refused() -> None:
    """Acts have one order, so that one decision has one bundle."""
    decision = decided()
    names = sorted(decision.writer.envelopes)
    value = decision.writer.bundle(decision.name, decision.policy)

    swapped = _with_acts(decision, [names[1], names[0], *names[2:]])
    twice = _with_acts(decision, [names[0], *names])

    assert codes(value) == set()
    assert codes(swapped) == {ReasonCode.MALFORMED}
    assert codes(twice) == {ReasonCode.MALFORMED}


def _with_acts(decision: Decided, names: list[str]) -> bytes:
    return (
        canonical(
            {
                "acts": [decision.writer.envelopes[name] for name in names],
                "determination": decision.name,
                "format": "urn:gonogo:bundle:v1",
                "policy": base64.b64encode(canonical(decision.policy)).decode(),
                "summary": None,
            }
        )
        + b"\n"
    )


def test_decision_of_another_workspace_is_refused() -> None:
    """A whole decision cannot be carried over."""
    writer = Writer(workspace="f" * 32)
    writer.act("trust", {"content": trust(workspace="f" * 32)}, ADA, minutes(0))
    writer.act("people", {"content": people()}, ADA, minutes(1))
    writer.run(20, evidence(""))

    assert codes(decided(writer).bundle()) == {ReasonCode.OTHER_WORKSPACE}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda writer: writer.run(25, evidence("", outcome="failed", window=window(20, 22))),
        lambda writer: writer.run(25, evidence("", outcome="errored", window=window(20, 22))),
        lambda writer: writer.run(25, evidence("", is_void=True, window=window(20, 22))),
        lambda writer: writer.run(25, evidence("", window=window(20, 22)), is_void=True),
        lambda writer: writer.run(25),
        lambda writer: writer.run(25, unknown_facts=["chain.901.genesis_hash"]),
        lambda writer: writer.start_run("run-2", 25),
        lambda writer: writer.run(
            25,
            evidence("", window=window(20, 22)),
            problems=[{"about": "verifier-1", "explanation": "dead", "remedy": "start it"}],
        ),
    ],
    ids=["failed", "errored", "void", "void run", "nothing", "unknown fact", "unended", "problem"],
)
def test_go_that_does_not_follow_is_refused(spoil: Callable[[Writer], object]) -> None:
    """Platforms cannot sign a go over what speaks against it."""
    writer = founded()
    writer.run(20, evidence(""))
    spoil(writer)

    found = codes(decided(writer).bundle())

    assert ReasonCode.VERDICT_DIFFERS in found
    assert found & {ReasonCode.HOLD, ReasonCode.NO_GO}


@pytest.mark.parametrize(
    "item",
    [
        evidence("", deployment=OTHER),
        evidence("", parameters=[["longest_stall_seconds", "9999"]]),
        evidence("", window=window(14, 14.5)),
        evidence("", window=window(40, 50)),
        evidence("", window=window(15, 10)),
        evidence("", check="another"),
        evidence("", chain="another"),
        evidence("", outcome="skipped"),
        evidence("", outcome="not-applicable"),
        evidence("", outcome="precluded"),
    ],
)
def test_pass_that_is_none_makes_no_go(item: Body) -> None:
    """Evidence of something else, too short, of the future or without an answer is none."""
    writer = founded()
    writer.run(20, item)

    assert ReasonCode.VERDICT_DIFFERS in codes(decided(writer).bundle())


def test_evidence_that_no_runner_signed_makes_no_go() -> None:
    """What Platforms or a stranger claims to have measured counts for nothing."""
    for signer in (PAT, STRANGER):
        writer = founded()
        writer.run(20, evidence(""), signer=signer)

        assert ReasonCode.VERDICT_DIFFERS in codes(decided(writer).bundle())


def test_evidence_of_a_run_that_another_ended_makes_no_go() -> None:
    """A run is ended by the key that started it."""
    other = Key("lab-2")
    everybody = people()
    everybody["runners"]["lab-2"] = {"keys": [row(other)]}
    writer = founded(people_value=everybody)
    writer.start_run("run-1", 20)
    ended = {
        "run": "run-1",
        "state": "finished",
        "network": NETWORK,
        "candidate": CANDIDATE,
        "deployment": deployment(),
        "is_void": False,
        "evidence": [evidence("run-1")],
        "unknown_facts": [],
        "problems": [],
    }
    writer.act("run-ended", ended, other, minutes(20))

    assert ReasonCode.VERDICT_DIFFERS in codes(decided(writer).bundle())


def test_time_of_judgement_cannot_be_chosen() -> None:
    """Judging for a time at which the failure was not recorded yet does not help."""
    writer = founded()
    writer.run(20, evidence(""))
    writer.run(100, evidence("", outcome="failed", window=window(95, 99)))
    name = writer.act("determination", determination(30), PAT, minutes(105))

    found = codes(Decided(writer, name, policy()).bundle(), expected(at=minutes(110)))

    assert found == {ReasonCode.VERDICT_DIFFERS}


def test_validity_cannot_be_chosen() -> None:
    """A decision is valid for as long as its policy says, at most."""
    longer = determination(30)["valid_until"].replace("2026", "2027")

    assert codes(decided(valid_until=longer).bundle()) == {ReasonCode.VALIDITY_DIFFERS}
    assert codes(decided(valid_until=text_of(minutes(90))).bundle()) == set()


def test_level_cannot_be_chosen() -> None:
    """A decision is of the level of its policy."""
    found = codes(decided(level="READINESS_BETANET").bundle())

    assert found == {ReasonCode.LEVEL_NOT_ACCEPTED}


def test_block_makes_it_worse() -> None:
    """Platforms may say no where everything is met, and the verifier says so too."""
    block = {"code": "incident", "subject": "", "verdict": "no-go"}
    worse = outline(("safe-head-advances", "met"), verdict="no-go", reasons=[block])

    found = verify(
        decided(
            blocks=[block | {"explanation": "an incident is open"}], outline=worse, verdict="no-go"
        ).bundle(),
        expected(),
    )

    assert [reason.code for reason in found.reasons] == [ReasonCode.NO_GO]


def test_conditional_must_be_accepted() -> None:
    """What stands under a waiver is accepted only by who says so."""
    bundle = waived().bundle()

    assert codes(bundle) == {ReasonCode.CONDITIONAL_NOT_ACCEPTED}
    assert codes(bundle, expected(accept=frozenset({"conditional"}))) == set()


def test_conditional_cannot_be_called_go() -> None:
    """A level without its suffix is another level."""
    writer = waived().writer
    lifted = outline(("safe-head-advances", "conditional"), verdict="conditional")
    decision = decided(writer, outline=lifted, verdict="conditional")

    found = codes(decision.bundle(), expected(accept=frozenset({"conditional"})))

    # The earlier decision in the same record is one that this one rests on, and no stray.
    assert found == {ReasonCode.LEVEL_NOT_ACCEPTED}


def _solo(**policy_changes: Any) -> tuple[Body, Body, Writer]:
    rules = policy(**policy_changes)
    own = trust(
        is_solo=True,
        threshold=1,
        roots={"ada": ADA.line},
        policies={TRANSITION: digest(canonical(rules))},
    )
    writer = founded(own)
    writer.run(20, evidence(""))
    return rules, own, writer


def test_solo_is_refused_where_the_policy_asks_for_more() -> None:
    """One person alone promotes nothing that two must agree to."""
    rules, own, writer = _solo()
    held = outline(
        ("safe-head-advances", "met"),
        verdict="hold",
        reasons=[{"code": "solo", "subject": "", "verdict": "hold"}],
    )
    made = decided(writer, policy_digest=digest(canonical(rules)), outline=held, verdict="hold")

    found = verify(replace(made, policy=rules).bundle(), expected(trust=own))

    assert {reason.code for reason in found.reasons} == {
        ReasonCode.SOLO_NOT_ACCEPTED,
        ReasonCode.HOLD,
    }


def test_solo_is_told_where_the_policy_accepts_it() -> None:
    """Whoever accepts the decision of one person sees that it is one."""
    rules, own, writer = _solo(accepts_solo=True)
    made = decided(writer, policy_digest=digest(canonical(rules)))

    found = verify(replace(made, policy=rules).bundle(), expected(trust=own))

    assert found.is_accepted
    assert found.is_solo


def _glass(decision: Decided, **changes: Any) -> str:
    body = {
        "network": NETWORK,
        "transition": TRANSITION,
        "deployment": DEPLOYMENT,
        "candidate": CANDIDATE,
        "reason": "a security fix",
        "until": text_of(minutes(90)),
    }
    return decision.writer.act("break-glass", body | changes, BREE, minutes(40))


def _no_go() -> Decided:
    block = {"code": "incident", "subject": "", "verdict": "no-go"}
    worse = outline(("safe-head-advances", "met"), verdict="no-go", reasons=[block])
    return decided(blocks=[block | {"explanation": "…"}], outline=worse, verdict="no-go")


def test_break_glass_must_be_accepted_and_is_of_another_level() -> None:
    """Under a break-glass a no-go is acted upon by who accepts that, and never looks like a go."""
    decision = _no_go()
    glass = _glass(decision)

    found = verify(decision.bundle(), expected(accept=frozenset({"break-glass"})))

    assert codes(decision.bundle()) == {ReasonCode.NO_GO}
    assert found.is_accepted
    assert (found.verdict, found.break_glass) == ("no-go", glass)
    assert found.level == "READINESS_ALPHANET_BREAKGLASS"
    assert found.valid_until == minutes(90)


@pytest.mark.parametrize(
    "changes",
    [
        {"until": text_of(minutes(50))},
        {"candidate": OTHER},
        {"network": "another"},
        {"transition": "promote:betanet"},
    ],
)
def test_break_glass_for_something_else_permits_nothing(changes: Body) -> None:
    """A break-glass is for one step of one candidate, until its end."""
    decision = _no_go()
    _glass(decision, **changes)

    assert codes(decision.bundle(), expected(accept=frozenset({"break-glass"}))) == {
        ReasonCode.NO_GO
    }


def test_break_glass_that_was_closed_permits_nothing() -> None:
    """Once the retrospective is signed, the glass is whole again."""
    decision = _no_go()
    glass = _glass(decision)
    body = {"break_glass": glass, "retrospective": "https://example.org/retro"}
    decision.writer.act("break-glass-closed", body, PAT, minutes(50))

    assert codes(decision.bundle(), expected(accept=frozenset({"break-glass"}))) == {
        ReasonCode.NO_GO
    }


def test_summary_is_checked_with_the_decision() -> None:
    """A genuine summary passes along with its decision."""
    decision = decided()

    assert codes(decision.bundle(summary(decision))) == set()


@pytest.mark.parametrize(
    "spoiled",
    [
        {"signer": QUINN},
        {"signer": STRANGER},
        {"verifiedLevels": ["READINESS_BETANET"]},
        {"verificationResult": "FAILED"},
        {"timeVerified": text_of(minutes(31))},
        {"verifier": {"id": "urn:somebody:else"}},
        {"surprise": 1},
    ],
)
def test_summary_of_something_else_is_refused(spoiled: Body) -> None:
    """What other tools read must say exactly what was decided, by who decided."""
    decision = decided()

    found = codes(decision.bundle(summary(decision, **spoiled)))

    assert found == {ReasonCode.SUMMARY_DIFFERS}


def test_conditional_has_no_summary() -> None:
    """A tool that knows no conditions must not read an unconditional pass."""
    decision = waived()

    found = codes(
        decision.bundle(summary(decision, verifiedLevels=["READINESS_ALPHANET_CONDITIONAL"])),
        expected(accept=frozenset({"conditional"})),
    )

    assert found == {ReasonCode.SUMMARY_DIFFERS}


@pytest.mark.parametrize(
    "junk", [b"", b"\n", b"null\n", b"[]\n", b"{}\n", b"\xff\xfe\n", b"[" * 99999]
)
def test_what_is_no_bundle_is_refused(junk: bytes) -> None:
    """Whatever the bytes are, the answer is a refusal and no exception."""
    assert codes(junk) == {ReasonCode.MALFORMED}


def test_expectations_that_make_no_sense_are_an_error_of_the_caller() -> None:
    """A misspelt acceptance or a time without a zone is not a property of the bundle."""
    with pytest.raises(ValueError, match="zone"):
        verify(b"", expected(at=minutes(60).replace(tzinfo=None)))
    with pytest.raises(ValueError, match="conditionl"):
        verify(b"", expected(accept=frozenset({"conditionl"})))


@pytest.mark.parametrize("year", ["0001", "9999"])
@pytest.mark.parametrize("key", ["judged_at", "valid_until"])
def test_ends_of_the_calendar_are_refused(key: str, year: str) -> None:
    """A time with which nothing can be reckoned is a reason, and no exception."""
    changes: dict[str, Any] = {key: f"{year}-12-31T23:59:59Z"}

    assert codes(decided(**changes).bundle())


@pytest.mark.parametrize(
    "changes",
    [
        {"validity_seconds": 1e300},
        {"soak_seconds": -1.0},
        {"requirements": []},
        {"requirements": [requirement(), requirement()]},
        {"requirements": [requirement(repeatable_failure_percent=101.0)]},
        {"surprise": 1},
    ],
)
def test_policy_that_nothing_can_be_judged_by_is_refused(changes: Body) -> None:
    """Even a pinned policy is read strictly."""
    rules = policy() | changes
    pinned = digest(canonical(rules))
    own = trust(policies={TRANSITION: pinned})
    decision = _decided_under(own, policy_digest=pinned)

    assert codes(replace(decision, policy=rules).bundle(), expected(trust=own)) == {
        ReasonCode.MALFORMED
    }
