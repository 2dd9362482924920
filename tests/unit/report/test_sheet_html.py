"""A sheet as a page that loads nothing and runs nothing."""

import itertools

from gonogo.report import ReleaseReport, ReportKind, release_html
from tests.unit.report.page import Page


def test_a_page_loads_nothing_and_runs_nothing(report: ReleaseReport, kind: ReportKind) -> None:
    """No script, nothing from elsewhere, no handler of events, and no link but to the web."""
    page = Page(release_html(report, kind))

    assert not {"script", "iframe", "object", "embed", "img", "form", "base"} & {
        element.tag for element in page.elements
    }
    for element in page.elements:
        assert not [name for name in element.attributes if name.startswith("on")]
        assert "src" not in element.attributes
        links = ("#", "data:", "https://") if element.tag == "a" else ("#", "data:")
        assert element.attributes.get("href", "#").startswith(links)
    (policy,) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
    assert policy.attributes["content"].startswith("default-src 'none';")


def test_a_page_can_be_walked_and_heard(report: ReleaseReport, kind: ReportKind) -> None:
    """Anchors are there once, headings skip no level, tables have heads, pictures a name."""
    page = Page(release_html(report, kind))
    anchors = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    inside = [one.attributes["href"] for one in page.elements if "href" in one.attributes]
    levels = [int(one.tag[1]) for one in page.elements if one.tag in {"h1", "h2", "h3"}]

    assert len(anchors) == len(set(anchors))
    assert {link[1:] for link in inside if link.startswith("#")} <= set(anchors)
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    assert all(one.attributes["scope"] in {"row", "col"} for one in page.all("th"))
    for picture in page.all("svg"):
        assert {"aria-hidden", "aria-label", "aria-labelledby"} & set(picture.attributes)
