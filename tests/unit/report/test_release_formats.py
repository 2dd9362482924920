"""The two reports on a release: the same in every format, and harmless whoever wrote into it."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.report import ReleaseReport, ReportKind, release_html, release_json, release_markdown
from tests.unit.report import releases
from tests.unit.report.formats import (
    ATTACKS,
    ITEMS,
    OURS,
    SMALL,
    large,
    shown,
    shown_text,
    since,
    small,
)
from tests.unit.report.said import Said, rendered, said_by_markdown, said_by_page


def test_the_page_and_the_markdown_say_the_same(report: ReleaseReport, kind: ReportKind) -> None:
    """Section by section, word by word, and with the same digests in full."""
    page = said_by_page(release_html(report, kind))
    markdown = said_by_markdown(release_markdown(report, kind))

    assert [*page.sections][1:] == [*markdown.sections][1:]
    for section in [*page.sections][1:]:
        assert page.words(section) == markdown.words(section), section
    assert {one for one in page.digests if one.startswith("sha256:")} == {
        one for one in markdown.digests if one.startswith("sha256:")
    }
    assert page.links == markdown.links


@pytest.mark.parametrize("text", ATTACKS)
def test_no_text_becomes_anything_but_text(text: str) -> None:
    """What is written everywhere is shown everywhere, and nothing comes of it."""
    report = releases.attacked(text)

    markdown = Said(rendered(release_markdown(report, ReportKind.READINESS)))
    page = said_by_page(release_html(report, ReportKind.READINESS))

    assert set(markdown.tags) <= OURS
    assert not markdown.links
    assert not page.links
    assert shown_text(text) in shown(page)
    assert shown_text(text) in shown(markdown).replace("\u200b", "")
    assert markdown.tags["table"] == page.tags["table"]
    assert markdown.tags["h1"] == page.tags["h1"] == 1
    assert markdown.tags["h2"] == page.tags["h2"]
    assert markdown.tags["tr"] == page.tags["tr"]


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(), max_size=40))
def test_any_text_at_all_is_only_text(text: str) -> None:
    """Of texts made by chance none is taken for markup, in either format."""
    report = small(text)

    markdown = Said(rendered(release_markdown(report, ReportKind.DECISION)))
    page = said_by_page(release_html(report, ReportKind.DECISION))

    assert set(markdown.tags) <= OURS
    assert markdown.tags["li"] == ITEMS
    assert page.tags["script"] == 0
    assert markdown.links == page.links == [each.tracker_url for each in report.findings]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JAVASCRIPT:x", " https://x", "data:text/html,x", "//x", "ftp://x"],
)
def test_only_the_web_is_linked(address: str) -> None:
    """Any other address is shown as it stands, and cannot be clicked."""
    report = replace(
        SMALL, findings=tuple(replace(each, tracker_url=address) for each in SMALL.findings)
    )

    page = said_by_page(release_html(report, ReportKind.READINESS))

    assert not page.links
    assert not Said(rendered(release_markdown(report, ReportKind.READINESS))).links
    assert address.strip() in page.text


@pytest.mark.slow
def test_ten_thousand_requirements_are_written_in_bounded_time() -> None:
    """A large policy makes a large file, and not one that takes minutes."""
    report = large(10_000)

    sizes = {}
    for write in (release_html, release_markdown, release_json):
        began = time.perf_counter()
        sizes[write.__name__] = (len(write(report, ReportKind.READINESS)), since(began))

    assert all(seconds < 30 for _, seconds in sizes.values()), sizes
    assert all(size < 40_000_000 for size, _ in sizes.values()), sizes


def test_the_same_report_is_the_same_bytes(kind: ReportKind) -> None:
    """Whoever writes it again can compare files."""
    for write in (release_html, release_json, release_markdown):
        assert write(releases.no_go(), kind) == write(releases.no_go(), kind)
