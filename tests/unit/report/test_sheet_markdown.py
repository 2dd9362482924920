"""A sheet as Markdown: what people wrote stays text."""

from dataclasses import replace

from gonogo.report import ReleaseReport, ReportKind, release_html, release_markdown
from tests.unit.report.formats import OURS, SMALL
from tests.unit.report.page import Page
from tests.unit.report.said import Said, rendered


def test_markdown_holds_no_markup_but_our_own(report: ReleaseReport, kind: ReportKind) -> None:
    """Whatever people wrote, GitHub renders headings, lists, tables and few elements."""
    markdown = release_markdown(report, kind)

    said = Said(rendered(markdown))

    assert set(said.tags) <= OURS
    assert all(link.startswith("https://") for link in said.links)
    assert all(line.isprintable() for line in markdown.split("\n") if "\u200b" not in line)


def test_each_row_of_a_table_has_the_cells_of_its_head(
    report: ReleaseReport, kind: ReportKind
) -> None:
    """A bar or a line break in what somebody wrote adds no cell and no row."""
    said = Said(rendered(release_markdown(report, kind)))
    page = Page(release_html(report, kind))

    assert said.tags["table"] == len(page.all("table"))
    assert said.tags["tr"] == len(page.all("tr"))
    assert said.tags["td"] + said.tags["th"] == len(page.all("td")) + len(page.all("th"))


def test_a_link_leads_only_where_it_says() -> None:
    """An address with brackets, bars or quotes in it stays one link to one place."""
    evil = "https://example.org/a)|b'\">c](javascript:alert(1))"
    report = replace(
        SMALL, findings=tuple(replace(each, tracker_url=evil) for each in SMALL.findings)
    )

    markdown = Said(rendered(release_markdown(report, ReportKind.READINESS)))

    (link,) = markdown.links
    assert link.startswith("https://example.org/a%29%7Cb")
    assert set(markdown.tags) <= OURS
