"""What was not tested is told, each with its reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from gonogo.evidence import Evidence
from gonogo.readiness import Answer, ChainScope, Record, Requirement, RequirementAnswer
from gonogo.report import ReleaseReport
from gonogo.report.release_entries import WaiverEntry
from gonogo.report.untested import Untested
from gonogo.report.untested import untested as not_tested
from tests.unit.readiness.example import CHAIN, at, evidence, policy, record, requirement, window
from tests.unit.report import releases, samples
from tests.unit.report.listed import waiver


def told_by(report: ReleaseReport) -> set[tuple[str, str]]:
    return {(each.kind, each.requirement) for each in report.untested}


def test_what_was_not_tested_is_told_by_its_reason() -> None:
    """Excused, planned for, absent, too short, never seen and left to people are not tested."""
    assert told_by(releases.conditional()) == {
        ("waived", "peers"),
        ("planned", "deposits-arrive"),
        ("not applicable", "proposer-advances"),
    }
    assert told_by(releases.hold()) == {
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

    assert ("stale", "batcher-advances") in told_by(release.report())


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


ROW = requirement(id="peers", component="batcher", window_seconds=10.0, freshness_seconds=600.0)
BY_HAND = requirement(None, id="drill", parameters=(), roles=("platforms",))
EXCUSE = waiver(requirement="peers")


def kinds(
    kind: Answer,
    *seen: Evidence,
    row: Requirement = ROW,
    waivers: tuple[WaiverEntry, ...] = (),
    components: tuple[str, ...] = ("batcher",),
) -> list[str]:
    """Return why one requirement counts as not tested; nothing: it was."""
    given = replace(
        samples.answer(0, kind, CHAIN),
        requirement=row.id,
        evidence=tuple(item.digest for item in seen),
    )
    judged = record(chains=(ChainScope(CHAIN, components),), judged_at=at(1000))
    known = {item.digest: item for item in seen if item.summary != LOST}
    return [each.kind for each in what_was_not(given, judged, waivers, known, row)]


def what_was_not(
    given: RequirementAnswer,
    judged: Record,
    waivers: tuple[WaiverEntry, ...],
    known: dict[str, Evidence],
    row: Requirement,
) -> tuple[Untested, ...]:
    return not_tested((given,), policy(row), judged, waivers, known)


LOST = "nobody has it any more"


@pytest.mark.parametrize(
    ("seen", "kind"),
    [
        ((), "never seen"),
        ((evidence(1, window=window(901, 9)),), "too short"),
        ((evidence(1, window=window(380, 10)),), "stale"),
        ((evidence(1, window=window(390, 10)),), "unanswered"),
        ((evidence(1, window=window(901, 9)), evidence(2, window=window(800, 10))), "unanswered"),
        ((evidence(1, summary=LOST),), "damaged"),
    ],
)
def test_what_is_unknown_says_why(seen: tuple[Evidence, ...], kind: str) -> None:
    """By the longest and the latest of what was seen, to the second."""
    assert kinds(Answer.UNKNOWN, *seen) == [kind]


def test_what_people_answer_is_told_apart() -> None:
    """Of what nobody recorded it would be wrong to say that it was never seen."""
    assert kinds(Answer.UNKNOWN, row=BY_HAND) == ["nobody"]


@pytest.mark.parametrize(
    ("excuse", "kind"),
    [
        (EXCUSE, "waived"),
        (replace(EXCUSE, chain=CHAIN), "waived"),
        (replace(EXCUSE, chain="another-1"), "planned"),
        (replace(EXCUSE, requirement="another"), "planned"),
        (replace(EXCUSE, state="over"), "planned"),
    ],
)
def test_an_excuse_is_told_as_what_it_is(excuse: WaiverEntry, kind: str) -> None:
    """Without a waiver that fits it is lived with under a plan."""
    assert kinds(Answer.CONDITIONAL, waivers=(excuse,)) == [kind]


@pytest.mark.parametrize(
    ("components", "told"),
    [(("batcher",), []), (("proposer",), ["not applicable"]), ((), [])],
)
def test_what_an_inventory_lacks_was_not_tested(
    components: tuple[str, ...], told: list[str]
) -> None:
    """Although it counts as met; where there is no inventory, everything applies."""
    assert kinds(Answer.MET, components=components) == told


def test_what_failed_was_tested() -> None:
    """It is told as a failure, and not a second time."""
    assert kinds(Answer.UNMET) == []
