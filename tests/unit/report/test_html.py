"""The report as a page: complete in itself, true, and safe from the network it is about."""

import itertools
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.readiness import Answer, decision_bytes
from gonogo.report import Line, Plot, Report, report_html, report_text
from gonogo.report.quantity import visible
from tests.unit.report import samples
from tests.unit.report.page import Page

EVERY_SAMPLE = [
    samples.go,
    samples.no_go,
    samples.hold,
    samples.conditional,
    samples.hostile,
]


@pytest.fixture(params=EVERY_SAMPLE, ids=lambda make: str(make.__name__))
def report(request: pytest.FixtureRequest) -> Report:
    made: Report = request.param()
    return made


def test_a_page_loads_nothing_and_runs_nothing(report: Report) -> None:
    """No script, no style sheet, font or picture from elsewhere, no handler of events."""
    page = Page(report_html(report))

    assert not {"script", "iframe", "object", "embed", "img", "form", "base"} & {
        element.tag for element in page.elements
    }
    for element in page.elements:
        assert not [name for name in element.attributes if name.startswith("on")]
        assert "src" not in element.attributes
        if element.tag != "a":
            assert element.attributes.get("href", "#").startswith(("#", "data:"))
    assert "url(" not in page.all("style")[0].text
    assert "@import" not in page.all("style")[0].text


def test_a_page_forbids_scripts_and_requests_by_itself(report: Report) -> None:
    """Should escaping ever fail, the browser is told to run and fetch nothing."""
    (policy,) = Page(report_html(report)).all("meta", **{"http-equiv": "Content-Security-Policy"})

    assert policy.attributes["content"].startswith("default-src 'none';")


def test_links_lead_to_places_of_the_page(report: Report) -> None:
    """Every anchor that is linked exists, and each exists once."""
    page = Page(report_html(report))
    anchors = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    inside = [one.attributes["href"] for one in page.elements if "href" in one.attributes]

    assert len(anchors) == len(set(anchors))
    assert {link[1:] for link in inside if link.startswith("#")} <= set(anchors)


def test_a_page_can_be_heard(report: Report) -> None:
    """Language, title, one first heading, no skipped level, headers that name their scope."""
    page = Page(report_html(report))
    levels = [int(one.tag[1]) for one in page.elements if one.tag in {"h1", "h2", "h3"}]

    assert page.all("html")[0].attributes["lang"] == "en"
    assert page.all("title")[0].text
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    assert all(one.attributes["scope"] in {"row", "col"} for one in page.all("th"))
    for picture in page.all("svg"):
        hidden = picture.attributes.get("aria-hidden") == "true"
        assert hidden or {"aria-label", "aria-labelledby"} & set(picture.attributes)


def test_the_verdict_stands_first(report: Report) -> None:
    """The largest heading is the verdict in words, and says that nobody signed it."""
    heading = Page(report_html(report)).all("h1")[0].text

    assert heading.split() == [report.decision.verdict.value.upper(), "unsigned"]


def test_everything_about_an_open_requirement_is_told() -> None:
    """Rule, what was seen, figures, remedy, why, source and full digests are on the page."""
    report = samples.no_go()
    page = Page(report_html(report))
    titles = {one.attributes["title"] for one in page.all("abbr")}

    for one in report.decision.answers:
        if one.answer is not Answer.MET:
            said = (one.title, one.chain, one.rule, one.why, one.source)
            assert all(text in page.text for text in said)
            assert one.remedy.replace("`", "") in page.text
            assert {*one.evidence, *one.readings} <= titles
    assert "longest pause 9.8 s" in page.text


def test_no_requirement_is_left_out(report: Report) -> None:
    """Every answer has its place, folded or not, and the overview leads there."""
    page = Page(report_html(report))
    anchors = {one.attributes["id"] for one in page.elements if "id" in one.attributes}

    wanted = {f"r-{number}" for number, _ in enumerate(report.decision.answers, start=1)}
    assert wanted <= anchors
    assert wanted == {
        one.attributes["href"][1:]
        for one in page.all("a")
        if one.attributes["href"].startswith("#r-")
    }


def test_answers_come_gravest_first() -> None:
    """Unmet stands before unknown, conditional and met."""
    headings = [
        one.text.split(" (")[0].strip() for one in Page(report_html(samples.no_go())).all("h2")
    ]

    sections = [name for name in headings if name.lower() in {kind.value for kind in Answer}]
    assert sections == ["Unmet", "Unknown", "Conditional", "Met"]


