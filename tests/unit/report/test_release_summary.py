"""What a reader needs first: what was judged, whose word it is, what to do."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from gonogo.report import ReleaseReport
from gonogo.report.advice import Recommendation
from gonogo.report.release_summary import advice, authority, glance
from gonogo.report.sheet import Bullets, Facts, Paragraph, Section, Tally, written
from tests.unit.report import releases


def facts(section: Section) -> dict[str, str]:
    rows = [row for block in section.blocks if isinstance(block, Facts) for row in block.rows]
    return {name: written(text) for name, text in rows}


def test_the_glance_names_what_was_judged_in_full() -> None:
    """Whoever holds two reports can tell whether they are about the same."""
    report = releases.go()
    told = facts(glance(report))

    assert told["Candidate"] == report.decision.candidate
    assert told["Deployment"] == report.decision.deployment
    assert report.decision.policy_digest in told["Policy"]
    assert told["Level"] == report.level


def test_a_stage_that_nobody_told_is_not_made_up() -> None:
    """It is said that nobody told it."""
    report = releases.go()
    unknown = replace(report, network=replace(report.network, stage=None))

    assert "stage not told" in facts(glance(unknown))["Network"]


@pytest.mark.parametrize("make", releases.EVERY_RELEASE)
def test_the_tally_counts_every_answer_once(make: Callable[[], ReleaseReport]) -> None:
    """Nothing that was judged is missing from the sum."""
    report = make()
    (tally,) = (block for block in glance(report).blocks if isinstance(block, Tally))

    assert sum(count for _, count in tally.counts) == len(report.answers)


def test_where_nobody_decided_nothing_is_authorised() -> None:
    """And it is said on what it rests, if anything is signed."""
    unsigned = releases.hold()
    (said, *_) = authority(replace(unsigned, heads=())).blocks

    assert isinstance(said, Paragraph)
    assert "authorises nothing" in written(said.text)
    assert facts(authority(replace(unsigned, heads=()))) == {}
    assert "sha256:aa" in facts(authority(replace(unsigned, heads=("sha256:aa",))))["Rests on"]


def test_advice_stands_under_its_urgency_and_says_for_what() -> None:
    """The most urgent first, and no heading over nothing."""
    given = (Recommendation("could", "Look."), Recommendation("must", "Mend `it`.", ("a", "b")))

    first, mending, second, looking = advice(replace(releases.go(), recommendations=given)).blocks

    assert isinstance(first, Paragraph)
    assert isinstance(mending, Bullets)
    assert isinstance(second, Paragraph)
    assert isinstance(looking, Bullets)
    assert "Before it can be a go" in written(first.text)
    assert written(mending.items[0]) == "Mend it. For a, b."
    assert written(looking.items[0]) == "Look."
