"""Sections that say so where they have nothing to tell, and how to verify what is told."""

from dataclasses import replace

import pytest

from gonogo.networks import Fact
from gonogo.report import release_sections as sections
from gonogo.report.sheet import Commands, Facts, Paragraph, Section, Table, written
from tests.unit.report import releases

REPORT = releases.go()
EMPTY = replace(
    REPORT,
    components=(),
    facts=(),
    plots=(),
    findings=(),
    waivers=(),
    manual_results=(),
    untested=(),
    near_limits=(),
    deadlines=(),
    features=(),
    runs=(),
    notes=(),
)


def words(section: Section | None) -> str:
    assert section is not None
    return " ".join(written(one.text) for one in section.blocks if isinstance(one, Paragraph))


@pytest.mark.parametrize(
    "make",
    [
        sections.findings,
        sections.waivers,
        sections.by_hand,
        sections.not_tested,
        sections.nearly_missed,
        sections.expiring,
        sections.features,
        sections.runs,
        sections.notes,
    ],
)
def test_a_section_with_nothing_to_tell_says_so(make: sections.Making) -> None:
    """What is left out reads as if it had been forgotten."""
    assert words(make(EMPTY))


def test_only_plots_are_left_out() -> None:
    """There is nothing to look at."""
    assert sections.plots(EMPTY) is None


def test_versions_that_nobody_named_are_told_as_that() -> None:
    """By the files, and by the network; and a fact that could not be read is no empty one."""
    facts = (Fact("client", None),)
    told = sections.versions(replace(EMPTY, facts=facts))
    (table,) = (block for block in told.blocks if isinstance(block, Table))

    assert "name no component versions" in words(told)
    assert written(table.rows[0][1]) == "could not be read"
    assert "did not say" in words(sections.versions(EMPTY))


def test_digests_stand_in_full_where_they_are_compared_by_eye() -> None:
    """And nobody is told to believe a file."""
    section = sections.verifying(REPORT)
    (facts,) = (block for block in section.blocks if isinstance(block, Facts))
    told = {name: written(text) for name, text in facts.rows}

    assert REPORT.authority is not None
    assert told["Decision"] == REPORT.authority.determination
    assert told["Candidate"] == REPORT.decision.candidate
    assert "Believe nothing of this file" in section.lead


def test_an_unsigned_report_names_no_decision_to_verify() -> None:
    """Only what is on record can be checked."""
    report = releases.hold()
    section = sections.verifying(report)
    (commands,) = (block for block in section.blocks if isinstance(block, Commands))
    (facts,) = (block for block in section.blocks if isinstance(block, Facts))

    assert "Nobody signed a decision" in section.lead
    assert "Decision" not in dict(facts.rows)
    assert commands.lines == report.verifying
