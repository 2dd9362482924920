"""What a report on a release computes: who decided, what is left open, what expires, what to do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from gonogo.evidence import Figure, Outcome
from gonogo.findings import open_findings
from gonogo.people import ActKind
from gonogo.readiness import Answer, Verdict
from gonogo.record import Block, ResolutionBody, RevocationBody
from gonogo.report import ReleaseReport, ReportKind, release_html
from gonogo.report.nearness import near_limits
from tests.unit.report import releases, samples
from tests.unit.report.page import Page


def untested(report: ReleaseReport) -> set[tuple[str, str]]:
    return {(each.kind, each.requirement) for each in report.untested}


def advice(report: ReleaseReport, urgency: str) -> str:
    return " ".join(each.text for each in report.recommendations if each.urgency == urgency)


def test_a_decision_is_told_with_who_made_it_and_what_became_of_it() -> None:
    """Signer, approvals, steps, heads and validity come from acts that count."""
    report = releases.go()
    authority = report.authority

    assert authority is not None
    assert (authority.decided.name, authority.decided.roles) == ("ada", ("platforms",))
    assert [(each.name, each.note) for each in authority.approvals] == [
        ("bert", "agreed in the weekly call")
    ]
    assert [(each.what, each.signed.name) for each in authority.afterwards] == [
        ("promoted", "cora")
    ]
    assert report.heads == authority.heads
    assert report.failings == ()


@pytest.mark.parametrize(
    ("make", "failing"),
    [
        (releases.revoked, "revoked"),
        (releases.expired, "expired"),
        (releases.forged, "doubtful"),
        (releases.hold, "unsigned"),
    ],
)
def test_nobody_takes_a_fallen_decision_for_one_that_stands(
    make: Callable[[], ReleaseReport], failing: str
) -> None:
    """What took its force stands beside the verdict, and the verdict is struck out."""
    report = make()

    assert report.failings == (failing,)
    page = Page(release_html(report, ReportKind.DECISION))
    assert failing in page.all("h1")[0].text
    assert bool(page.all("span", **{"class": "struck"})) is (failing != "unsigned")


def test_a_superseded_decision_does_not_stand() -> None:
    """A later decision about the same step takes the force of the earlier one."""
    release = releases.conditional_release()
    first = release.determine()
    release.determine(supersedes=(first.id,))

    assert release.report(first).failings == ("superseded",)


def test_a_decision_by_somebody_without_the_role_is_doubtful() -> None:
    """It is told that it does not count, and why."""
    release = releases.conditional_release()
    act = release.determine()
    alone = release.sign(ActKind.DETERMINATION, act.body, by="fred")

    authority = release.report(alone).authority

    assert authority is not None
    assert "does not count" in authority.doubts[0]


def test_a_revocation_that_does_not_count_takes_nothing() -> None:
    """Whoever may not decide cannot take a decision back."""
    release = releases.conditional_release()
    act = release.determine()
    release.sign(ActKind.REVOCATION, RevocationBody(act.id, "no"), by="fred")

    assert release.report(act).failings == ()


def test_solo_and_break_glass_stand_beside_the_verdict() -> None:
    """One person alone, and a gate opened by force, are seen before anything else."""
    alone = releases.Release(is_solo=True)
    alone.run(releases.PASSING)

    assert "SOLO" in Page(release_html(alone.report(), ReportKind.READINESS)).all("h1")[0].text
    forced = Page(release_html(releases.revoked(), ReportKind.READINESS))
    assert "break-glass open" in forced.all("h1")[0].text
    assert "The fix must go out." in forced.text


def test_what_was_not_tested_is_told_by_its_reason() -> None:
    """Excused, planned for, absent, too short, never seen and left to people are not tested."""
    assert untested(releases.conditional()) == {
        ("waived", "peers"),
        ("planned", "deposits-arrive"),
        ("not applicable", "proposer-advances"),
    }
    assert untested(releases.hold()) == {
        ("nobody", "incident-drill"),
        ("too short", "finalized-head"),
        ("never seen", "block-rate"),
        ("not applicable", "proposer-advances"),
    }


def test_what_is_stale_was_not_tested_lately() -> None:
    """A pass that is too old is no pass, and is told as one that was there once."""
    release = releases.Release()
    release.run(releases.PASSING)
    release.signed.now += timedelta(days=2)

    assert ("stale", "batcher-advances") in untested(release.report())


def test_every_answer_that_is_not_met_is_untested_or_failed() -> None:
    """Nothing that is unknown or excused is missing from what was not tested."""
    kinds = set()
    for make in releases.EVERY_RELEASE[:-1]:
        report = make()
        told = {(each.requirement, each.chain) for each in report.untested}
        for given in report.answers:
            if given.answer in (Answer.UNKNOWN, Answer.CONDITIONAL):
                assert (given.requirement, given.chain) in told
                kinds.add(given.answer)
    assert kinds == {Answer.UNKNOWN, Answer.CONDITIONAL}


def test_findings_say_state_weight_plan_and_impact() -> None:
    """A planned SEV 2 is open and conditional, a SEV 1 that is claimed to be mended blocks."""
    (planned,) = releases.conditional().findings
    (claimed,) = releases.no_go().findings

    assert (planned.state, planned.weight, planned.care) == ("open", "conditional", "planned")
    assert planned.plan is not None
    assert (planned.plan.owner, planned.plan.state) == ("fred", "accepted")
    assert planned.team == "Platforms"
    assert (claimed.state, claimed.weight, claimed.care) == ("open", "no-go", "claimed")
    assert claimed.cause == "The batcher's key ran dry."


def test_a_resolved_finding_stays_on_the_report() -> None:
    """What was mended and borne out weighs nothing, and is not forgotten."""
    release = releases.Release()
    evidence = release.run({**releases.PASSING, "peers": Outcome.FAILED})
    (opened,) = open_findings(evidence)
    resolution = ResolutionBody(opened.id, "a cable", "plugged in")
    release.sign(ActKind.RESOLUTION, resolution, by="fred")
    release.run(releases.PASSING, name="bb00")

    (finding,) = release.report().findings

    assert (finding.state, finding.weight) == ("resolved", "none")


def test_a_block_of_whoever_decided_is_told_as_theirs() -> None:
    """It is a reason of the verdict, and among what they added."""
    report = releases.no_go()
    authority = report.authority

    assert authority is not None
    assert [block.explanation for block in authority.blocks] == ["The council asked to wait."]
    assert report.decision.verdict is Verdict.NO_GO


def test_blocks_alone_make_a_verdict_worse_and_nothing_doubtful() -> None:
    """What is judged again includes what was added."""
    release = releases.Release()
    release.run(releases.PASSING)
    act = release.determine(Block("governance", "wait", "hold", "not before the vote"))

    assert release.report(act).failings == ()


def test_recommendations_say_what_must_and_what_should_be_done() -> None:
    """What blocks, what ends, what is due and what was nearly missed."""
    report = releases.conditional()

    assert "Meet what is waived before" in advice(report, "should")
    assert "Carry out the plan of fred, due on 2026-11-04" in advice(report, "should")
    assert "longest stall: 9.1 s of at most 10 s" in advice(report, "could")
    assert "Do not act on this decision (revoked)" in advice(releases.revoked(), "must")
    assert "Look into incident-drill." in advice(releases.hold(), "must")


def test_what_expires_is_in_order_and_says_what_is_over() -> None:
    """Decision, waiver, plan and passes, the next first."""
    ending = releases.conditional().deadlines

    assert [each.at for each in ending] == sorted(each.at for each in ending)
    assert {
        word
        for each in ending
        for word in ("waiver", "plan", "decision", "passes")
        if word in each.what
    } == {"waiver", "plan", "decision", "passes"}
    assert all(each.is_over for each in releases.expired().deadlines)


@pytest.mark.parametrize(
    ("figures", "is_near"),
    [
        ((Figure("stall", 8.0, "s"), Figure("limit", 10.0, "s")), True),
        ((Figure("stall", 7.9, "s"), Figure("limit", 10.0, "s")), False),
        ((Figure("pending", 1.0, "transactions"), Figure("limit", 1.0, "transactions")), False),
        ((Figure("behind", 14.0, "blocks"), Figure("limit", 15.0, "blocks")), True),
        ((Figure("growth", 9.0, "blocks"), Figure("limit", 10.0, "s")), False),
        ((Figure("stall", 9.0, "s"), Figure("limit", 0.0, "s")), False),
        ((Figure("limit", 10.0, "s"),), False),
        ((), False),
    ],
)
def test_what_used_up_most_of_its_limit_was_nearly_missed(
    figures: tuple[Figure, ...], *, is_near: bool
) -> None:
    """Only a figure that stands right before its limit, in its unit, is compared with it."""
    given = replace(samples.answer(0), figures=figures)

    assert bool(near_limits((given,))) is is_near


def test_features_come_with_their_versions_and_their_ledger() -> None:
    """Only what is in scope on this network; a version that nobody says is told."""
    (feature,) = releases.go().features

    assert feature.id == "interop"
    assert dict(feature.versions) == {"op-geth": "1.2.0-rc.1", "op-node": None}
