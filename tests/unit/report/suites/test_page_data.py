"""What the page knows: bounded, whoever printed how much."""

import json
from collections.abc import Sequence
from typing import Any

from gonogo.acceptance import LogPart
from gonogo.evidence import Outcome
from gonogo.report.suites import SuiteReport
from gonogo.report.suites.logs import Excerpt, nothing_printed
from gonogo.report.suites.page_data import (
    EXCERPTS_BYTES,
    MOST_PARTS,
    MOST_SUBTESTS,
    data_pieces,
    excerpt_pieces,
)
from tests.unit.report.suites import reports


def data(report: SuiteReport) -> Any:
    return json.loads("".join(data_pieces(report)))


def excerpts(report: SuiteReport, printed: str = "x") -> Any:
    def excerpt(_parts: Sequence[LogPart], head: int, tail: int) -> Excerpt:
        return Excerpt(printed * head, printed * tail, 7, 7 + head + tail)

    text = "".join(excerpt_pieces(report, excerpt))
    assert len(text) < EXCERPTS_BYTES * 1.1
    return json.loads(text)


def test_every_test_is_known() -> None:
    """With its outcome, package, seats and subtests."""
    known = data(reports.of_all_sorts())
    vaults = next(row for row in known["tests"] if row[1] == "TestVaults")

    assert known["packages"][vaults[0]] == reports.FEES
    assert known["outcomes"][vaults[2]] == "failed"
    assert [known["gates"][gate] for gate, _ in vaults[8]] == ["isthmus"]
    assert [row[0] for row in vaults[14]] == ["base"]
    assert len(known["tests"]) == 8


def test_messages_share_a_budget() -> None:
    """Ten thousand long messages are cut, and each is still there."""
    text = "".join(data_pieces(reports.long(10_000, outcome=Outcome.FAILED)))

    assert len(text) < 6 << 20
    assert all(row[5].endswith("…") for row in json.loads(text)["tests"])


def test_subtests_share_a_budget() -> None:
    """Too many are told by their number."""
    known = data(reports.long(500, subtests=100))

    assert sum(len(row[14]) for row in known["tests"]) <= MOST_SUBTESTS
    assert all(len(row[14]) + row[15] == 100 for row in known["tests"])


def test_parts_of_a_log_are_bounded() -> None:
    """Of very many the first and the last are named, and how much is between them."""
    test = reports.all_passed().cases[0].test
    parts = tuple(LogPart(number * 10, 3) for number in range(5000))
    known = data(reports.report(reports.gate_run((reports.result(test, log=parts),))))

    (row,) = known["tests"]
    assert len(row[12]) == MOST_PARTS
    assert row[13] == (5000 - MOST_PARTS) * 3


def test_trouble_is_served_first() -> None:
    """Excerpts of what passed come only after those of all that did not."""
    report = reports.of_all_sorts()
    troubled = [str(at) for at, case in enumerate(report.cases) if case.worst and case.worst.log]

    assert list(excerpts(report)) == troubled


def test_excerpts_share_a_budget() -> None:
    """Whatever was printed, and however much longer it gets when it is escaped."""
    report = reports.long(10_000, outcome=Outcome.FAILED)

    assert 500 < len(excerpts(report, "x")) <= 10_000
    assert len(excerpts(report, "<")) > 100
    assert len(excerpts(report, "\u202e")) > 100


def test_no_text_ends_the_element_that_it_stands_in() -> None:
    """There is no `<` in what stands inside of an element of script."""
    report = reports.hostile()

    assert "<" not in "".join(data_pieces(report))
    assert "<" not in "".join(excerpt_pieces(report, nothing_printed))
