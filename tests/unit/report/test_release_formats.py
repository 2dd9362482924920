"""The two reports on a release: the same in every format, and harmless whoever wrote into it."""

import itertools
import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.evidence import Figure
from gonogo.report import ReleaseReport, ReportKind, release_html, release_json, release_markdown
from gonogo.report.quantity import short, visible
from tests.unit.report import releases, samples
from tests.unit.report.page import Page
from tests.unit.report.said import Said, rendered, said_by_markdown, said_by_page

_TIME = re.compile(r"\d{4}-\d\d-\d\dT.*Z")
_OURS = {"br", "code", "b", "em", "strong", "s", "a", "p", "ul", "li", "hr", "pre", "blockquote"}
_OURS |= {"table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3"}


@pytest.fixture(params=releases.EVERY_RELEASE, ids=lambda make: str(make.__name__))
def report(request: pytest.FixtureRequest) -> ReleaseReport:
    made: ReleaseReport = request.param()
    return made


@pytest.fixture(params=ReportKind, ids=lambda kind: str(kind.value))
def kind(request: pytest.FixtureRequest) -> ReportKind:
    chosen: ReportKind = request.param
    return chosen


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


def test_everything_in_the_json_is_told_to_people(report: ReleaseReport) -> None:
    """No text that a program reads is missing in the formats for people."""
    document = json.loads(release_json(report, ReportKind.READINESS))
    html = said_by_page(release_html(report, ReportKind.READINESS))
    markdown = said_by_markdown(release_markdown(report, ReportKind.READINESS))

    for said in (html, markdown):
        known = _shown(said)
        for text in _texts(document):
            assert _shown_text(text) in known or short(text) in known or text in said.digests, text


def _shown(said: Said) -> str:
    return _shown_text(said.text + " ".join(said.sections))


def _shown_text(text: str) -> str:
    # Where a command is marked there is a space that the text does not have.
    return "".join(visible(text).replace("`", "").split())


def _texts(value: object, key: str = "") -> Iterator[str]:
    """Yield what a document says; not its times, nor the words that only programs read."""
    by_machines = {"format", "kind", "signature", "subject", "nodes", "points", "unit", "roles"}
    by_machines |= {"tool_version", "urgency"}
    if key in by_machines or (key == "code" and isinstance(value, str)):
        return
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _texts(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each, key)
    elif isinstance(value, str) and value and not _TIME.fullmatch(value):
        yield value


def test_the_json_counts_what_the_page_counts(report: ReleaseReport, kind: ReportKind) -> None:
    """Verdict, sentence, stamps and warnings stand on top of each format."""
    document = json.loads(release_json(report, kind))
    html = said_by_page(release_html(report, kind))
    markdown = said_by_markdown(release_markdown(report, kind))

    for said in (html, markdown):
        head = _shown_text(said.sections[""])
        assert document["verdict"].upper() in head
        assert _shown_text(document["title"]) in head
        for text in (document["sentence"], *document["stamps"], *document["warnings"]):
            assert _shown_text(text) in head
    tally = {word: int(count) for count, word in _tally(markdown.sections["At a glance"])}
    assert tally == document["counts"]


def _tally(text: str) -> list[tuple[str, str]]:
    return re.findall(r"(\d+)\s+(unmet|unknown|conditional|met)\b", text)


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


def test_markdown_holds_no_markup_but_our_own(report: ReleaseReport, kind: ReportKind) -> None:
    """Whatever people wrote, GitHub renders headings, lists, tables and few elements."""
    markdown = release_markdown(report, kind)

    said = Said(rendered(markdown))

    assert set(said.tags) <= _OURS
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


