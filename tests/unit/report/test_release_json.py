"""The report on a release for programs: nothing in it is kept from people."""

import json

from gonogo.report import ReleaseReport, ReportKind, release_html, release_json, release_markdown
from gonogo.report.quantity import short
from tests.unit.report.formats import counts, shown, shown_text, texts
from tests.unit.report.said import said_by_markdown, said_by_page


def test_everything_in_the_json_is_told_to_people(report: ReleaseReport) -> None:
    """No text that a program reads is missing in the formats for people."""
    document = json.loads(release_json(report, ReportKind.READINESS))
    html = said_by_page(release_html(report, ReportKind.READINESS))
    markdown = said_by_markdown(release_markdown(report, ReportKind.READINESS))

    for said in (html, markdown):
        known = shown(said)
        for text in texts(document):
            assert shown_text(text) in known or short(text) in known or text in said.digests, text


def test_the_json_counts_what_the_page_counts(report: ReleaseReport, kind: ReportKind) -> None:
    """Verdict, sentence, stamps and warnings stand on top of each format."""
    document = json.loads(release_json(report, kind))
    html = said_by_page(release_html(report, kind))
    markdown = said_by_markdown(release_markdown(report, kind))

    for said in (html, markdown):
        head = shown_text(said.sections[""])
        assert document["verdict"].upper() in head
        assert shown_text(document["title"]) in head
        for text in (document["sentence"], *document["stamps"], *document["warnings"]):
            assert shown_text(text) in head
    tally = {word: int(count) for count, word in counts(markdown.sections["At a glance"])}
    assert tally == document["counts"]
