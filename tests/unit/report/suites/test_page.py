"""The page: complete in itself, and safe from the tests that it is about."""

import base64
import hashlib
import json
import re

import pytest

from gonogo.report.suites import SuiteReport
from gonogo.report.suites.page import page_pieces
from tests.unit.report.page import Page
from tests.unit.report.suites import reports

EVERY = [reports.of_all_sorts, reports.all_passed, reports.hostile]


@pytest.fixture(params=EVERY, ids=lambda make: str(make.__name__))
def report(request: pytest.FixtureRequest) -> SuiteReport:
    made: SuiteReport = request.param()
    return made


def page_of(report: SuiteReport) -> Page:
    return Page("".join(page_pieces(report)))


def test_there_is_one_script_and_it_is_ours(report: SuiteReport) -> None:
    """Everything else in an element of script is data; no element loads or handles anything."""
    page = page_of(report)
    scripts = page.all("script")

    assert [each.attributes.get("type") for each in scripts] == ["application/json"] * 2 + [None]
    assert {"alert(1)"} & {each.text.strip() for each in scripts} == set()
    assert not {"iframe", "object", "embed", "img", "form", "base"} & {
        each.tag for each in page.elements
    }
    for each in page.elements:
        assert not [name for name in each.attributes if name.startswith("on")]
        assert "src" not in each.attributes


def test_the_page_allows_that_script_alone(report: SuiteReport) -> None:
    """By its digest, so that nothing else would run should escaping ever fail."""
    page = page_of(report)
    (policy,) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
    digest = base64.b64encode(hashlib.sha256(page.all("script")[-1].text.encode()).digest())

    assert policy.attributes["content"].startswith("default-src 'none';")
    assert f"script-src 'sha256-{digest.decode()}';" in policy.attributes["content"]
    assert "unsafe-inline" not in policy.attributes["content"].split("style-src")[0]


def test_the_script_makes_no_markup_of_data() -> None:
    """Foreign text becomes text of the page: nothing parses it."""
    script = page_of(reports.all_passed()).all("script")[-1].text

    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|DOMParser"
    )
    assert re.search(forbidden, script) is None


def test_links_lead_to_files_beside_the_page(report: SuiteReport) -> None:
    """No address of anybody else's is ever linked in the frame."""
    for each in page_of(report).elements:
        if each.tag == "a":
            assert re.fullmatch(r"[a-z]+\.(json|xml|jsonl|log|txt)", each.attributes["href"])


def test_the_data_can_be_read(report: SuiteReport) -> None:
    """The script finds JSON where it looks for it."""
    page = page_of(report)
    (data,), (excerpts,) = page.all("script", id="data"), page.all("script", id="excerpts")

    assert len(json.loads(data.text)["tests"]) == len(report.cases)
    assert json.loads(excerpts.text) is not None


def test_the_frame_tells_gates_and_what_was_set_aside() -> None:
    """Without any script there are the gates, faults, quarantine and what was left out."""
    text = page_of(reports.of_all_sorts()).text

    for told in ("HELD", "the disk was full", "2026-12-24", "flake-shake", "1 of 2 gates passed"):
        assert told in text


def test_a_run_that_was_ended_says_so() -> None:
    """A partial report is not taken for a whole one."""
    run = reports.gate_run(
        (reports.result(reports.all_passed().cases[0].test),), is_interrupted=True
    )

    text = page_of(reports.report(run)).text

    assert "ended before all of them had ended" in text
    assert "HELD" in text


def test_a_page_stays_small() -> None:
    """Ten thousand tests make a few megabytes."""
    assert sum(len(piece) for piece in page_pieces(reports.long(10_000))) < 4 << 20