def test_equal_requirements_keep_their_own_places() -> None:
    """Two requirements that are equal in every word are still two."""
    given = samples.answer(2, Answer.UNMET)
    report = replace(samples.go(), decision=samples.decision((given, replace(given))))

    assert len(Page(report_html(report)).all("article", **{"class": "card unmet"})) == 2


def test_a_hostile_network_writes_text_and_nothing_else() -> None:
    """Markup, terminal codes and turned text from a network are shown as characters."""
    report = samples.hostile()
    page = Page(report_html(report))

    assert visible(samples.ATTACK) in page.text
    assert "\x1b" not in page.content
    assert "\u202e" not in page.content
    assert "<script" not in page.content
    assert {one.attributes["href"] for one in page.all("a")} == {"#unmet", "#met", "#r-1", "#r-2"}


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " https://x", "data:text/html,x", "//x"],
)
def test_only_web_addresses_become_links(address: str) -> None:
    """A tracker's address that a browser might run is shown and cannot be followed."""
    finding = replace(samples.FINDING, tracker_url=address)
    page = Page(report_html(replace(samples.go(), findings=(finding,))))

    assert address in page.text
    assert not [one for one in page.all("a") if not one.attributes["href"].startswith("#")]


def test_a_tracker_can_be_followed_without_telling_it_from_where() -> None:
    """A real address is a link that sends no referrer."""
    page = Page(report_html(samples.no_go()))
    (link,) = (one for one in page.all("a") if one.attributes["href"].startswith("https:"))

    assert link.attributes["rel"] == "noopener noreferrer"


def test_a_decision_of_nothing_is_a_hold_that_says_so() -> None:
    """A page without requirements does not look like a page where all is well."""
    page = Page(report_html(replace(samples.go(), decision=samples.decision(()))))

    assert page.all("h1")[0].text.split() == ["HOLD", "unsigned"]
    assert "of nothing the verdict is hold" in page.text


def test_many_alike_rows_are_told_together() -> None:
    """A checklist that nobody started is a page and not a wall."""
    page = Page(report_html(samples.hold()))

    assert len(page.all("article")) <= len(samples.hold().decision.reasons) + 3
    assert all(given.title in page.text for given in samples.hold().decision.answers)


def test_long_lists_of_digests_say_how_many_are_left_out() -> None:
    """What does not fit is counted, never dropped in silence."""
    given = replace(
        samples.answer(0, Answer.UNMET), evidence=tuple(map(samples.digest_of, range(100)))
    )
    page = Page(report_html(replace(samples.go(), decision=samples.decision((given,)))))

    assert "and 94 more, in the JSON report" in page.text


def test_a_page_is_the_same_every_time(report: Report) -> None:
    """The same report gives the same bytes, and is itself left as it was."""
    before = decision_bytes(report.decision)

    assert report_html(report) == report_html(report)
    assert decision_bytes(report.decision) == before


def test_a_thousand_requirements_take_less_than_a_second() -> None:
    """A page of a thousand requirements is written quickly and is no heavier than a picture."""
    kinds = (Answer.MET, Answer.UNMET, Answer.UNKNOWN)
    given = tuple(
        replace(samples.answer(number, kinds[number % 3]), seen=f"Seen {number}.")
        for number in range(1000)
    )
    report = replace(samples.go(), decision=samples.decision(given))
    report_html(samples.go())

    started = time.process_time()
    page = report_html(report)

    assert time.process_time() - started < 1.0
    assert len(page) < 2_500_000


@settings(deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_breaks_a_page(text: str) -> None:
    """Whatever a node answers is characters on the page, in the picture and on the terminal."""
    given_answer = replace(samples.answer(0, Answer.UNMET), title=text, seen=text, chain=text)
    plot = Plot(text, text, (Line(text, ((0.0, 1.0), (1.0, 2.0))),))
    report = replace(samples.go(), decision=samples.decision((given_answer,)), plots=(plot,))

    page = Page(report_html(report))

    assert not page.all("script")
    assert page.all("h3")[0].text.split()[:1] == visible(text).split()[:1] or not text.strip()
    assert not {"\x00", "\x1b", "\u202e", "\u2066"} & {*page.content, *report_text(report)}


def test_finding_of_an_earlier_deployment_says_where_it_was_opened() -> None:
    """What is carried over is told apart from what was seen on this deployment."""
    carried = replace(samples.FINDING, deployment=samples.digest_of(0xDEAD << 230))
    here = Page(report_html(replace(samples.no_go(), findings=(samples.FINDING,)))).text
    there = Page(report_html(replace(samples.no_go(), findings=(carried,)))).text

    assert "on an earlier deployment of this network, sha256:" in there
    assert "on an earlier deployment" not in here