ATTACKS = [
    "| a | b |\n|---|---|\n| c | d |",
    "# heading\n## another",
    "- a\n- b\n1. c",
    "1. first",
    "![p](http://evil/p.png) [l](javascript:alert(1)) <javascript:alert(1)>",
    "</code></td></table><script>alert(1)</script>",
    "<!-- hidden",
    "```\nfence\n~~~",
    "~~~~~~\n# out",
    "@everyone #1 GH-2 www.evil.example https://evil.example",
    "`code` **bold** _it_ ~~gone~~ $x$ &lt; \\| \\",
    "[^1]: note\n\n[ref]: http://evil",
    "===\n---\n***",
    "\x1b[2J\x00\u202e\u2028\u0085",
    "    indented",
    "<b onmouseover=alert(1)>x",
    "javascript:alert(1)",
    "{{ 7 * 7 }} {% raw %}",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_no_text_becomes_anything_but_text(text: str) -> None:
    """What is written everywhere is shown everywhere, and nothing comes of it."""
    report = releases.attacked(text)

    markdown = Said(rendered(release_markdown(report, ReportKind.READINESS)))
    page = said_by_page(release_html(report, ReportKind.READINESS))

    assert set(markdown.tags) <= _OURS
    assert not markdown.links
    assert not page.links
    assert _shown_text(text) in _shown(page)
    assert _shown_text(text) in _shown(markdown).replace("\u200b", "")
    assert markdown.tags["table"] == page.tags["table"]
    assert markdown.tags["h1"] == page.tags["h1"] == 1
    assert markdown.tags["h2"] == page.tags["h2"]
    assert markdown.tags["tr"] == page.tags["tr"]


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(), max_size=40))
def test_any_text_at_all_is_only_text(text: str) -> None:
    """Of texts made by chance none is taken for markup, in either format."""
    report = _small(text)

    markdown = Said(rendered(release_markdown(report, ReportKind.DECISION)))
    page = said_by_page(release_html(report, ReportKind.DECISION))

    assert set(markdown.tags) <= _OURS
    assert markdown.tags["li"] == _ITEMS
    assert page.tags["script"] == 0
    assert markdown.links == page.links == [each.tracker_url for each in report.findings]


def _small(text: str) -> ReleaseReport:
    report = _SMALL
    return replace(
        report,
        notes=(text,),
        findings=tuple(replace(each, title=text, impact=text) for each in report.findings),
        waivers=tuple(replace(each, reason=text) for each in report.waivers),
    )


_SMALL = releases.conditional()


_ITEMS = Said(rendered(release_markdown(_small("x"), ReportKind.DECISION))).tags["li"]


def test_a_link_leads_only_where_it_says() -> None:
    """An address with brackets, bars or quotes in it stays one link to one place."""
    evil = "https://example.org/a)|b'\">c](javascript:alert(1))"
    report = replace(
        _SMALL, findings=tuple(replace(each, tracker_url=evil) for each in _SMALL.findings)
    )

    markdown = Said(rendered(release_markdown(report, ReportKind.READINESS)))

    (link,) = markdown.links
    assert link.startswith("https://example.org/a%29%7Cb")
    assert set(markdown.tags) <= _OURS


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JAVASCRIPT:x", " https://x", "data:text/html,x", "//x", "ftp://x"],
)
def test_only_the_web_is_linked(address: str) -> None:
    """Any other address is shown as it stands, and cannot be clicked."""
    report = replace(
        _SMALL, findings=tuple(replace(each, tracker_url=address) for each in _SMALL.findings)
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
        sizes[write.__name__] = (len(write(report, ReportKind.READINESS)), _since(began))

    assert all(seconds < 30 for _, seconds in sizes.values()), sizes
    assert all(size < 40_000_000 for size, _ in sizes.values()), sizes


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 2)


def large(count: int) -> ReleaseReport:
    """Return a report on so many requirements, each with its own words."""
    given = releases.conditional()
    answers = tuple(
        replace(
            answer,
            requirement=f"{answer.requirement}-{number}",
            seen=f"{answer.seen} (number {number})",
            figures=(Figure("longest stall", number % 10, "s"), Figure("limit", 10.0, "s")),
            evidence=(samples.digest_of(number),),
        )
        for number in range(count)
        for answer in (given.answers[number % len(given.answers)],)
    )
    return replace(given, decision=replace(given.decision, answers=answers))


def test_the_same_report_is_the_same_bytes(kind: ReportKind) -> None:
    """Whoever writes it again can compare files."""
    for write in (release_html, release_json, release_markdown):
        assert write(releases.no_go(), kind) == write(releases.no_go(), kind)
