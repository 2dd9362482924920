"""Who decided, and what became of the decision since."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from gonogo.people import ActKind
from gonogo.readiness import Verdict
from gonogo.record import Block, RevocationBody
from gonogo.report import ReleaseReport, ReportKind, release_html
from gonogo.report.authority import Afterwards, Authority, authority_of
from tests.unit.report import releases
from tests.unit.report.listed import ADA, HOUR, NOW, authority
from tests.unit.report.page import Page


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


TAKEN = Afterwards("revoked", ADA, "no", takes_force=True)


@pytest.mark.parametrize(
    ("decision", "failings"),
    [
        (authority(), ()),
        (authority(Afterwards("promoted", ADA, "promote:alphanet")), ()),
        (authority(TAKEN, TAKEN), ("revoked",)),
        (authority(valid_until=NOW), ("expired",)),
        (authority(decided=replace(ADA, at=NOW + HOUR)), ("not yet valid",)),
        (authority(TAKEN, valid_until=NOW, doubts=("why",)), ("revoked", "expired", "doubtful")),
    ],
)
def test_a_decision_says_in_single_words_why_it_does_not_stand(
    decision: Authority, failings: tuple[str, ...]
) -> None:
    """Each once; a step that was made on it takes nothing from it."""
    assert decision.failings(NOW) == failings


def test_another_act_is_no_decision() -> None:
    """Nobody is told that a waiver was decided."""
    release = releases.conditional_release()
    act = release.determine()
    revocation = release.sign(ActKind.REVOCATION, RevocationBody(act.id, "no"), by="ada")
    decision = release.report(act).decision

    with pytest.raises(TypeError, match="is no determination"):
        authority_of(revocation, decision, release.signed.counted())
